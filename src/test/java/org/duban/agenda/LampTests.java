package org.duban.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.policy.TaskBuilder.aTask;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duban.TestDatabase;
import org.duban.calendar.Calendars;
import org.duban.directory.Directory;
import org.duban.directory.Removal;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.files.InputFile;
import org.duban.ledger.Task;
import org.duban.ledger.TasksChanged;
import org.duban.policy.Lamp;
import org.duban.policy.Planner;
import org.duban.policy.PolicyFile;
import org.duban.policy.TaskBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lamps are counted in one statement, and lit by the plan: both have to mean the same. */
class LampTests {

    private static final UnitTree UNITS = new UnitTree(
            List.of(new Unit(
                    "gyangze-education",
                    null,
                    UnitKind.UNIT,
                    "局",
                    "Bureau",
                    List.of(),
                    Locale.ENGLISH,
                    ZoneId.of("Asia/Shanghai"))),
            Set.of());

    private final Calendars calendars = Calendars.read(List.of(InputFile.of("classpath:calendars/cn-2026.yaml")));
    private final Planner planner = new Planner(
            PolicyFile.read(InputFile.of("classpath:policies.yaml"), calendars.names(), List.of()), calendars);
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.create());
    // Nobody lets its moments come: it is never asked for one.
    private final JdbcAgenda agenda =
            new JdbcAgenda(jdbc, planner, new OneUnit(), new Moments(null, () -> Instant.EPOCH));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-16T03:00:00Z",
                "2026-11-17T15:59:59Z",
                "2026-11-17T16:00:00Z",
                "2026-11-24T15:59:59Z",
                "2026-11-24T16:00:00Z",
                "2026-11-26T00:00:00Z",
                "2026-11-30T10:00:00Z",
                "2026-11-30T10:00:01Z",
                "2026-12-31T00:00:00Z"
            })
    void areCountedAsThePlanLightsThem(Instant now) {
        var tasks = tasks();

        agenda.on(new TasksChanged(tasks, Instant.parse("2026-11-16T02:00:00Z")));

        assertThat(agenda.lamps(now)).isEqualTo(lit(tasks, now));
    }

    /** All that decides a lamp, in many combinations; due on Monday 30 November. */
    private static List<Task> tasks() {
        var shapes = Stream.<Function<TaskBuilder, TaskBuilder>>of(
                        task -> task,
                        task -> task.done(100),
                        task -> task.done(45),
                        task -> task.held(null),
                        task -> task.held("2026-11-26T00:00:00Z"),
                        task -> task.held("2026-11-26T00:00:00Z").done(100),
                        task -> task.submitted("2026-11-20T02:00:00Z"),
                        task -> task.submitted("2026-11-30T10:00:00Z"),
                        task -> task.submitted("2026-12-01T02:00:00Z"),
                        task -> task.submitted("2026-12-01T02:00:00Z").held("2026-11-26T00:00:00Z"),
                        task -> task.returned("2026-12-01T02:00:00Z"),
                        task -> task.struckOff("2026-12-01T02:00:00Z"))
                .toList();
        return IntStream.range(0, shapes.size())
                .mapToObj(number -> shapes.get(number)
                        .apply(aTask().called("T-" + number)
                                .assigned("2026-11-16T02:00:00Z")
                                .dueOn("2026-11-30"))
                        .build())
                .toList();
    }

    private Map<Lamp, Long> lit(List<Task> tasks, Instant now) {
        return tasks.stream()
                .filter(Task::open)
                .collect(Collectors.groupingBy(
                        task -> planner.plan(task, UNITS).lamp(now),
                        () -> new EnumMap<>(Lamp.class),
                        Collectors.counting()));
    }

    private static final class OneUnit implements Directory {
        @Override
        public UnitTree tree() {
            return UNITS;
        }

        @Override
        public void save(Collection<Unit> units) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void holdCodes() {
            // Nobody takes one away.
        }

        @Override
        public void remove(Removal removal) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void markUnreachable(String address, Instant since, String reason) {
            throw new UnsupportedOperationException();
        }
    }
}
