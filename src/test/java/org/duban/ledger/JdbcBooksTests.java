package org.duban.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.ledger.Fixtures.APPLIED_AT;
import static org.duban.ledger.Fixtures.HAPPENED;
import static org.duban.ledger.Fixtures.assignment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.duban.ledger.Books.Account;
import org.duban.ledger.Books.Comparison;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcBooksTests {

    private static DataSource database;

    private final List<Act> acts = new ArrayList<>();
    private final List<TasksChanged> news = new ArrayList<>();
    private JdbcClient jdbc;
    private TaskLedger ledger;
    private Books books;
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
        ledger = new JdbcTaskLedger(jdbc, Fixtures.knownNames(), () -> APPLIED_AT, event -> {});
        books = new JdbcBooks(
                jdbc,
                Fixtures.knownNames(),
                (type, data) -> acts.get(Integer.parseInt(data)),
                event -> news.add((TasksChanged) event));
    }

    @Test
    void findsTasksAsTheirHistoriesMakeThem() {
        apply("T-1", assignment("2026-12-31T18:00:00+08:00"));
        apply("T-1", new Act.Progressed(30, null, null));
        apply("T-1", new Act.ExtensionRequested("2027-01-31", "snow"));
        apply("T-1", new Act.ExtensionGranted("2027-01-31", null));
        apply("T-1", new Act.Held("snow", HAPPENED.plusSeconds(60)));
        apply("T-1", new Act.Resumed(null));
        apply("T-1", new Act.Submitted(null, null, List.of()));
        apply("T-1", new Act.Returned("not yet", "2027-02-28"));
        apply("T-1", new Act.StruckOff(null, "done"));

        assertThat(compared()).containsExactly(Map.entry("T-1", Comparison.SAME));
        assertThat(books.accounts(List.of("T-1"))).singleElement().satisfies(account -> {
            assertThat(account.complete()).isTrue();
            assertThat(account.learned()).isEqualTo(APPLIED_AT);
        });
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
        assertThat(transactions.<Boolean>execute(status -> books.mend("T-1"))).isFalse();
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
        var before = ledger.task("T-1").orElseThrow();
        jdbc.sql("update task set " + mischief).update();

        assertThat(compared()).containsExactly(Map.entry("T-1", Comparison.DIFFERENT));
        assertThat(transactions.<Boolean>execute(status -> books.mend("T-1"))).isTrue();

        assertThat(ledger.task("T-1")).contains(before);
        assertThat(news).containsExactly(new TasksChanged(List.of(before), APPLIED_AT));
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
        assertThat(transactions.<Boolean>execute(status -> books.mend("T-1"))).isFalse();
    }

    @Test
    void seesThatEventsAndRevisionsDoNotAgree() {
        apply("T-1", assignment());
        jdbc.sql("update task set revision = 3").update();

        assertThat(books.accounts(List.of("T-1"))).noneMatch(Account::complete);
    }

    @Test
    void walksThroughOpenTasksAndThoseClosedLately() {
        for (var task : List.of("T-1", "T-2", "T-3", "T-4")) {
            apply(task, assignment());
        }
        apply("T-3", new Act.Withdrawn(null));

        assertThat(ids(books.open(null, 2))).containsExactly("T-1", "T-2");
        assertThat(ids(books.open("T-2", 2))).containsExactly("T-4");
        assertThat(ids(books.closedSince(APPLIED_AT, null, 2))).containsExactly("T-3");
        assertThat(books.closedSince(APPLIED_AT.plusSeconds(1), null, 2)).isEmpty();
    }

    @Test
    void announcesATaskOnceMore() {
        apply("T-1", assignment());
        var earlier = Instant.parse("2026-11-22T02:00:00Z");

        transactions.executeWithoutResult(status -> books.announceAgain("T-1", earlier));

        assertThat(news)
                .containsExactly(new TasksChanged(List.of(ledger.task("T-1").orElseThrow()), earlier));
    }

    private static List<String> ids(List<Account> accounts) {
        return accounts.stream().map(account -> account.task().id()).toList();
    }

    private Map<String, Comparison> compared() {
        return books.compare(ledger.tasks(List.of("T-1")).values());
    }

    private void apply(String task, Act act) {
        var data = String.valueOf(acts.size());
        acts.add(act);
        var event = new TaskEvent("/oa", "event-" + data, "duban.task.any", task, HAPPENED, null, act, data);
        var verdicts = transactions.execute(status -> ledger.apply(List.of(event)));
        assertThat(verdicts).hasOnlyElementsOfType(Verdict.Applied.class);
    }
}
