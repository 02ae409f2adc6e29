package org.duban.directory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.duban.reasons.Reason;

/** The units of this installation. Writes are seen by every node within one reading of {@link #tree()}. */
public interface Directory {

    /** All units as they are now. Cheap: one small query, the tree itself is kept while nothing changed. */
    UnitTree tree();

    /**
     * Adds the units or replaces those of the same code, in one transaction; a replaced unit's addresses are reachable again.
     *
     * @throws IllegalArgumentException with field, value and cure if a code, an address or a parent is wrong, or if open tasks
     *     would be left with nobody above them; nothing is saved
     */
    void save(Collection<Unit> units);

    /**
     * What saving these units would take from the supervision of open tasks although it may be done, in words for whoever
     * does it, each with its field; asked before they are saved.
     */
    default List<Reason> losses(Collection<Unit> units) {
        return List.of();
    }

    /**
     * Takes a unit out of the tree, and has its successor, if one is named, take over what hangs on it; does nothing if there
     * is none of that code and nothing hangs on it.
     *
     * @throws IllegalArgumentException with field, value and cure if something hangs on it and nobody takes over, or if that
     *     other unit cannot; nothing has changed then
     */
    void remove(Removal removal);

    /**
     * Has no unit taken out of the tree until the caller's transaction ends: whoever writes down the code of a unit reads the
     * tree after this.
     */
    void holdCodes();

    /** Notes that a mail server refuses an address for good, so that later notices go elsewhere; idempotent. */
    void markUnreachable(String address, Instant since, String reason);
}
