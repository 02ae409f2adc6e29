package org.duban.directory;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose business somebody may see. Rooms that read for people ask their tables within one, so that what lies outside is as if
 * it were not there.
 *
 * @param everything also what belongs to no unit, or to one that has left the tree
 * @param units the codes of the units; empty where it is everything
 */
public record Scope(boolean everything, Set<String> units) {

    public static final Scope EVERYTHING = new Scope(true, Set.of());

    public Scope {
        units = Set.copyOf(units);
    }

    /** What has to do with these units, and nothing else. */
    public static Scope of(Set<String> units) {
        return new Scope(false, units);
    }

    public boolean reaches(@Nullable String unit) {
        return everything || unit != null && units.contains(unit);
    }

    /** The codes as a parameter for a table. */
    public String[] codes() {
        return units.toArray(String[]::new);
    }
}
