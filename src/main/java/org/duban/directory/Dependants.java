package org.duban.directory;

import java.util.Optional;
import java.util.Set;

/**
 * What a room keeps under the codes of units. It is asked, and told of a successor, in the transaction that takes a unit out
 * of the tree, while nobody can write down its code anew. It must be there before the directory is.
 */
public interface Dependants {

    /** What hangs on any of these units; empty if nothing does. */
    Optional<Dependency> on(Set<String> units);

    /**
     * Puts the successor in the place of a unit that is about to leave; never called for what no successor can take over.
     *
     * @throws IllegalArgumentException with the reason if it cannot be; then the unit stays
     */
    void handOver(Merger merger);
}
