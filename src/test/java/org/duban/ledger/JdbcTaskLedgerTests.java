package org.duban.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.duban.ledger.Fixtures.APPLIED_AT;
import static org.duban.ledger.Fixtures.HAPPENED;
import static org.duban.ledger.Fixtures.amendment;
import static org.duban.ledger.Fixtures.assignment;
import static org.duban.ledger.Fixtures.event;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

final class JdbcTaskLedgerTests {

    private static final Act RECEIVED = new Act.Received(null, null);
    private static DataSource database;

    private final List<TasksChanged> news = Collections.synchronizedList(new ArrayList<>());
    private JdbcClient jdbc;
    private TaskLedger ledger;
    private TransactionTemplate transactions;

    @BeforeAll
    static void create() {
        database = TestDatabase.create("ledger");
    }

    @BeforeEach
    void open() {
        jdbc = JdbcClient.create(database);
        jdbc.sql("set session_replication_role = replica; truncate task, task_event; reset session_replication_role")
                .update();
        transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        ledger = new JdbcTaskLedger(
                jdbc, Fixtures.knownNames(), () -> APPLIED_AT, event -> news.add((TasksChanged) event));
    }

    @Test
    void readsTheTaskThatItWrote() {
        var verdicts = apply(
                event("T-1", assignment("2026-12-31T18:00:00+08:00")),
                event("T-1", RECEIVED, HAPPENED.plusNanos(1_500), 7L),
                event("T-1", new Act.Progressed(30, null, null)),
                event("T-1", new Act.Held("snow", HAPPENED.plusSeconds(60))));

        var task = ((Verdict.Applied) verdicts.get(3)).task();
        assertThat(ledger.task("T-1")).contains(task);
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
        assertThat(task.amounts()).isEqualTo(Map.of("three-days", "5wd"));
        assertThat(task.joinedToldFrom()).containsOnlyKeys("gyangze-health", "gyangze-roads");
        assertThat(ledger.task("T-1")).contains(task);
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

    @Test
    void keepsNoTraceOfWhatItDidNotApply() {
        var unknown = event("T-2", RECEIVED);
        var refused = event("T-1", new Act.Resumed(null));
        apply(event("T-1", assignment(), HAPPENED, 3L));

        assertThat(apply(unknown, refused, event("T-1", RECEIVED, HAPPENED, 2L)))
                .hasExactlyElementsOfTypes(Verdict.UnknownTask.class, Verdict.Refused.class, Verdict.Stale.class);

        assertThat(jdbc.sql("select count(*) from task_event").query(Long.class).single())
                .isEqualTo(1);
        assertThat(apply(event("T-2", assignment()), unknown)).hasOnlyElementsOfType(Verdict.Applied.class);
    }

    @Test
    void tellsTheHistoryInTheOrderOfApplication() {
        apply(event("T-1", assignment()), event("T-1", RECEIVED, HAPPENED.minusSeconds(5), null));

        assertThat(ledger.history("T-1"))
                .extracting(LedgerEntry::type, LedgerEntry::time, LedgerEntry::data)
                .containsExactly(
                        tuple("duban.task.Assigned", HAPPENED, "{\"a\": 1}"),
                        tuple("duban.task.Received", HAPPENED.minusSeconds(5), "{\"a\": 1}"));
    }

    @Test
    void changesNothingWhenTheCallerRollsBack() {
        transactions.executeWithoutResult(status -> {
            ledger.apply(List.of(event("T-1", assignment())));
            status.setRollbackOnly();
        });

        assertThat(ledger.task("T-1")).isEmpty();
    }

    @Test
    void wantsATransaction() {
        assertThatThrownBy(() -> ledger.apply(List.of(event("T-1", assignment()))))
                .hasMessageContaining("transaction");
    }

    @Test
    void letsNobodyRewriteTheHistory() {
        apply(event("T-1", assignment()));

        for (var sql : List.of("delete from task_event", "update task_event set type = ''", "truncate task_event")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void letsNodesRaceWithoutLosingOrDoublingAnything() throws Exception {
        var events = new ArrayList<TaskEvent>();
        IntStream.range(0, 40).forEach(n -> events.add(event("T-" + n, assignment())));
        IntStream.range(0, 40).forEach(n -> events.add(event("T-" + n, RECEIVED)));
        IntStream.range(0, 40).forEach(n -> events.add(event("T-" + n, new Act.Progressed(n, null, null))));
        var barrier = new CyclicBarrier(4);
        var nodes = Executors.newFixedThreadPool(4);

        var node = (Callable<List<Verdict>>) () -> {
            barrier.await();
            return transactions.execute(status -> ledger.apply(events));
        };
        var all = new ArrayList<Verdict>();
        for (var verdicts : nodes.invokeAll(Collections.nCopies(4, node))) {
            all.addAll(verdicts.get());
        }
        nodes.shutdown();

        assertThat(all).filteredOn(Verdict.Applied.class::isInstance).hasSize(120);
        assertThat(all).filteredOn(Verdict.Duplicate.class::isInstance).hasSize(360);
        assertThat(ledger.find(query(null, null, null, null, 100))).hasSize(40).allMatch(task -> task.revision() == 3);
    }

    @Test
    void makesASecondAssignmentOfTheSameTaskWaitAndRefusesIt() throws Exception {
        var barrier = new CyclicBarrier(2);
        var nodes = Executors.newFixedThreadPool(2);
        var node = (Callable<List<Verdict>>) () -> {
            barrier.await();
            return transactions.execute(status -> ledger.apply(List.of(event("T-1", assignment()))));
        };

        var all = new ArrayList<Verdict>();
        for (var verdicts : nodes.invokeAll(List.of(node, node))) {
            all.addAll(verdicts.get());
        }
        nodes.shutdown();

        assertThat(all)
                .extracting(Object::getClass)
                .containsExactlyInAnyOrder(Verdict.Applied.class, Verdict.Refused.class);
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

    private static TaskQuery query(String list, String unit, TaskStatus status, String text, int limit) {
        return new TaskQuery(list, unit, status == null ? Set.of() : Set.of(status), null, text, null, null, limit);
    }

    private List<Verdict> apply(TaskEvent... events) {
        return transactions.execute(status -> ledger.apply(List.of(events)));
    }
}
