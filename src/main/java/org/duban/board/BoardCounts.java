package org.duban.board;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.plan.Lamp;

/**
 * How many open tasks units lead, by lamp, and how many of these wait for their review; of a unit with all below it.
 *
 * @param lamps by the codes of the units that lead them
 * @param submitted the same of those that are reported complete
 * @param pointsOverdue the points of those that are overdue; of days before the present one they are not known, and none
 */
public record BoardCounts(
        UnitTree tree,
        Map<String, Map<Lamp, Long>> lamps,
        Map<String, Long> submitted,
        Map<String, BigDecimal> pointsOverdue) {

    /** The points that overdue tasks put at stake. */
    public BigDecimal pointsOverdue(Collection<String> units) {
        return units.stream()
                .map(unit -> pointsOverdue.getOrDefault(unit, BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .stripTrailingZeros();
    }

    public long of(Collection<String> units, Lamp lamp) {
        return units.stream()
                .mapToLong(unit -> lamps.getOrDefault(unit, Map.of()).getOrDefault(lamp, 0L))
                .sum();
    }

    public long open(Collection<String> units) {
        return units.stream()
                .flatMap(unit -> lamps.getOrDefault(unit, Map.of()).values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    public long submitted(Collection<String> units) {
        return units.stream()
                .mapToLong(unit -> submitted.getOrDefault(unit, 0L))
                .sum();
    }

    /** A unit and those below it. */
    public static Set<String> withThoseBelow(Unit unit, UnitTree tree) {
        var codes = new HashSet<String>();
        codes.add(unit.code());
        tree.below(unit.code()).forEach(below -> codes.add(below.code()));
        return codes;
    }
}
