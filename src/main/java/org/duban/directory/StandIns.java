package org.duban.directory;

import java.util.List;

/** Who stands in for whom. Writes are seen by every node within one reading of {@link Directory#tree()}. */
public interface StandIns {

    /** All that a unit has entered, also those that are over, the earliest first. */
    List<StandIn> of(String unit);

    /**
     * Adds a stand-in or replaces the one of this unit and name; the deputy's address counts as reachable again. Joins the
     * caller's transaction if there is one.
     *
     * @return the stand-in as it was saved, its addresses as mail servers take them
     * @throws StandInRefused if it cannot be so; nothing is saved
     */
    StandIn save(StandIn standIn);

    /** @return false if there is none of this name */
    boolean remove(String unit, String name);
}
