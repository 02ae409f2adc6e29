package org.duban.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.duban.task.Fixtures.APPLIED_AT;
import static org.duban.task.Fixtures.HAPPENED;
import static org.duban.task.Fixtures.amendment;
import static org.duban.task.Fixtures.assignment;
import static org.duban.task.Fixtures.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.duban.directory.Scope;
import org.duban.simulation.TwoNodes;
import org.duban.task.Act;
import org.duban.task.Fixtures;
import org.duban.task.LedgerEntry;
import org.duban.task.Matter;
import org.duban.task.Matter.Rewording;
import org.duban.task.Task;
import org.duban.task.TaskEvent;
import org.duban.task.TaskStatus;
import org.duban.task.Urgency;
import org.duban.task.Verdict;
import org.duban.tracing.TracePoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every ledger does, wherever its rows are. */
abstract class TaskLedgerContract {

    private static final Act RECEIVED = new Act.Received(null, null);
    private static final TracePoint TRACE = new TracePoint("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    private final List<TasksChanged> news = new ArrayList<>();
    private TaskLedger ledger;
    private TwoNodes nodes;

    @BeforeEach
    void open() {
        ledger = ledger(news::add);
        nodes = nodes();
    }

    /** An empty ledger that learns of everything at {@link Fixtures#APPLIED_AT}. */
    abstract TaskLedger ledger(Consumer<TasksChanged> told);

    abstract TwoNodes nodes();

    @Test
    void readsTheTaskThatItWrote() {
        var verdicts = apply(
                event("T-1", assignment("2026-12-31T18:00:00+08:00")),
                event("T-1", RECEIVED, HAPPENED.plusNanos(1_500), 7L),
                event("T-1", new Act.Progressed(30, null, null)),
                event("T-1", new Act.Held("snow", APPLIED_AT.plusSeconds(60))));

        var task = ((Verdict.Applied) verdicts.get(3)).task();
        assertThat(unnumbered("T-1")).isEqualTo(task.numbered(null));
        assertThat(task.revision()).isEqualTo(4);
        assertThat(task.sequence()).isEqualTo(7);
        assertThat(ledger.tasks(List.of("T-1", "T-2"))).containsOnlyKeys("T-1");
    }

    @Test
    void keepsTheAmountsOfATaskAndWhoJoinedIt() {
        var verdicts = apply(
                event("T-1", assignment("standard", Map.of("three-days", "5wd"))),
                event("T-1", amendment(null, null, List.of("gyangze-health", "gyangze-roads"), null)),
                event("T-1", new Act.ExtensionRequested("2027-01-31", "snow")));

        var task = ((Verdict.Applied) verdicts.get(2)).task();
        assertThat(task.supervision().amounts()).isEqualTo(Map.of("three-days", "5wd"));
        assertThat(task.toldFrom().joined()).containsOnlyKeys("gyangze-health", "gyangze-roads");
        assertThat(unnumbered("T-1")).isEqualTo(task.numbered(null));
    }

    @Test
    void keepsThatATaskIsOpenAgainAndStrikesNothingOffTwice() {
        var struckOff = event("T-1", new Act.StruckOff(null, "the wrong one"));
        apply(event("T-1", assignment()), event("T-1", RECEIVED), struckOff);

        var verdicts = apply(event("T-1", new Act.Reopened("by mistake", null)), struckOff);

        assertThat(verdicts).hasExactlyElementsOfTypes(Verdict.Applied.class, Verdict.Duplicate.class);
        var task = ((Verdict.Applied) verdicts.get(0)).task();
        assertThat(unnumbered("T-1")).isEqualTo(task.numbered(null));
        assertThat(task.status()).isEqualTo(TaskStatus.RECEIVED);
        assertThat(task.times().closed()).isNull();
        assertThat(task.times().reopened()).isEqualTo(HAPPENED);
        assertThat(task.toldFrom().reopened()).isEqualTo(APPLIED_AT);
    }

    /** As its events alone make it. */
    private Task unnumbered(String id) {
        return ledger.task(id).orElseThrow().numbered(null);
    }

    @Test
    void givesEachTaskANumberOnceAndForEver() {
        apply(event("T-1", assignment()), event("T-2", assignment()), event("T-1", new Act.Received(null, null)));
        var first = ledger.task("T-1").orElseThrow().number();
        var second = ledger.task("T-2").orElseThrow().number();

        apply(event("T-1", Fixtures.amendment("gyangze-health", null, null, null)));

        assertThat(first).isNotNull().isNotEqualTo(second);
        assertThat(ledger.task("T-1").orElseThrow().leadUnit()).isEqualTo("gyangze-health");
        assertThat(ledger.task("T-1").orElseThrow().number()).isEqualTo(first);
        assertThat(ledger.find(new TaskQuery(null, null, Set.of(), null, second, null, null, 10)))
                .extracting(Task::id)
                .containsExactly("T-2");
        assertThat(news.stream().flatMap(changed -> changed.tasks().stream()))
                .allSatisfy(task -> assertThat(task.number()).isNotNull());
    }

    @Test
    void overtakesAReopeningByTheLaterEventOfItsSource() {
        apply(event("T-1", assignment()), event("T-1", new Act.StruckOff(null, null), HAPPENED, 7L));

        assertThat(apply(event("T-1", new Act.Reopened("late", null), HAPPENED, 6L)))
                .containsExactly(new Verdict.Stale(7));
        assertThat(apply(event("T-1", new Act.Reopened("in time", null), HAPPENED, 8L)))
                .hasExactlyElementsOfTypes(Verdict.Applied.class);
    }

    @Test
    void announcesEachChangedTaskOnce() {
        apply(event("T-1", assignment()), event("T-2", assignment()), event("T-1", RECEIVED));

        assertThat(news).hasSize(1);
        assertThat(news.get(0).appliedAt()).isEqualTo(APPLIED_AT);
        assertThat(news.get(0).tasks())
                .extracting(Task::id, Task::revision)
                .containsExactly(tuple("T-1", 2L), tuple("T-2", 1L));
    }

    @Test
    void appliesAnEventOnlyOnce() {
        var assigned = event("T-1", assignment());
        var received = event("T-1", RECEIVED);

        assertThat(apply(assigned, assigned, received))
                .hasExactlyElementsOfTypes(Verdict.Applied.class, Verdict.Duplicate.class, Verdict.Applied.class);
        news.clear();
        assertThat(apply(assigned, received)).containsOnly(new Verdict.Duplicate());

        assertThat(ledger.task("T-1").orElseThrow().revision()).isEqualTo(2);
        assertThat(ledger.history("T-1")).hasSize(2);
        assertThat(news).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            T-1 | duban.task.Received | {"by":"u","n":[1,2.50]}         | Duplicate
            T-1 | duban.task.Received | { "n" : [1.0, 25e-1], "by":"u"} | Duplicate
            T-2 | duban.task.Received | {"by":"u","n":[1,2.5]}          | Refused
            T-1 | duban.task.Resumed  | {"by":"u","n":[1,2.5]}          | Refused
            T-1 | duban.task.Received | {"by":"u","n":[2.5,1]}          | Refused
            T-1 | duban.task.Received | {"by":"U","n":[1,2.5]}          | Refused
            T-1 | duban.task.Received | {"by":"u"}                      | Refused
            T-1 | duban.task.Received | {"by":"u","n":["1",2.5]}        | Refused
            """)
    void takesAnEventForTheSameIfItSaysTheSame(String task, String type, String data, String verdict) {
        var first = said("T-1", "duban.task.Received", "{\"by\":\"u\",\"n\":[1,2.5]}", HAPPENED);
        var second = said(task, type, data, HAPPENED.plusSeconds(60));
        apply(event("T-1", assignment()), event("T-2", assignment()));

        assertThat(apply(first, second))
                .extracting(one -> one.getClass().getSimpleName())
                .containsExactly("Applied", verdict);
        assertThat(apply(second))
                .extracting(one -> one.getClass().getSimpleName())
                .containsExactly(verdict);
    }

    private static TaskEvent said(String task, String type, String data, Instant time) {
        return new TaskEvent("/oa", "used", type, task, time, null, RECEIVED, data);
    }

    @Test
    void saysWhatAnIdIsUsedUpFor() {
        apply(event("T-1", assignment()), said("T-1", "duban.task.Received", "{}", HAPPENED));

        assertThat(apply(said("T-2", "duban.task.Received", "{}", HAPPENED)))
                .extracting(verdict -> ((Verdict.Refused) verdict).reason())
                .containsExactly(
                        "id: \"used\" of the source \"/oa\" is used up by a"
                                + " duban.task.Received of \"T-1\" that says something else; send each new event under a new id");
    }

    @Test
    void countsSequencesForEachSource() {
        apply(event("T-1", assignment(), HAPPENED, 500L), event("T-2", assignment(), HAPPENED, 1L));

        assertThat(apply(
                        from("/hospital", "T-1", 3L),
                        from("/hospital", "T-1", 2L),
                        from("/hospital", "T-1", 3L),
                        from("/oa", "T-1", 499L),
                        from("/oa", "T-1", 500L),
                        from("/oa", "T-1", null),
                        from("/oa", "T-2", 2L)))
                .extracting(one -> one instanceof Verdict.Stale stale ? stale.lastSequence() : 0L)
                .containsExactly(0L, 3L, 0L, 500L, 0L, 0L, 0L);
        assertThat(apply(from("/hospital", "T-1", 2L))).containsExactly(new Verdict.Stale(3));
    }

    private static TaskEvent from(String source, String task, Long sequence) {
        var event = event(task, new Act.Progressed(1, null, null), HAPPENED, sequence);
        return new TaskEvent(source, event.id(), event.type(), task, HAPPENED, sequence, event.act(), "{}");
    }

    @Test
    void keepsNoTraceOfWhatItDidNotApply() {
        var unknown = event("T-2", RECEIVED);
        var refused = event("T-1", new Act.Resumed(null));
        apply(event("T-1", assignment(), HAPPENED, 3L));

        assertThat(apply(unknown, refused, event("T-1", RECEIVED, HAPPENED, 2L)))
                .hasExactlyElementsOfTypes(Verdict.UnknownTask.class, Verdict.Refused.class, Verdict.Stale.class);

        assertThat(ledger.history("T-1")).hasSize(1);
        assertThat(ledger.history("T-2")).isEmpty();
        assertThat(apply(event("T-2", assignment()), unknown)).hasOnlyElementsOfType(Verdict.Applied.class);
    }

    @Test
    void tellsTheHistoryInTheOrderOfApplication() {
        apply(event("T-1", assignment()), event("T-1", RECEIVED, HAPPENED.minusSeconds(5), null));

        assertThat(ledger.history("T-1"))
                .extracting(LedgerEntry::type, LedgerEntry::time, LedgerEntry::appliedAt, LedgerEntry::trace)
                .containsExactly(
                        tuple("duban.task.Assigned", HAPPENED, APPLIED_AT, null),
                        tuple("duban.task.Received", HAPPENED.minusSeconds(5), APPLIED_AT, null));
    }

    @Test
    void changesNothingWhenTheCallerRollsBack() {
        nodes.inVain(() -> ledger.apply(List.of(event("T-1", assignment()))));

        assertThat(ledger.task("T-1")).isEmpty();
        assertThat(ledger.history("T-1")).isEmpty();
    }

    @Test
    void wantsATransaction() {
        assertThatThrownBy(() -> ledger.apply(List.of(event("T-1", assignment()))))
                .hasMessageContaining("transaction");
    }

    @Test
    void takesNothingAsReadilyAsMuch() {
        assertThat(apply()).isEmpty();

        assertThat(news).isEmpty();
        assertThat(ledger.tasks(List.of())).isEmpty();
        assertThat(ledger.revisions(List.of("T-1"))).isEmpty();
        assertThat(ledger.traces(List.of())).isEmpty();
        assertThat(ledger.task("T-1")).isEmpty();
        assertThat(ledger.history("T-1")).isEmpty();
        assertThat(ledger.find(query(null, null, null, null, 10))).isEmpty();
    }

    @Test
    void appliesMoreThanABatchAtOnce() {
        var events = IntStream.range(0, 1_200)
                .mapToObj(number -> event("T-%04d".formatted(number), assignment()))
                .toArray(TaskEvent[]::new);

        assertThat(apply(events)).hasSize(1_200).hasOnlyElementsOfType(Verdict.Applied.class);
        assertThat(apply(events)).hasSize(1_200).containsOnly(new Verdict.Duplicate());
        assertThat(ledger.find(query(null, null, null, null, 2_000)))
                .hasSize(1_200)
                .extracting(Task::id)
                .isSorted();
    }

    @Test
    void keepsInstantsToTheMicrosecondAndWhatIsLeftOutAsNothing() {
        apply(event("T-1", assignment("2026-12-31T18:00:00.000001+08:00")));
        apply(event("T-1", RECEIVED, HAPPENED.plusNanos(1_000), null));

        var task = ledger.task("T-1").orElseThrow();
        assertThat(task.deadline().at()).isEqualTo("2026-12-31T10:00:00.000001Z");
        assertThat(task.times().received()).isEqualTo(HAPPENED.plusNanos(1_000));
        assertThat(task.sequence()).isNull();
        assertThat(task.hold().until()).isNull();
        assertThat(task.reports().percent()).isNull();
        assertThat(ledger.history("T-1").get(1).time()).isEqualTo(HAPPENED.plusNanos(1_000));
    }

    @Test
    void knowsRevisionsAndWhereTheLastEventsAreTraced() {
        apply(event("T-1", assignment()), event("T-1", RECEIVED).at(TRACE));
        apply(event("T-2", assignment()).at(TRACE), event("T-2", RECEIVED));

        assertThat(ledger.revisions(List.of("T-1", "T-2", "T-3"))).isEqualTo(Map.of("T-1", 2L, "T-2", 2L));
        assertThat(ledger.traces(List.of("T-1", "T-2", "T-3"))).isEqualTo(Map.of("T-1", TRACE));
        assertThat(ledger.history("T-1").get(1).trace()).isEqualTo(TRACE);
    }

    @Test
    void showsOthersOnlyWhatIsCommitted() {
        nodes.transaction(() -> {
            ledger.apply(List.of(event("T-1", assignment())));
            assertThat(ledger.task("T-1")).isPresent();
            assertThat(ledger.history("T-1")).hasSize(1);
            assertThat(ledger.revisions(List.of("T-1"))).containsKey("T-1");
            nodes.meanwhile(() -> {
                assertThat(ledger.task("T-1")).isEmpty();
                assertThat(ledger.history("T-1")).isEmpty();
                assertThat(ledger.find(query(null, null, null, null, 10))).isEmpty();
            });
        });

        assertThat(ledger.task("T-1")).isPresent();
    }

    @Test
    void hasANodeWaitForWhoeverAppliesEventsOfTheSameTask() {
        apply(event("T-1", assignment()), event("T-3", assignment()));

        nodes.transaction(() -> {
            ledger.apply(List.of(event("T-1", RECEIVED), event("T-2", assignment())));
            assertThat(nodes.waits(() -> ledger.apply(List.of(event("T-1", RECEIVED)))))
                    .isTrue();
            assertThat(nodes.waits(() -> ledger.apply(List.of(event("T-2", assignment())))))
                    .as("though there was no such task yet")
                    .isTrue();
            assertThat(nodes.waits(() -> ledger.apply(List.of(event("T-3", RECEIVED)))))
                    .isFalse();
            assertThat(nodes.waits(() -> ledger.apply(List.of(event("T-4", assignment())))))
                    .as("for a number of the same office")
                    .isTrue();
        });

        assertThat(apply(event("T-2", assignment()))).hasOnlyElementsOfType(Verdict.Refused.class);
    }

    @Test
    void holdsTasksThatAnEventDidNotChange() {
        apply(event("T-1", assignment()));

        nodes.transaction(() -> {
            ledger.apply(List.of(event("T-1", new Act.Resumed(null)), event("T-2", RECEIVED)));
            assertThat(nodes.waits(() -> ledger.apply(List.of(event("T-1", RECEIVED)))))
                    .isTrue();
            assertThat(nodes.waits(() -> ledger.apply(List.of(event("T-2", assignment())))))
                    .isTrue();
        });
    }

    @Test
    void takesOneSourceAndIdForTwoTasksOnlyOnce() {
        nodes.transaction(() -> {
            ledger.apply(List.of(event("e-1", "T-1", assignment(), HAPPENED, null)));
            assertThat(nodes.waits(() -> ledger.apply(List.of(event("e-1", "T-2", assignment(), HAPPENED, null)))))
                    .isTrue();
        });

        assertThat(ledger.task("T-2")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            winter-2026 |                |             |          | T-1,T-2,T_3
            summer-2026 |                |             |          | ''
                        | gyangze-health |             |          | T-1,T-2,T_3
                        | gyangze-roads  |             |          | ''
                        |                | RECEIVED    |          | T-2
                        |                |             | SCHOOL   | T-1,T-2,T_3
                        |                |             | 4.1      | T-1,T-2,T_3
                        |                |             | t_       | T_3
                        |                |             | %        | ''
            winter-2026 | gyangze-health | ASSIGNED    | roof     | T-1,T_3
            """)
    void findsTasks(String list, String unit, TaskStatus status, String text, String expected) {
        apply(
                event("T-1", assignment()),
                event("T-2", assignment()),
                event("T_3", assignment()),
                event("T-2", RECEIVED));

        assertThat(ledger.find(query(list, unit, status, text, 10)))
                .extracting(Task::id)
                .containsExactly(expected.isEmpty() ? new String[0] : expected.split(","));
    }

    @Test
    void pagesThroughTasksInTheOrderOfTheirDeadlines() {
        apply(
                event("T-1", assignment("2026-12-31T18:00:00+08:00")),
                event("T-2", assignment("2026-12-02")),
                event("T-3", assignment("2026-12-31")),
                event("T-4", assignment("2026-11-30")));
        var all = query(null, null, null, null, 2).due(LocalDate.parse("2026-12-01"), LocalDate.parse("2027-01-01"));

        var first = ledger.find(all.in(TaskOrder.DEADLINE, null));
        var cursor = TaskOrder.DEADLINE.cursor(first.get(1));
        var second = ledger.find(all.in(TaskOrder.DEADLINE, cursor));

        assertThat(first).extracting(Task::id).containsExactly("T-2", "T-1");
        assertThat(second).extracting(Task::id).containsExactly("T-3");
        assertThat(ledger.count(all.first(2))).isEqualTo(2);
        assertThat(ledger.count(all.first(20))).isEqualTo(3);
        assertThat(ledger.count(all.first(20).ledBy(Set.of("gyangze-health", "gyangze-roads"))))
                .isEqualTo(0);
        assertThat(ledger.count(all.first(20).ledBy(Set.of("gyangze-education"))))
                .isEqualTo(3);
        assertThat(ledger.countByLeadUnit(TaskStatus.ASSIGNED, Set.of("gyangze-education", "gyangze-health")))
                .isEqualTo(Map.of("gyangze-education", 4L));
        assertThatIllegalArgumentException().isThrownBy(() -> ledger.find(all.in(TaskOrder.DEADLINE, "T-1")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            校园       | T-1,T-2
            园消       | T-2
            改         | T-1
            校         | T-1,T-2
            迎检 资料  | T-3
            迎检资料   | ''
            ２０２６   | T-1,T-2,T-3
            〕2号      | T-2
            2026-3     | T-3
            k栋        | T-1
            （K        | T-1
            T-         | T-1,T-2,T-3
            1校        | ''
            """)
    void findsWhatTasksAreCalledByAnyOfItsCharacters(String text, String expected) {
        apply(event("T-1", called("校园（Ｋ栋）改造")), event("T-2", called("校园消防检查")), event("T-3", called("迎检 资料 2026-3")));

        assertThat(ledger.find(query(null, null, null, text, 10)))
                .extracting(Task::id)
                .containsExactly(expected.isEmpty() ? new String[0] : expected.split(","));
    }

    @Test
    void findsATaskByWhatItIsCalledNow() {
        apply(event("T-1", called("校园消防检查")), event("T-2", called("河道清理")));
        apply(event(
                "T-1",
                new Act.Amended(
                        new Rewording("食堂卫生检查", null, null, null, "7.2", null, null),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)));

        assertThat(ledger.find(query(null, null, null, "消防", 10))).isEmpty();
        assertThat(ledger.find(query(null, null, null, "食堂", 10)))
                .extracting(Task::id)
                .containsExactly("T-1");
        assertThat(ledger.find(query(null, null, null, "7.2", 10)))
                .extracting(Task::id)
                .containsExactly("T-1");
    }

    private static Act called(String title) {
        var assigned = assignment();
        return new Act.Assigned(
                new Matter(title, null, null, null, null, Urgency.NORMAL, null),
                assigned.leadUnit(),
                assigned.assistingUnits(),
                assigned.deadline(),
                assigned.policy(),
                assigned.amounts(),
                assigned.by());
    }

    @Test
    void pagesThroughTasksBeforeADeadline() {
        apply(
                event("T-1", assignment("2026-12-01")),
                event("T-2", assignment("2026-12-02")),
                event("T-3", assignment()));

        var before = LocalDate.parse("2026-12-31");
        assertThat(ledger.find(new TaskQuery(null, null, Set.of(), before, null, null, null, 1)))
                .extracting(Task::id)
                .containsExactly("T-1");
        assertThat(ledger.find(new TaskQuery(null, null, Set.of(), before, null, null, "T-1", 5)))
                .extracting(Task::id)
                .containsExactly("T-2");
        assertThat(ledger.find(new TaskQuery(null, null, Set.of(), null, null, Set.of("T-3", "T-9"), null, 5)))
                .extracting(Task::id)
                .containsExactly("T-3");
    }

    @Test
    void findsWhatUnitsAnswerForOrHaveDoneWith() {
        apply(event("T-1", assignment()), event("T-2", assignment()), event("T-3", assignment()));
        apply(event("T-2", new Act.Withdrawn(null)));

        assertThat(ids(TaskQuery.openOrClosedSince(APPLIED_AT, Set.of("gyangze-health"), null, 10)))
                .containsExactly("T-1", "T-2", "T-3");
        assertThat(ids(TaskQuery.openOrClosedSince(APPLIED_AT.plusNanos(1_000), Set.of("gyangze-health"), null, 10)))
                .containsExactly("T-1", "T-3");
        assertThat(ids(TaskQuery.openOrClosedSince(APPLIED_AT, Set.of("gyangze-education"), "T-1", 1)))
                .containsExactly("T-2");
        assertThat(ids(TaskQuery.openOrClosedSince(APPLIED_AT, Set.of("gyangze-roads"), null, 10)))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} see {1}")
    @CsvSource(delimiter = '|', textBlock = """
            gyangze-education             | T-1,T-2
            gyangze-health                | T-1
            gyangze-health gyangze-roads  | T-1,T-3
            lhaze-roads                   | ''
            ''                            | ''
            """)
    void findsOnlyWhatAScopeReaches(String units, String expected) {
        apply(event("T-1", assignment()), event("T-2", assignment()), event("T-3", assignment()));
        apply(
                event("T-2", amendment(null, null, List.of(), null)),
                event("T-3", amendment("gyangze-roads", null, List.of(), null)));
        var seen = expected.isEmpty() ? List.<String>of() : List.of(expected.split(","));

        var within = ledger.within(Scope.of(units.isEmpty() ? Set.of() : Set.of(units.split(" "))));

        assertThat(within.find(query(null, null, null, null, 10)))
                .extracting(Task::id)
                .containsExactlyElementsOf(seen);
        assertThat(within.tasks(List.of("T-1", "T-2", "T-3", "T-4")).keySet())
                .containsExactlyInAnyOrderElementsOf(seen);
        assertThat(within.task("T-2").isPresent()).isEqualTo(seen.contains("T-2"));
        assertThat(within.tasks(List.of())).isEmpty();
        assertThat(ledger.within(Scope.EVERYTHING).find(query(null, null, null, null, 10)))
                .hasSize(3);
    }

    private List<String> ids(TaskQuery query) {
        return ledger.find(query).stream().map(Task::id).toList();
    }

    private static TaskQuery query(String list, String unit, TaskStatus status, String text, int limit) {
        return new TaskQuery(list, unit, status == null ? Set.of() : Set.of(status), null, text, null, null, limit);
    }

    private List<Verdict> apply(TaskEvent... events) {
        return nodes.transaction(() -> ledger.apply(List.of(events)));
    }
}
