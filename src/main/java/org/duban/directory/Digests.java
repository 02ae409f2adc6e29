package org.duban.directory;

import java.time.LocalTime;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Which units want what is not urgent in one mail a day, and at which time of their own zone. It holds for all mails to
 * the unit, whoever stands in for it (docs/decisions/0062).
 */
public interface Digests {

    /** When a unit wants it; empty: each mail at once. */
    Optional<LocalTime> of(String unit);

    /** When these units want it, by their codes; those that want each mail at once are missing. */
    Map<String, LocalTime> of(Collection<String> units);

    /**
     * Notes when a unit wants it; joins the caller's transaction if there is one.
     *
     * @param at whole minutes
     */
    void save(String unit, LocalTime at);

    /** @return false if the unit had none */
    boolean remove(String unit);
}
