package org.duban.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.TaskBuilder.aTask;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.duban.directory.Directory;
import org.duban.ledger.TasksChanged;
import org.duban.plan.Lamp;
import org.duban.plan.LampTimes;
import org.duban.plan.TaskBuilder;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lamps are counted by the agenda, and lit by the plan: both have to mean the same. */
final class JdbcLampCountsTests {

    private static final DataSource DATABASE = TestDatabase.create("ledger", "agenda");
    private static final Directory UNITS = AgendaContract.oneUnit();
    private static final Instant LEARNED = Instant.parse("2026-11-16T02:00:00Z");
    private static final Instant ZERO = Instant.parse("2026-11-30T10:00:00Z");

    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final JdbcAgenda agenda = new JdbcAgenda(jdbc, new Moments(null, () -> ZERO));
    private final ChangedTaskPlanner changes = new ChangedTaskPlanner(agenda, AgendaContract.PLANNER, UNITS);
    private final LampCounts counts = new JdbcLampCounts(jdbc);

    @BeforeEach
    void empty() {
        jdbc.sql("delete from agenda").update();
        jdbc.sql("delete from task").update();
    }

    @Test
    void countsNothingWhereNothingIsOpen() {
        assertThat(counts.all(ZERO)).isEmpty();
        assertThat(counts.byLeadUnit(List.of("gyangze-education"), ZERO)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-16T03:00:00Z",
                "2026-11-17T15:59:59Z",
                "2026-11-17T16:00:00Z",
                "2026-11-24T15:59:59.999999Z",
                "2026-11-24T16:00:00Z",
                "2026-11-26T00:00:00Z",
                "2026-11-30T09:59:59.999999Z",
                "2026-11-30T10:00:00Z",
                "2026-11-30T10:00:00.000001Z",
                "2026-11-30T10:00:01Z",
                "2026-11-30T15:59:59.999999Z",
                "2026-11-30T16:00:00Z",
                "2026-12-31T00:00:00Z"
            })
    void countsLampsAsThePlanLightsThem(Instant now) {
        var tasks = allKinds();

        changes.on(new TasksChanged(tasks, LEARNED));

        assertThat(counts.all(now)).isEqualTo(lit(tasks, now));
    }

    /** Instants a microsecond apart, and equal ones, in all orders. */
    @RepeatedTest(20)
    void agreesWithTheRuleForWhateverTheAgendaKeeps(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var kept = new HashMap<String, LampTimes>();
        for (var number = 0; number < 300; number++) {
            kept.put("T-" + number, any(random));
        }
        keep(kept);

        var now = near(random);

        assertThat(counts.all(now)).isEqualTo(counted(kept, now, id -> true));
        assertThat(counts.byLeadUnit(List.of("unit-0", "unit-1", "unit-9"), now))
                .isEqualTo(Map.of(
                        "unit-0", counted(kept, now, id -> number(id) % 3 == 0),
                        "unit-1", counted(kept, now, id -> number(id) % 3 == 1)));
        assertThat(counts.of(kept.keySet(), now)).isEqualTo(lamps(kept, now));
        assertThat(counts.byList(List.of("list-1"), now))
                .isEqualTo(Map.of("list-1", counted(kept, now, id -> number(id) % 2 == 1)));
        Arrays.stream(Lamp.values())
                .filter(lamp -> lamp != Lamp.DONE)
                .forEach(lamp -> assertThat(showing(lamp, now)).isEqualTo(shown(kept, lamp, now)));
    }

    /** Tasks come, change, move to other units and go; somebody looks after lamps now and then, or nobody does. */
    @RepeatedTest(20)
    void countsWhateverHappensAndWhoeverLooksAfterIt(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var kept = new HashMap<String, LampTimes>();
        var leads = new HashMap<String, String>();
        var looked = new JdbcKeptLamps(jdbc);
        var now = ZERO.minusNanos(3_000);
        for (var step = 0; step < 12; step++) {
            now = now.plusNanos(1_000L * random.nextInt(2));
            switch (random.nextInt(4)) {
                case 0 -> change(random, kept, leads);
                case 1 -> forget(random, kept, leads);
                case 2 -> looked.bringTo(now, 1 + random.nextInt(30));
                default -> looked.sumUp();
            }
            var asked = now.plusNanos(1_000L * random.nextInt(3));

            assertThat(counts.all(asked)).isEqualTo(counted(kept, asked, id -> true));
            assertThat(counts.byLeadUnit(List.of("unit-1", "unit-9"), asked).getOrDefault("unit-1", Map.of()))
                    .isEqualTo(counted(kept, asked, id -> "unit-1".equals(leads.get(id))));
        }
    }

