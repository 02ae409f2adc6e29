package org.duban.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.duban.task.Fixtures.APPLIED_AT;
import static org.duban.task.Fixtures.HAPPENED;
import static org.duban.task.Fixtures.assignment;
import static org.duban.task.Fixtures.event;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.duban.numbers.JdbcNumbers;
import org.duban.numbers.MemoryNumbers;
import org.duban.simulation.TwoNodes;
import org.duban.task.Act;
import org.duban.task.Deadline;
import org.duban.task.Decision;
import org.duban.task.ExtensionRequest;
import org.duban.task.Fixtures;
import org.duban.task.Hold;
import org.duban.task.LedgerEntry;
import org.duban.task.Matter;
import org.duban.task.ReportTimes;
import org.duban.task.Reports;
import org.duban.task.Supervision;
import org.duban.task.Task;
import org.duban.task.TaskEvent;
import org.duban.task.TaskStatus;
import org.duban.task.ToldChanges;
import org.duban.task.ToldFrom;
import org.duban.task.Urgency;
import org.duban.task.Verdict;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
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
        jdbc.sql(
                        "set session_replication_role = replica; truncate task, task_event, number_series; reset session_replication_role")
                .update();
        return new JdbcTaskLedger(
                jdbc,
                Fixtures.knownNames(),
                new JdbcNumbers(jdbc, MemoryNumbers.SETTINGS),
                () -> APPLIED_AT,
                event -> told.accept((TasksChanged) event));
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

    @Test
    void keepsEachComponentOfEachPartInAColumn() {
        var columns = jdbc.sql("select column_name from information_schema.columns where table_name = 'task'")
                .query(String.class)
                .list();

        assertThat(TaskRows.COLUMNS).containsExactlyInAnyOrderElementsOf(columns);
    }

    @Test
    void learnsFromTheHistoryWhenAReportCameThatWasMadeBeforeThatWasKept() throws IOException {
        var submitted = new Act.Submitted(null, null, List.of());
        apply(
                event("T-1", assignment()),
                new TaskEvent("/oa", "report", "duban.task.submitted", "T-1", HAPPENED, null, submitted, "{}"),
                event("T-2", assignment()));
        var before = ledger.tasks(List.of("T-1", "T-2"));
        assertThat(before.get("T-1").toldFrom().submission()).isEqualTo(APPLIED_AT);
        var migration = new ClassPathResource("db/ledger/V2026_12_01_61__report_told_from.sql")
                .getContentAsString(StandardCharsets.UTF_8);

        jdbc.sql("update task set submission_told_from = null").update();
        jdbc.sql(migration.substring(migration.indexOf("update task"))).update();

        assertThat(ledger.tasks(List.of("T-1", "T-2"))).isEqualTo(before);
    }

    /** As the version before tasks had parts wrote it. */
    @Test
    void readsARowOfBefore() {
        var row = """
                {"id": "T-1", "list": "winter", "title": "roof", "description": null, "lead_unit": "gyangze-education",
                 "assisting_units": ["gyangze-health"], "deadline_date": "2026-12-31", "deadline_at": null, "policy": "standard",
                 "earlier_policies": null, "points": 2.5, "clause": "4.1", "urgency": "NORMAL", "url": null,
                 "amounts": {"three-days": "5wd"}, "status": "RECEIVED", "assigned_at": "2026-11-20T01:00:00+00:00",
                 "received_by": ["gyangze-education"], "received_at": "2026-11-20T02:00:00+00:00", "percent": null,
                 "progressed_at": null, "submitted_at": null, "returned_at": null, "closed_at": null, "held": true,
                 "hold_from": "2026-11-21T01:00:00+00:00", "hold_reason": "snow", "hold_until": null,
                 "extension_requested": "2027-01-15", "extension_requested_at": "2026-11-22T01:00:00+00:00",
                 "extension_reason": "snow", "extension_requested_by": null, "earlier_deadlines": ["2026-12-01"],
                 "planned_from": "2026-11-20T01:00:01+00:00", "resumed_told_from": null,
                 "assignment_told_from": "2026-11-20T01:00:02+00:00", "joined_told_from": {},
                 "extension_request_told_from": "2026-11-22T01:00:01+00:00", "decision_told_from": null,
                 "extension_granted": false, "decision_for": null, "return_told_from": null, "closure_told_from": null,
                 "last_reason": null, "assisting_reports": null, "revision": 4, "sequence": 7, "changes": null}
                """;

        var task = TaskRows.task(row);

        assertThat(task)
                .isEqualTo(new Task(
                        "T-1",
                        null,
                        new Matter("roof", "winter", null, 2.5, "4.1", Urgency.NORMAL, null),
                        "gyangze-education",
                        List.of("gyangze-health"),
                        new Deadline(LocalDate.parse("2026-12-31"), null),
                        List.of("2026-12-01"),
                        new Supervision("standard", Map.of("three-days", "5wd"), List.of(), at("2026-11-20T01:00:01Z")),
                        TaskStatus.RECEIVED,
                        new ReportTimes(
                                at("2026-11-20T01:00:00Z"), at("2026-11-20T02:00:00Z"), null, null, null, null, null),
                        new Reports(List.of("gyangze-education"), null, List.of(), null),
                        new Hold(true, at("2026-11-21T01:00:00Z"), "snow", null),
                        new ExtensionRequest("2027-01-15", at("2026-11-22T01:00:00Z"), "snow", null),
                        Decision.NONE,
                        new ToldFrom(
                                at("2026-11-20T01:00:02Z"),
                                Map.of(),
                                null,
                                at("2026-11-22T01:00:01Z"),
                                null,
                                null,
                                null,
                                null,
                                null),
                        ToldChanges.NONE,
                        List.of(),
                        4,
                        7L));
    }

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }
}
