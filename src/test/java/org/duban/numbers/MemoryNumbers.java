package org.duban.numbers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.duban.directory.UnitTree;
import org.duban.simulation.MemoryDatabase;
import org.duban.simulation.Table;

/** How far each series of numbers has come, in memory. */
public final class MemoryNumbers implements Numbers {

    /** As a start without settings has them. */
    public static final NumberProperties SETTINGS =
            new NumberProperties("{office}〔{year}〕{n}号", "{office}督办单〔{year}〕{n}号", Map.of());

    private final MemoryDatabase database;
    private final Table<String, Long> come;
    private final NumberSeries series = new NumberSeries(SETTINGS);

    public MemoryNumbers(MemoryDatabase database) {
        this.database = database;
        this.come = database.table();
    }

    @Override
    public List<String> give(NumberKind kind, List<String> units, UnitTree tree, Instant at) {
        return series.numbers(
                kind, units, tree, at, wanted -> database.statement("numbers: count", () -> count(wanted)));
    }

    private SortedMap<String, Long> count(SortedMap<String, Long> wanted) {
        var counted = new TreeMap<String, Long>();
        wanted.forEach((one, number) -> {
            come.lock(one);
            var before = come.get(one);
            come.put(one, before == null ? number : before + number);
            counted.put(one, come.get(one));
        });
        return counted;
    }
}