    @Test
    void addsUpThePointsOfALamp() {
        keep(
                Map.of(
                        "T-0", new LampTimes(true, false, null, ZERO, ZERO, null),
                        "T-1", new LampTimes(true, false, null, ZERO, ZERO, null),
                        "T-2", new LampTimes(true, false, null, ZERO.plusSeconds(9), ZERO.plusSeconds(9), null)),
                "unit-1");
        jdbc.sql("update task set points = 0.1 + 0.1 * substr(id, 3)::int").update();
        jdbc.sql("update agenda set revision = 2").update();
        var units = List.of("unit-1", "unit-2");

        assertThat(counts.pointsByLeadUnit(units, Lamp.RED, ZERO)).isEmpty();
        assertThat(counts.pointsByLeadUnit(units, Lamp.RED, ZERO.plusSeconds(1)).get("unit-1"))
                .isEqualByComparingTo("0.3");
        assertThat(counts.pointsByLeadUnit(units, Lamp.RED, ZERO.plusSeconds(10))
                        .get("unit-1"))
                .isEqualByComparingTo("0.6");
    }

    @Test
    void makesOneNumberOfManyChanges() {
        var random = new Random(1);
        var kept = new HashMap<String, LampTimes>();
        var leads = new HashMap<String, String>();
        for (var change = 0; change < 1_200; change++) {
            change(random, kept, leads);
        }

        new JdbcKeptLamps(jdbc).sumUp();

        assertThat(jdbc.sql("select count(*) from lamp_count")
                        .query(Integer.class)
                        .single())
                .isLessThanOrEqualTo(12);
        assertThat(counts.all(ZERO)).isEqualTo(counted(kept, ZERO, id -> true));
    }

    @Test
    void leavesTasksAloneThatAreAboutToBeTold() {
        keep(Map.of("T-0", new LampTimes(true, false, null, ZERO, ZERO.plusSeconds(60), null)));
        var looked = new JdbcKeptLamps(jdbc);
        jdbc.sql("update agenda set next_wake_at = ?")
                .param(Timestamp.from(ZERO.plusSeconds(5)))
                .update();

        assertThat(looked.bringTo(ZERO, 10)).isZero();
        jdbc.sql("update agenda set next_wake_at = ?")
                .param(Timestamp.from(ZERO.plusSeconds(50)))
                .update();
        assertThat(looked.bringTo(ZERO, 10)).isOne();
        assertThat(looked.bringTo(ZERO, 10)).isZero();
    }

    /** Some tasks, new ones among them, as if they had changed in one batch. */
    private void change(Random random, Map<String, LampTimes> kept, Map<String, String> leads) {
        var batch = new HashMap<String, LampTimes>();
        for (var number = 0; number < 1 + random.nextInt(3); number++) {
            batch.put("T-" + random.nextInt(40), any(random));
        }
        var unit = random.nextInt(3);
        jdbc.sql("delete from task where id = any(?)")
                .param(batch.keySet().toArray(String[]::new))
                .update();
        keep(batch, "unit-" + unit);
        kept.putAll(batch);
        batch.keySet().forEach(id -> leads.put(id, "unit-" + unit));
    }

    private void forget(Random random, Map<String, LampTimes> kept, Map<String, String> leads) {
        var id = "T-" + random.nextInt(40);
        jdbc.sql("delete from agenda where task_id = ?").param(id).update();
        kept.remove(id);
        leads.remove(id);
    }

    private List<String> showing(Lamp lamp, Instant now) {
        var filter = counts.showing(lamp, now);
        return jdbc.sql("select id from task where id in (" + filter.ids() + ") order by id collate \"C\"")
                .params(filter.parameters())
                .query(String.class)
                .list();
    }

    private static List<String> shown(Map<String, LampTimes> kept, Lamp lamp, Instant now) {
        var ids = new TreeSet<String>();
        kept.forEach((id, times) -> {
            if (times.lamp(now) == lamp) {
                ids.add(id);
            }
        });
        return List.copyOf(ids);
    }

