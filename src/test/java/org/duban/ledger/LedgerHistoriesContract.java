package org.duban.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.duban.task.Fixtures.APPLIED_AT;
import static org.duban.task.Fixtures.HAPPENED;
import static org.duban.task.Fixtures.assignment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.duban.ledger.LedgerHistories.Account;
import org.duban.ledger.LedgerHistories.Comparison;
import org.duban.simulation.TwoNodes;
import org.duban.task.Act;
import org.duban.task.Task;
import org.duban.task.TaskEvent;
import org.duban.task.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What all books do, wherever their rows are. */
abstract class LedgerHistoriesContract {

    private final List<TasksChanged> news = new ArrayList<>();
    private Kept kept;
    private LedgerHistories books;
    private TwoNodes nodes;

    /** A ledger, empty, and the books of it. */
    record Kept(TaskLedger ledger, LedgerHistories books) {}

    @BeforeEach
    void open() {
        kept = kept(news::add);
        books = kept.books;
        nodes = nodes();
        news.clear();
    }

    /** @param told of what the books announce; of the ledger's own news it may be told or not */
    abstract Kept kept(Consumer<TasksChanged> told);

    abstract TwoNodes nodes();

    @Test
    void findsTasksAsTheirHistoriesMakeThem() {
        apply("T-1", assignment("2026-12-31T18:00:00+08:00"));
        apply("T-1", new Act.Progressed(30, null, null));
        apply("T-1", new Act.ExtensionRequested("2027-01-31", "snow"));
        apply("T-1", new Act.ExtensionGranted("2027-01-31", null));
        apply("T-1", new Act.Held("snow", APPLIED_AT.plusSeconds(60)));
        apply("T-1", new Act.Resumed(null));
        apply("T-1", new Act.Submitted(null, null, List.of()));
        apply("T-1", new Act.Returned("not yet", "2027-02-28"));
        apply("T-1", new Act.StruckOff(null, "done"));
        apply("T-1", new Act.Reopened("it was another one", null));
        apply("T-1", new Act.Submitted(null, null, List.of()));
        apply("T-1", new Act.StruckOff(null, "done"));

        assertThat(compared()).containsExactly(Map.entry("T-1", Comparison.SAME));
        assertThat(books.accounts(List.of("T-1"))).singleElement().satisfies(account -> {
            assertThat(account.complete()).isTrue();
            assertThat(account.learned()).isEqualTo(APPLIED_AT);
        });
    }

    @Test
    void walksThroughOpenTasksAndThoseClosedLately() {
        for (var task : List.of("T-3", "T-2", "T-1", "T-4")) {
            apply(task, assignment());
        }
        apply("T-3", new Act.Withdrawn(null));

        assertThat(ids(books.open(null, 2))).containsExactly("T-1", "T-2");
        assertThat(ids(books.open("T-2", 2))).containsExactly("T-4");
        assertThat(books.open("T-4", 2)).isEmpty();
        assertThat(books.open(null, 0)).isEmpty();
        assertThat(ids(books.closedSince(APPLIED_AT, null, 2))).containsExactly("T-3");
        assertThat(books.closedSince(APPLIED_AT, "T-3", 2)).isEmpty();
        assertThat(books.closedSince(APPLIED_AT.plusNanos(1_000), null, 2)).isEmpty();

        apply("T-3", new Act.Reopened("needed after all", null));
        assertThat(ids(books.open("T-2", 2))).containsExactly("T-3", "T-4");
        assertThat(books.closedSince(APPLIED_AT, null, 2)).isEmpty();
    }

    @Test
    void givesAccountOfTheTasksItIsAskedFor() {
        apply("T-2", assignment());
        apply("T-1", assignment());
        apply("T-1", new Act.Received(null, null));

        assertThat(books.accounts(List.of())).isEmpty();
        assertThat(books.accounts(List.of("T-9"))).isEmpty();
        assertThat(books.accounts(List.of("T-2", "T-1", "T-2", "T-9")))
                .extracting(account -> account.task().id(), Account::events, Account::learned)
                .containsExactly(tuple("T-1", 2L, APPLIED_AT), tuple("T-2", 1L, APPLIED_AT));
    }

    @Test
    void walksThroughMoreThanABatch() {
        var events = IntStream.range(0, 600)
                .mapToObj(number -> event("T-%03d".formatted(number), assignment()))
                .toList();
        nodes.transaction(() -> kept.ledger.apply(events));

        var first = books.open(null, 500);

        assertThat(first).hasSize(500);
        assertThat(ids(books.open("T-499", 500))).hasSize(100).isSorted();
        assertThat(books.compare(first.stream().map(Account::task).toList()))
                .hasSize(500)
                .containsValue(Comparison.SAME)
                .doesNotContainValue(Comparison.DIFFERENT);
    }

    @Test
    void comparesWithWhatItWasWhenItHasChangedSince() {
        apply("T-1", assignment());
        var before = task();
        apply("T-1", new Act.Received(null, null));

        assertThat(books.compare(List.of(before))).containsExactly(Map.entry("T-1", Comparison.SAME));
        assertThat(books.compare(List.of())).isEmpty();
    }

    @Test
    void announcesATaskOnceMore() {
        apply("T-1", assignment());
        news.clear();
        var earlier = Instant.parse("2026-11-22T02:00:00.000001Z");

        nodes.transaction(() -> {
            books.announceAgain("T-1", earlier);
            books.announceAgain("T-9", earlier);
            assertThat(nodes.waits(() -> books.announceAgain("T-1", earlier))).isTrue();
        });

        assertThat(news).containsExactly(new TasksChanged(List.of(task()), earlier));
    }

    @Test
    void writesATaskAsItsHistoryMakesIt() {
        apply("T-1", assignment());
        news.clear();

        nodes.transaction(() -> {
            assertThat(books.mend("T-1")).isTrue();
            assertThat(books.mend("T-9")).isFalse();
            assertThat(nodes.waits(() -> books.mend("T-1"))).isTrue();
        });

        assertThat(news).containsExactly(new TasksChanged(List.of(task()), APPLIED_AT));
        assertThat(compared()).containsExactly(Map.entry("T-1", Comparison.SAME));
    }

    Task task() {
        return kept.ledger.task("T-1").orElseThrow();
    }

    private static List<String> ids(List<Account> accounts) {
        return accounts.stream().map(account -> account.task().id()).toList();
    }

    Map<String, Comparison> compared() {
        return books.compare(kept.ledger.tasks(List.of("T-1")).values());
    }

    void apply(String task, Act act) {
        var verdicts = nodes.transaction(() -> kept.ledger.apply(List.of(event(task, act))));
        assertThat(verdicts).hasOnlyElementsOfType(Verdict.Applied.class);
    }

    private TaskEvent event(String task, Act act) {
        var data = String.valueOf(acts.size());
        acts.add(act);
        return new TaskEvent("/oa", "event-" + data, "duban.task.any", task, HAPPENED, null, act, data);
    }

    /** The acts of all events, by the numbers that are their data. */
    final List<Act> acts = new ArrayList<>();
}
