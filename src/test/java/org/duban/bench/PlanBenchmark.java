package org.duban.bench;

import static org.duban.plan.TaskBuilder.aTask;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.duban.calendar.Calendars;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.files.InputFile;
import org.duban.plan.BehindMoment;
import org.duban.plan.TaskBuilder;
import org.duban.policy.Policies;
import org.duban.policy.PolicyFile;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.duban.task.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * Measures, as CPU time of one thread after a warm-up, what the plan of one task costs: making it and asking when it next has something
 * to say, which is what the agenda does for each task that changes. All by the shipped policy {@code standard}:
 *
 * <ul>
 *   <li>tasks of one unit and its offices, all in one zone;
 *   <li>urgent tasks with an amount of their own, and assisting units in three zones, one of them with its own calendar;
 *   <li>when a task falls behind, alone.
 * </ul>
 */
public final class PlanBenchmark {

    private static final int TASKS = 1_000;
    private static final int PLANS = 200_000;
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 7;

    /** Counts this thread's own time, so that a busy machine shows less in the figures. */
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Calendars CALENDARS = Calendars.read(
            List.of(
                    InputFile.of("classpath:calendars/cn-2025.yaml"),
                    InputFile.of("classpath:calendars/cn-2026.yaml"),
                    InputFile.ofText(
                            "gyangze.yaml",
                            "{ calendar: gyangze, extends: cn, holidays: [ { from: 2026-08-10, to: 2026-08-12, name: 望果节 } ] }")));
    private static final Policies POLICIES =
            PolicyFile.read(InputFile.of("classpath:policies.yaml"), CALENDARS.names(), List.of());
    private static final UnitTree UNITS = new UnitTree(
            List.of(
                    unit("group", null, UnitKind.LEADING_GROUP, SHANGHAI, null),
                    unit("city-office", "group", UnitKind.LEADING_GROUP_OFFICE, SHANGHAI, null),
                    unit("gyangze-office", "city-office", UnitKind.LEADING_GROUP_OFFICE, SHANGHAI, null),
                    unit("gyangze-education", "gyangze-office", UnitKind.UNIT, SHANGHAI, null),
                    unit("gyangze-roads", "gyangze-office", UnitKind.UNIT, SHANGHAI, "gyangze"),
                    unit("urumqi", "city-office", UnitKind.UNIT, ZoneId.of("Asia/Urumqi"), null),
                    unit("london", "city-office", UnitKind.UNIT, ZoneId.of("Europe/London"), null)),
            Set.of());

    private PlanBenchmark() {}

    public static void main(String[] arguments) {
        var planner = new Planner(POLICIES, CALENDARS);
        ToLongFunction<Task> planning = task -> planner.plan(task, UNITS)
                .next(task.supervision().plannedFrom())
                .map(Instant::getEpochSecond)
                .orElse(0L);
        measure("standard, one zone", tasks(PlanBenchmark::plain), planning);
        measure("standard, own amount, three zones, county calendar", tasks(PlanBenchmark::spread), planning);
        var standard = POLICIES.policy("standard").orElseThrow();
        var moments = tasks(PlanBenchmark::plain).stream()
                .map(task -> BehindMoment.of(task, standard, CALENDARS.calendar("cn"), SHANGHAI))
                .toList();
        measure("behindFrom", moments, moment -> {
            var at = moment.get();
            return at == null ? 0 : at.getEpochSecond();
        });
    }

    /** Prints the median of the rounds, and the fastest and slowest. */
    private static <T> void measure(String what, List<T> cases, ToLongFunction<T> work) {
        var checksum = 0L;
        var nanos = new long[ROUNDS];
        for (var round = -WARM_UP; round < ROUNDS; round++) {
            var start = THREAD.getCurrentThreadCpuTime();
            for (var plan = 0; plan < PLANS; plan++) {
                checksum += work.applyAsLong(cases.get(plan % cases.size()));
            }
            if (round >= 0) {
                nanos[round] = (THREAD.getCurrentThreadCpuTime() - start) / PLANS;
            }
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-55s %,7d ns (%,d to %,d)   checksum %d%n",
                what, nanos[ROUNDS / 2], nanos[0], nanos[ROUNDS - 1], checksum);
    }

    private interface Shape {
        TaskBuilder of(Random random, TaskBuilder task);
    }

    private static List<Task> tasks(Shape shape) {
        var random = new Random(20_261_124);
        return random.longs(TASKS, 0, 300)
                .mapToObj(day -> {
                    var assigned = LocalDate.of(2026, 1, 5).plusDays(day);
                    var task = aTask().assigned(assigned.atTime(10, 0)
                                    .atZone(SHANGHAI)
                                    .toInstant()
                                    .toString())
                            .dueOn(assigned.plusDays(5 + random.nextInt(60)).toString());
                    return shape.of(random, task).build();
                })
                .toList();
    }

    /** A third each not signed for, signed for, and in progress. */
    private static TaskBuilder plain(Random random, TaskBuilder task) {
        var status = random.nextInt(3);
        if (status == 0) {
            return task;
        }
        var received = task.build().times().assigned().plus(1, ChronoUnit.DAYS);
        task.received(received.toString());
        return status == 1
                ? task
                : task.progressed(received.plus(2, ChronoUnit.DAYS).toString()).done(random.nextInt(100));
    }

    private static TaskBuilder spread(Random random, TaskBuilder task) {
        return plain(random, task)
                .urgent(Urgency.EXTRA_URGENT)
                .withAmounts(Map.of("three-days", "5wd"))
                .withHelpOf("gyangze-roads", "urumqi", "london");
    }

    private static Unit unit(
            String code, @Nullable String parent, UnitKind kind, ZoneId zone, @Nullable String calendar) {
        return new Unit(code, parent, kind, code, code, List.of(), Locale.ENGLISH, zone, calendar);
    }
}
