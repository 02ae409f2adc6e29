package org.duban.auditor;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.duban.auditor.TaskAudit.Times;
import org.duban.directory.Directory;
import org.duban.directory.UnitTree;
import org.duban.ledger.LedgerHistories;
import org.duban.ledger.LedgerHistories.Account;
import org.duban.ledger.LedgerHistories.Comparison;
import org.duban.reasons.Reason;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks at tasks, a batch at a time, and tells what is missing about them. Changes nothing. */
@Component
final class TaskInspector {

    private static final Logger log = LoggerFactory.getLogger(TaskInspector.class);

    private final LedgerHistories books;
    private final JdbcAuditSource evidence;
    private final Planner planner;
    private final Directory directory;
    private final InstantSource clock;
    private final AuditProperties properties;

    TaskInspector(
            LedgerHistories books,
            JdbcAuditSource evidence,
            Planner planner,
            Directory directory,
            InstantSource clock,
            AuditProperties properties) {
        this.books = books;
        this.evidence = evidence;
        this.planner = planner;
        this.directory = directory;
        this.clock = clock;
        this.properties = properties;
    }

    /** What these tasks should have been told, and by when. */
    List<Gap> tasks(List<Account> accounts, Instant rulesSince) {
        var ids = accounts.stream().map(account -> account.task().id()).toList();
        var wakes = evidence.wakes(ids);
        var escalated = escalated(accounts);
        var gaps = new ArrayList<>(unheard(accounts, ids));
        // Asked after the tables were read: what was told until then stands in them.
        var times = new Times(clock.instant(), properties.grace(), rulesSince);
        var examinations = new HashMap<String, TaskAudit>();
        var owed = new HashMap<String, List<OwedStep>>();
        for (var account : accounts) {
            var id = account.task().id();
            try {
                var examination = new TaskAudit(account, planner, directory.tree(), times);
                owed.put(id, examination.owed(escalated.getOrDefault(id, Set.of())));
                examinations.put(id, examination);
            } catch (RuntimeException e) {
                log.debug("Task {} cannot be planned", id, e);
                gaps.add(Gap.ofTask(GapKind.UNPLANNABLE, id, null, Reason.text(String.valueOf(e.getMessage()))));
            }
        }
        // Nearly all have their fates, and those need not travel.
        owed.keySet().retainAll(incomplete(owed));
        var fates = fates(owed);
        var leftOut = evidence.leftOut(ids);
        examinations.forEach((id, examination) -> {
            gaps.addAll(examination.gaps(
                    wakes.get(id), owed.getOrDefault(id, List.of()), fates.getOrDefault(id, List.of())));
            gaps.addAll(examination.leftOut(wakes.get(id), leftOut.getOrDefault(id, List.of())));
        });
        return gaps;
    }

    /** Open tasks of units that are not there, and what nobody was told, and still nobody could be. */
    private List<Gap> unheard(List<Account> accounts, List<String> ids) {
        var units = directory.tree();
        var missing = accounts.stream().map(Account::task).filter(Task::open).flatMap(task -> missing(task, units));
        var untold = evidence.toldToNobody(ids).stream()
                .filter(gap -> !reaches(units, Objects.requireNonNull(gap.recipient())));
        return Stream.concat(missing, untold).toList();
    }

    /** Those of its units that are not there. */
    static Stream<Gap> missing(Task task, UnitTree units) {
        return Stream.concat(Stream.of(task.leadUnit()), task.assistingUnits().stream())
                .filter(unit -> units.unit(unit).isEmpty())
                .map(unit -> new Gap(
                        GapKind.MISSING_UNIT, task.id(), null, null, null, unit, GapReason.NO_UNIT_IN_TREE.with()));
    }

    private boolean reaches(UnitTree units, String unit) {
        var now = clock.instant();
        return !units.readers(unit, now).isEmpty()
                || units.bodiesAbove(unit).stream()
                        .anyMatch(above -> !units.readers(above.code(), now).isEmpty());
    }

    private Set<String> incomplete(Map<String, List<OwedStep>> owed) {
        var all = owed.values().stream().flatMap(List::stream).toList();
        return all.isEmpty() ? Set.of() : evidence.incomplete(all);
    }

    private Map<String, List<StepFate>> fates(Map<String, List<OwedStep>> owed) {
        var all = owed.values().stream().flatMap(List::stream).toList();
        return all.isEmpty() ? Map.of() : evidence.fates(all);
    }

    private Map<String, Set<String>> escalated(List<Account> accounts) {
        var told = accounts.stream()
                .map(Account::task)
                .filter(task -> !task.open() || task.changes().deadline() != null)
                .map(task -> task.id())
                .toList();
        return told.isEmpty() ? Map.of() : evidence.escalated(told);
    }

    /** Whether each event of these tasks made one revision. */
    static List<Gap> revisions(List<Account> accounts) {
        return accounts.stream()
                .filter(account -> !account.complete())
                .map(account -> Gap.ofTask(
                        GapKind.INCOMPLETE_HISTORY,
                        account.task().id(),
                        null,
                        GapReason.REVISION_AND_EVENTS.with(
                                String.valueOf(account.task().revision()), String.valueOf(account.events()))))
                .toList();
    }

    /** What folding histories anew has shown. */
    record Compared(List<Gap> gaps, long notComparable) {}

    /** Compares tasks with their histories, as far as these are complete. */
    Compared histories(Collection<Account> accounts) {
        var tasks =
                accounts.stream().filter(Account::complete).map(Account::task).toList();
        if (tasks.isEmpty()) {
            return new Compared(List.of(), 0);
        }
        var compared = books.compare(tasks);
        var gaps = compared.entrySet().stream()
                .filter(each -> each.getValue() == Comparison.DIFFERENT)
                .map(each -> Gap.ofTask(
                        GapKind.DIFFERS_FROM_HISTORY, each.getKey(), null, GapReason.NOT_OF_ITS_EVENTS.with()))
                .toList();
        var not = compared.values().stream()
                .filter(each -> each == Comparison.NOT_COMPARABLE)
                .count();
        return new Compared(gaps, not);
    }

    /** Looks at some tasks once more, closely. */
    List<Gap> again(Collection<String> tasks, Instant rulesSince) {
        var accounts = books.accounts(tasks);
        var gaps = new ArrayList<>(tasks(accounts, rulesSince));
        gaps.addAll(revisions(accounts));
        gaps.addAll(histories(accounts).gaps());
        return gaps;
    }
}
