package org.duban.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.duban.directory.Directory;
import org.duban.directory.MemoryDirectory;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.ledger.TasksChanged;
import org.duban.plan.Plan;
import org.duban.plan.TaskBuilder;
import org.duban.rulebook.BuiltInRules;
import org.duban.rulebook.Planner;
import org.duban.simulation.MemoryDatabase;
import org.duban.simulation.TwoNodes;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every agenda does, wherever its rows are. */
abstract class AgendaContract {

    static final Planner PLANNER = BuiltInRules.PLANNER;

    private static final Instant LEARNED = Instant.parse("2026-11-16T02:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-30T01:30:00.000002Z");
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);
    private static final long BASIS = 1_000_000;

    private Agenda agenda;
    private TwoNodes nodes;

    @BeforeEach
    void open() {
        agenda = agenda();
        nodes = nodes();
    }

    abstract Agenda agenda();

    abstract TwoNodes nodes();

    /** Tells the agenda the ledger's news. */
    abstract void hear(TasksChanged changed);

    /** A unit by whose time it all is; what a directory is like has a contract of its own. */
    static Directory oneUnit() {
        var directory = new MemoryDirectory(MemoryDatabase.calm(), Set::of);
        directory.save(List.of(new Unit(
                "gyangze-education",
                null,
                UnitKind.UNIT,
                "局",
                "Bureau",
                List.of(),
                Locale.ENGLISH,
                ZoneId.of("Asia/Shanghai"))));
        return directory;
    }

    private static final Directory UNITS = oneUnit();

    @Test
    void knowsWhenATaskHasSomethingToSayNext() {
        var task = task("T-1").build();

        learn(task);

        assertThat(agenda.nextWakeAt("T-1"))
                .isEqualTo(plan(task).next(LEARNED.minus(MICROSECOND)))
                .isPresent();
        assertThat(agenda.nextWakeAt()).isEqualTo(agenda.nextWakeAt("T-1"));
        assertThat(agenda.nextWakeAt("T-2")).isEmpty();
    }

    @Test
    void saysNothingMoreOfATaskThatIsClosedWhenItsClosureIsTold() {
        learn(task("T-1").struckOff("2026-11-16T02:00:00Z").build());
        advance("T-1", NOW, null);

        assertThat(agenda.nextWakeAt("T-1")).isEmpty();
        assertThat(agenda.nextWakeAt()).isEmpty();
        assertThat(take(NOW.plusSeconds(86_400), 10)).isEmpty();
        assertThat(agenda.countOpen()).isZero();
    }

    @Test
    void countsATaskThatIsOpenAgainAndWakesForIt() {
        learn(task("T-1").struckOff("2026-11-16T02:00:00Z").build());
        advance("T-1", NOW, null);

        learn(task("T-1").reopened(LEARNED.toString()).build());

        assertThat(agenda.nextWakeAt("T-1")).contains(LEARNED);
        assertThat(agenda.countOpen()).isEqualTo(1);
    }

    @Test
    void goesBackToWhenTheLedgerLearnedOfAChangeButNeverForth() {
        learn(task("T-1").build());
        advance("T-1", LEARNED.plusSeconds(60), LEARNED.plusSeconds(90));
        hear(new TasksChanged(List.of(task("T-1").build()), LEARNED.plusSeconds(30)));
        assertThat(agenda.openTasks("", 1))
                .containsExactly(new ToldTask("T-1", LEARNED.plusSeconds(30).minus(MICROSECOND)));

        hear(new TasksChanged(List.of(task("T-1").build()), LEARNED.plusSeconds(300)));

        assertThat(agenda.openTasks("", 1))
                .containsExactly(new ToldTask("T-1", LEARNED.plusSeconds(30).minus(MICROSECOND)));
    }

    @Test
    void isDueFromItsInstantOnToTheMicrosecond() {
        due("T-1", NOW);

        assertThat(take(NOW.minus(MICROSECOND), 10)).isEmpty();
        assertThat(agenda.anyDue(NOW.minus(MICROSECOND))).isFalse();
        assertThat(take(NOW, 10)).containsExactly("T-1");
        assertThat(agenda.anyDue(NOW)).isTrue();
    }

    @Test
    void takesWhatIsDueEarliestFirst() {
        due("T-3", NOW.minusSeconds(3));
        due("T-1", NOW.minusSeconds(1));
        due("T-2", NOW.minusSeconds(2));
        due("T-4", NOW.plusSeconds(1));

        assertThat(take(NOW, 0)).isEmpty();
        assertThat(take(NOW, 2)).containsExactly("T-3", "T-2");
        assertThat(take(NOW, 10)).containsExactly("T-3", "T-2", "T-1");
    }

    @Test
    void takesWithItUpToWhenATaskWasTold() {
        due("T-1", NOW);

        assertThat(nodes.transaction(() -> agenda.takeDue(NOW, 1)))
                .containsExactly(new ToldTask("T-1", NOW.minusSeconds(60)));
    }

    @Test
    void takesMoreThanABatchOneBatchAfterTheOther() {
        learn(IntStream.range(0, 1_200)
                .mapToObj(number -> task("T-%04d".formatted(number)).build())
                .toArray(Task[]::new));
        var all = agenda.openTasks("", 2_000).stream().map(ToldTask::taskId).toList();
        agenda.advance(
                IntStream.range(0, 1_200)
                        .mapToObj(number -> new Advance(all.get(number), LEARNED, NOW.minusMillis(number)))
                        .toList(),
                BASIS);

        nodes.transaction(() -> {
            var first = agenda.takeDue(NOW, 500);
            assertThat(first)
                    .hasSize(500)
                    .extracting(ToldTask::taskId)
                    .startsWith("T-1199")
                    .endsWith("T-0700");
            agenda.advance(
                    first.stream()
                            .map(task -> new Advance(task.taskId(), NOW, null))
                            .toList(),
                    BASIS);
            assertThat(agenda.takeDue(NOW, 500)).hasSize(500).doesNotContainAnyElementsOf(first);
        });
        assertThat(take(NOW, 2_000)).hasSize(700);
    }

    @Test
    void takesNothingAsReadilyAsMuch() {
        agenda.advance(List.of(), BASIS);
        agenda.advance(List.of(new Advance("T-9", NOW, NOW)), BASIS);

        assertThat(take(NOW, 10)).isEmpty();
        assertThat(agenda.anyDue(NOW)).isFalse();
        assertThat(agenda.openTasks("", 10)).isEmpty();
        assertThat(agenda.countOpen()).isZero();
        assertThat(agenda.nextWakeAt()).isEmpty();
    }

    @Test
    void leavesOutWhatAnotherNodeHolds() {
        due("T-1", NOW.minusSeconds(1));
        due("T-2", NOW);

        nodes.transaction(() -> {
            agenda.takeDue(NOW, 1);
            nodes.meanwhile(() -> {
                assertThat(agenda.takeDue(NOW, 10)).extracting(ToldTask::taskId).containsExactly("T-2");
                assertThat(agenda.anyDue(NOW)).isTrue();
            });
            nodes.meanwhile(() -> {
                assertThat(agenda.anyDue(NOW.minusSeconds(1))).isFalse();
                assertThat(agenda.nextWakeAt()).contains(NOW.minusSeconds(1));
            });
        });
    }

    @Test
    void hasNewsWaitForWhoeverHoldsTheTask() {
        due("T-1", NOW);

        nodes.transaction(() -> {
            agenda.takeDue(NOW, 1);
            assertThat(nodes.waits(() -> learn(task("T-1").build()))).isTrue();
            assertThat(nodes.waits(() -> learn(task("T-2").build()))).isFalse();
        });
    }

    @Test
    void showsOthersOnlyWhatIsCommitted() {
        due("T-1", NOW);
        nodes.transaction(() -> {
            agenda.advance(List.of(new Advance("T-1", NOW, NOW.plusSeconds(60))), BASIS);
            assertThat(agenda.nextWakeAt("T-1")).contains(NOW.plusSeconds(60));
            assertThat(agenda.takeDue(NOW, 10)).isEmpty();
            nodes.meanwhile(() -> assertThat(agenda.nextWakeAt("T-1")).contains(NOW));
        });
        nodes.inVain(() -> agenda.advance(List.of(new Advance("T-1", NOW, null)), BASIS));

        assertThat(agenda.nextWakeAt("T-1")).contains(NOW.plusSeconds(60));
    }

    @Test
    void walksThroughOpenTasks() {
        learn(
                task("T-1").build(),
                task("T-2").struckOff("2026-11-16T02:00:00Z").build(),
                task("T-3").build(),
                task("T-4").build());

        assertThat(agenda.countOpen()).isEqualTo(3);
        assertThat(agenda.openTasks("", 2)).extracting(ToldTask::taskId).containsExactly("T-1", "T-3");
        assertThat(agenda.openTasks("T-1", 10)).extracting(ToldTask::taskId).containsExactly("T-3", "T-4");
        assertThat(agenda.openTasks("T-1", 0)).isEmpty();
    }

    private static TaskBuilder task(String id) {
        return aTask().called(id).assigned(LEARNED.toString());
    }

    private static Plan plan(Task task) {
        return PLANNER.plan(task, UNITS.tree());
    }

    private void learn(Task... tasks) {
        hear(new TasksChanged(List.of(tasks), LEARNED));
    }

    private void due(String task, Instant at) {
        learn(task(task).build());
        advance(task, at.minusSeconds(60), at);
    }

    private void advance(String task, Instant told, @Nullable Instant next) {
        agenda.advance(List.of(new Advance(task, told, next)), BASIS);
    }

    private List<String> take(Instant now, int limit) {
        return nodes.transaction(() -> agenda.takeDue(now, limit)).stream()
                .map(ToldTask::taskId)
                .toList();
    }
}
