package org.duban.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.duban.numbers.JdbcNumbers;
import org.duban.numbers.MemoryNumbers;
import org.duban.task.Fixtures;
import org.duban.task.Reports;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a report of completion says that had come before that was kept with its task. */
class CompletionReportMigrationTests {

    private static final String MIGRATION = "2026.12.01.60";
    private static final String FIRST = "2026-11-20T01:00:00Z";
    private static final String LAST = "2026-11-22T01:00:00Z";

    private final DataSource database = TestDatabase.before(MIGRATION, "ledger");
    private final JdbcClient sql = JdbcClient.create(database);

    @Test
    void keepsNoteAndEvidenceOfTheReportThatWaits() {
        task("waits", "SUBMITTED", LAST);
        submitted("waits", 2, FIRST, """
                {"note": "the first, which was returned", "evidence": ["https://oa.example/1"]}""");
        submitted("waits", 4, LAST, """
                {"note": "all done", "evidence": ["https://oa.example/2", "on paper"]}""");

        TestDatabase.migrate(database, "ledger");

        assertThat(completion("waits"))
                .isEqualTo(new Reports.Completion("all done", List.of("https://oa.example/2", "on paper")));
    }

    @Test
    void readsReportsThatSayLittle() {
        task("silent", "SUBMITTED", LAST);
        submitted("silent", 2, LAST, "{}");
        task("one", "SUBMITTED", LAST);
        submitted("one", 2, LAST, """
                {"note": null, "evidence": "no list"}""");

        TestDatabase.migrate(database, "ledger");

        assertThat(completion("silent")).isEqualTo(new Reports.Completion(null, List.of()));
        assertThat(completion("one")).isEqualTo(new Reports.Completion(null, List.of()));
    }

    /** An assisting unit's report of its own part has another time; one that was returned waits no more. */
    @Test
    void leavesAloneWhatNobodyHasToReview() {
        task("returned", "RETURNED", FIRST);
        submitted("returned", 2, FIRST, """
                {"note": "was returned"}""");
        task("assisted", "SUBMITTED", LAST);
        submitted("assisted", 2, LAST, """
                {"note": "of the lead unit"}""");
        submitted("assisted", 3, "2026-11-23T01:00:00Z", """
                {"note": "of its own part", "by": "health"}""");

        TestDatabase.migrate(database, "ledger");

        assertThat(completion("returned")).isNull();
        assertThat(completion("assisted")).isEqualTo(new Reports.Completion("of the lead unit", List.of()));
    }

    private Reports.Completion completion(String task) {
        var ledger = new JdbcTaskLedger(
                JdbcClient.create(database),
                Fixtures.knownNames(),
                new JdbcNumbers(JdbcClient.create(database), MemoryNumbers.SETTINGS),
                java.time.InstantSource.system(),
                news -> {});
        return ledger.task(task).orElseThrow().reports().completion();
    }

    private void task(String id, String status, String submittedAt) {
        sql.sql("""
                insert into task (id, title, lead_unit, assisting_units, deadline_date, policy, urgency, status, assigned_at,
                    received_by, submitted_at, held, earlier_deadlines, planned_from, assignment_told_from,
                    extension_granted, revision, amounts, joined_told_from)
                values (:id, 'Repair the roof', 'education', '{health}', '2026-12-15', 'standard', 'NORMAL', :status,
                    '2026-11-01T01:00:00Z', '{education}', :submitted::timestamptz, false, '{}', '2026-11-01T01:00:00Z',
                    '2026-11-01T01:00:00Z', false, 4, '{}', '{}')
                """)
                .param("id", id)
                .param("status", status)
                .param("submitted", submittedAt)
                .update();
    }

    private void submitted(String task, int revision, String time, String data) {
        sql.sql("""
                insert into task_event (source, event_id, task_id, type, time, data, applied_at, revision)
                values ('/test', :id, :task, 'duban.task.submitted', :time::timestamptz, :data::jsonb,
                    :time::timestamptz, :revision)
                """)
                .param("id", task + revision)
                .param("task", task)
                .param("time", time)
                .param("data", data)
                .param("revision", revision)
                .update();
    }
}
