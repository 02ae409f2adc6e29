package org.duban.directory;

import java.time.Instant;
import java.util.Collection;

/** The units of this installation. Writes are seen by every node within one reading of {@link #tree()}. */
public interface Directory {

    /** All units as they are now. Cheap: one small query, the tree itself is kept while nothing changed. */
    UnitTree tree();

    /**
     * Adds the units or replaces those of the same code, in one transaction; a replaced unit's addresses are reachable again.
     *
     * @throws IllegalArgumentException with field, value and cure if a code, an address or a parent is wrong; nothing is saved
     */
    void save(Collection<Unit> units);

    /** Takes a unit out of the tree; does nothing if there is none of that code. */
    void remove(String code);

    /** Notes that a mail server refuses an address for good, so that later notices go elsewhere; idempotent. */
    void markUnreachable(String address, Instant since, String reason);
}
