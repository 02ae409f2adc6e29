package org.duban.numbers;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;

/** In which series units have their numbers. Pure. */
final class NumberSeries {

    private static final int LONGEST_NAME = 10;

    private final NumberProperties settings;

    NumberSeries(NumberProperties settings) {
        this.settings = settings;
    }

    /**
     * The numbers for these units, in their order.
     *
     * @param counter counts on each series by so many, in the order of the series, and tells where each has come
     */
    List<String> numbers(
            NumberKind kind,
            List<String> units,
            UnitTree tree,
            Instant at,
            UnaryOperator<SortedMap<String, Long>> counter) {
        var pattern = new NumberPattern(kind == NumberKind.TASK ? settings.task() : settings.notice());
        var series = units.stream().map(unit -> series(pattern, unit, tree, at)).toList();
        var wanted = new TreeMap<String, Long>();
        series.forEach(one -> wanted.merge(one, 1L, Long::sum));
        if (wanted.isEmpty()) {
            return List.of();
        }
        var next = new HashMap<>(counter.apply(wanted));
        wanted.forEach((one, many) -> next.merge(one, -many, Long::sum));
        var numbers = new ArrayList<String>(units.size());
        series.forEach(one -> numbers.add(NumberPattern.number(one, next.merge(one, 1L, Long::sum))));
        return numbers;
    }

    private String series(NumberPattern pattern, String unit, UnitTree tree, Instant at) {
        var office = tree.officesAbove(unit).stream().findFirst().or(() -> tree.unit(unit));
        var zone = office.map(Unit::zone).orElse(ZoneOffset.UTC);
        return pattern.series(
                office.map(this::name).orElse(unit), at.atZone(zone).getYear());
    }

    private String name(Unit office) {
        var fits = office.nameZh().length() <= LONGEST_NAME && !office.nameZh().contains("{");
        return settings.offices().getOrDefault(office.code(), fits ? office.nameZh() : office.code());
    }
}
