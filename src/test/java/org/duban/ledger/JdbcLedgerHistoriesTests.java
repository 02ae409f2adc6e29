package org.duban.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.task.Fixtures.APPLIED_AT;
import static org.duban.task.Fixtures.assignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.duban.ledger.LedgerHistories.Account;
import org.duban.ledger.LedgerHistories.Comparison;
import org.duban.numbers.JdbcNumbers;
import org.duban.numbers.MemoryNumbers;
import org.duban.simulation.TwoNodes;
import org.duban.task.Act;
import org.duban.task.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the books say of rows with which somebody has tampered. */
final class JdbcLedgerHistoriesTests extends LedgerHistoriesContract {

    private static final DataSource DATABASE = TestDatabase.create("ledger");

    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final List<TasksChanged> announced = new ArrayList<>();
    private LedgerHistories books;

    @Override
    Kept kept(Consumer<TasksChanged> told) {
        jdbc.sql("set session_replication_role = replica; truncate task, task_event; reset session_replication_role")
                .update();
        books = new JdbcLedgerHistories(
                jdbc, Fixtures.knownNames(), (type, data) -> acts.get(Integer.parseInt(data)), event -> {
                    announced.add((TasksChanged) event);
                    told.accept((TasksChanged) event);
                });
        return new Kept(
                new JdbcTaskLedger(
                        jdbc,
                        Fixtures.knownNames(),
                        new JdbcNumbers(jdbc, MemoryNumbers.SETTINGS),
                        () -> APPLIED_AT,
                        event -> {}),
                books);
    }

    @Override
    TwoNodes nodes() {
        return TwoNodes.on(DATABASE);
    }

    @Test
    void findsAHandOverAndAHelpersReportAsTheirHistoryMakesThem() {
        handOverAndHelp();

        assertThat(compared()).containsExactly(Map.entry("T-1", Comparison.SAME));
    }

    @Test
    void comparesNothingWithWhatEarlierRulesMadeOfAHandOver() {
        handOverAndHelp();
        jdbc.sql(
                        "set session_replication_role = replica; update task_event set rules = 1; reset session_replication_role")
                .update();

        assertThat(compared()).containsExactly(Map.entry("T-1", Comparison.NOT_COMPARABLE));
        assertThat(mend()).isFalse();
    }

    @Test
    void stillComparesWhatNoRuleOfTodayWouldLetPass() {
        apply("T-1", assignment());
        apply("T-1", new Act.ExtensionGranted("2027-01-31", null));
        acts.set(1, new Act.ExtensionGranted("2027-01-31", null, "lhaze-office"));

        assertThat(compared()).containsExactly(Map.entry("T-1", Comparison.SAME));
    }

    private void handOverAndHelp() {
        apply("T-1", assignment());
        apply("T-1", new Act.ExtensionRequested("2027-01-31", "snow"));
        apply("T-1", Fixtures.amendment("gyangze-roads", null, null, null));
        apply("T-1", new Act.Progressed(60, "our part", "gyangze-health"));
        apply("T-1", new Act.ExtensionGranted("2027-01-31", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title = 'another'",
                "deadline_date = '2026-12-30'",
                "status = 'SUBMITTED'",
                "received_by = '{gyangze-health}'",
                "planned_from = planned_from + interval '1 microsecond'",
                "closure_told_from = now()"
            })
    void findsATamperedTaskAndMendsIt(String mischief) {
        apply("T-1", assignment());
        var before = task();
        jdbc.sql("update task set " + mischief).update();

        assertThat(compared()).containsExactly(Map.entry("T-1", Comparison.DIFFERENT));
        assertThat(mend()).isTrue();

        assertThat(task()).isEqualTo(before);
        assertThat(announced).containsExactly(new TasksChanged(List.of(before), APPLIED_AT));
    }

    @Test
    void leavesTheDateOfAnExactDeadlineToTheZoneThatTheUnitHadThen() {
        apply("T-1", assignment("2026-12-31T23:00:00Z"));

        jdbc.sql("update task set deadline_date = '2026-12-31'").update();
        assertThat(compared()).containsExactly(Map.entry("T-1", Comparison.SAME));

        jdbc.sql("update task set deadline_date = '2026-12-29'").update();
        assertThat(compared()).containsExactly(Map.entry("T-1", Comparison.DIFFERENT));
    }

    @Test
    void comparesNothingWithAHistoryThatTodaysRulesRefuse() {
        apply("T-1", assignment());
        acts.set(0, Fixtures.amendment("nobody", null, null, null));

        assertThat(compared()).containsExactly(Map.entry("T-1", Comparison.NOT_COMPARABLE));
        assertThat(mend()).isFalse();
    }

    @Test
    void seesThatEventsAndRevisionsDoNotAgree() {
        apply("T-1", assignment());
        jdbc.sql("update task set revision = 3").update();

        assertThat(books.accounts(List.of("T-1"))).noneMatch(Account::complete);
    }

    private boolean mend() {
        return nodes().transaction(() -> books.mend("T-1"));
    }
}
