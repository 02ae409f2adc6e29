package org.duban.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.duban.ledger.Fixtures.APPLIED_AT;
import static org.duban.ledger.Fixtures.assignment;
import static org.duban.ledger.Fixtures.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.duban.simulation.TwoNodes;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What PostgreSQL does beyond the contract: it keeps the history as it is, and real threads apart. */
final class JdbcTaskLedgerTests extends TaskLedgerContract {

    private static final Act RECEIVED = new Act.Received(null, null);
    private static final DataSource DATABASE = TestDatabase.create("ledger");

    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(DATABASE));
    private final TaskLedger ledger = ledger(event -> {});

    @Override
    TaskLedger ledger(Consumer<TasksChanged> told) {
        jdbc.sql("set session_replication_role = replica; truncate task, task_event; reset session_replication_role")
                .update();
        return new JdbcTaskLedger(
                jdbc, Fixtures.knownNames(), () -> APPLIED_AT, event -> told.accept((TasksChanged) event));
    }

    @Override
    TwoNodes nodes() {
        return TwoNodes.on(DATABASE);
    }

    @Test
    void keepsDataInTheFormOfTheDatabase() {
        apply(event("T-1", assignment()));

        assertThat(ledger.history("T-1")).extracting(LedgerEntry::data).containsExactly("{\"a\": 1}");
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
        assertThat(ledger.find(new TaskQuery(null, null, Set.of(), null, null, null, null, 100)))
                .hasSize(40)
                .allMatch(task -> task.revision() == 3);
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

    private List<Verdict> apply(TaskEvent... events) {
        return transactions.execute(status -> ledger.apply(List.of(events)));
    }
}
