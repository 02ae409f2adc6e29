package org.duban.agenda;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.duban.directory.Directory;
import org.duban.directory.UnitTree;
import org.duban.ledger.OpenTasks;
import org.duban.process.FigureReader;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Units that open tasks depend on and of which nobody hears: those that are not in the tree, and those that mail reaches
 * neither there nor anywhere above. Looked for twice a minute, before anything falls due.
 */
@Component
public class UnreachableUnits {

    private final OpenTasks tasks;
    private final Directory directory;
    private final InstantSource clock;
    private volatile Map<String, Long> found = Map.of();

    UnreachableUnits(MeterRegistry registry, OpenTasks tasks, Directory directory, InstantSource clock) {
        this.tasks = tasks;
        this.directory = directory;
        this.clock = clock;
        Gauge.builder("duban.tasks.out.of.reach", this, UnreachableUnits::tasks)
                .description(
                        "Open tasks of units that are not in the tree, or that mail reaches neither there nor above")
                .register(registry);
    }

    @Scheduled(fixedDelay = 30_000, scheduler = FigureReader.SCHEDULER)
    public void read() {
        var units = directory.tree();
        var now = clock.instant();
        var unheard = new TreeMap<String, Long>();
        tasks.byUnit().forEach((unit, number) -> {
            if (!hears(units, unit, now)) {
                unheard.put(unit, number);
            }
        });
        found = unheard;
    }

    private static boolean hears(UnitTree units, String code, Instant now) {
        return units.unit(code).isPresent()
                && (reached(units, code, now)
                        || units.bodiesAbove(code).stream().anyMatch(above -> reached(units, above.code(), now)));
    }

    private static boolean reached(UnitTree units, String code, Instant now) {
        return !units.readers(code, now).isEmpty();
    }

    /** By their codes, the units that were found last, and on how many open tasks each stands. */
    Map<String, Long> units() {
        return found;
    }

    private double tasks() {
        return found.values().stream().mapToLong(Long::longValue).sum();
    }
}