    private static Map<String, Lamp> lamps(Map<String, LampTimes> kept, Instant now) {
        var lamps = new HashMap<String, Lamp>();
        kept.forEach((id, times) -> lamps.put(id, times.lamp(now)));
        lamps.values().removeIf(lamp -> lamp == Lamp.DONE);
        return lamps;
    }

    private static Map<Lamp, Long> counted(Map<String, LampTimes> kept, Instant now, Predicate<String> which) {
        return kept.entrySet().stream()
                .filter(entry -> entry.getValue().open() && which.test(entry.getKey()))
                .collect(Collectors.groupingBy(
                        entry -> entry.getValue().lamp(now), () -> new EnumMap<>(Lamp.class), Collectors.counting()));
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(2));
    }

    private static LampTimes any(Random random) {
        return new LampTimes(
                random.nextInt(6) > 0,
                random.nextInt(3) == 0,
                random.nextBoolean() ? null : near(random),
                near(random),
                near(random),
                random.nextInt(3) > 0 ? null : near(random));
    }

    private void keep(Map<String, LampTimes> kept) {
        keep(kept, null);
    }

    /** @param unit that leads all of them; null for one of three by the number of the task */
    private void keep(Map<String, LampTimes> kept, @Nullable String unit) {
        jdbc.sql("""
                insert into task (id, list, title, lead_unit, assisting_units, deadline_date, policy, urgency, status,
                    assigned_at, received_by, held, earlier_deadlines, planned_from, assignment_told_from, extension_granted,
                    revision, amounts, joined_told_from)
                select 'T-' || i, 'list-' || i % 2, 'roof', coalesce(:unit, 'unit-' || i % 3), '{}', date '2026-11-30', 'standard', 'NORMAL',
                    'ASSIGNED', now(), '{}', false, '{}', now(), now(), false, 1, '{}', '{}'
                from unnest(:numbers::int[]) i
                """)
                .param("unit", unit)
                .param(
                        "numbers",
                        kept.keySet().stream().map(JdbcLampCountsTests::number).toArray(Integer[]::new))
                .update();
        jdbc.sql("""
                insert into agenda (task_id, revision, told_until, open, held, hold_until, yellow_at, deadline_at, submitted_at,
                    planned_by)
                select id, 1, now(), open, held, hold::timestamptz, yellow::timestamptz, deadline::timestamptz,
                    submitted::timestamptz, 0
                from unnest(:ids::text[], :open::boolean[], :held::boolean[], :hold::text[], :yellow::text[], :deadline::text[],
                    :submitted::text[]) as made (id, open, held, hold, yellow, deadline, submitted)
                on conflict (task_id) do update
                set revision = agenda.revision + 1, open = excluded.open, held = excluded.held, hold_until = excluded.hold_until,
                    yellow_at = excluded.yellow_at, deadline_at = excluded.deadline_at, submitted_at = excluded.submitted_at
                """)
                .param("ids", kept.keySet().toArray(String[]::new))
                .param("open", kept.values().stream().map(LampTimes::open).toArray(Boolean[]::new))
                .param("held", kept.values().stream().map(LampTimes::held).toArray(Boolean[]::new))
                .param("hold", texts(kept, LampTimes::holdUntil))
                .param("yellow", texts(kept, LampTimes::yellowFrom))
                .param("deadline", texts(kept, LampTimes::deadlineEnd))
                .param("submitted", texts(kept, LampTimes::submittedAt))
                .update();
    }

    private static String[] texts(Map<String, LampTimes> kept, Function<LampTimes, @Nullable Instant> part) {
        return kept.values().stream().map(times -> text(part.apply(times))).toArray(String[]::new);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static Instant near(Random random) {
        return ZERO.plusNanos(1_000L * random.nextInt(-2, 3));
    }

    /** All that decides a lamp, in many combinations; due on Monday 30 November. */
    private static List<Task> allKinds() {
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
                                .assigned(LEARNED.toString())
                                .dueOn("2026-11-30"))
                        .build())
                .toList();
    }

    private static Map<Lamp, Long> lit(List<Task> tasks, Instant now) {
        return tasks.stream()
                .filter(Task::open)
                .collect(Collectors.groupingBy(
                        task -> AgendaContract.PLANNER.plan(task, UNITS.tree()).lamp(now),
                        () -> new EnumMap<>(Lamp.class),
                        Collectors.counting()));
    }
}
