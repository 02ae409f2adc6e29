package org.duban.simulation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How often everything has happened in all runs together. */
final class Counts {

    private final Map<Mishap, Long> counts = new EnumMap<>(Mishap.class);
    private final Map<Mishap, Integer> runs = new EnumMap<>(Mishap.class);
    private final Map<String, Integer> crashedAt = new TreeMap<>();
    private long steps;
    private long mails;
    private long events;

    /** Years may end side by side. */
    synchronized void add(World world) {
        steps += world.stage.steps();
        mails += world.promises.mails().size();
        events += world.scenario.arrivals().size();
        world.faults.counts().forEach((mishap, count) -> add(mishap, count));
        add(Mishap.DUPLICATE_EVENT, world.scenario.duplicates());
        add(Mishap.REORDERED_EVENT, world.scenario.reordered());
        add(Mishap.OVERTAKEN_IN_A_TRANSACTION, world.stage.nested());
        add(Mishap.WAITED_FOR_A_LOCK, world.stage.waits());
        add(Mishap.LOCK_TIMEOUT, world.stage.timeouts());
        add(Mishap.LATE_OUTCOME_IGNORED, world.tables.notices().outcomesIgnored());
        world.faults.crashedAt().forEach((step, count) -> crashedAt.merge(step, count, Integer::sum));
    }

    private void add(Mishap mishap, long count) {
        if (count > 0) {
            counts.merge(mishap, count, Long::sum);
            runs.merge(mishap, 1, Integer::sum);
        }
    }

    /** What has never happened, and should have. */
    Set<Mishap> never() {
        var never = EnumSet.allOf(Mishap.class);
        never.removeAll(counts.keySet());
        return never;
    }

    String table(long first, int all, int tasks) {
        var table =
                new StringBuilder("%nSimulated %d years of %d tasks, seeds %d to %d: %d events, %d steps, %d mails%n"
                        .formatted(all, tasks, first, first + all - 1, events, steps, mails));
        for (var mishap : Mishap.values()) {
            table.append("  %-28s %8d times in %4d years%n"
                    .formatted(mishap, counts.getOrDefault(mishap, 0L), runs.getOrDefault(mishap, 0)));
        }
        return table.append("  crashed at %s%n".formatted(crashedAt)).toString();
    }
}
