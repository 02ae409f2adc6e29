package org.duban.auditor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.duban.agenda.MemoryAgenda;
import org.duban.auditor.TaskAudit.Times;
import org.duban.directory.Directory;
import org.duban.fate.Fate;
import org.duban.ledger.LedgerHistories;
import org.duban.ledger.LedgerHistories.Account;
import org.duban.ledger.LedgerHistories.Comparison;
import org.duban.notice.NoticeState;
import org.duban.notice.pipeline.NoticeRoom;
import org.duban.policy.NoticeKind;
import org.duban.rulebook.Planner;
import org.duban.simulation.Lockstep;

/** What the auditor does, on tables in memory: its own examination, its own healing. */
public final class MemoryAudit {

    /** As little as the auditor's settings allow; it looks so much later. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final LedgerHistories books;
    private final MemoryAgenda.Rows agenda;
    private final NoticeRoom.Tables tables;
    private final Directory directory;

    private final Look look;

    /** @param lockstep where else the tables are: there the auditor's own inspector has to find the same */
    public MemoryAudit(
            LedgerHistories books,
            MemoryAgenda.Rows agenda,
            NoticeRoom.Tables tables,
            Directory directory,
            Lockstep lockstep) {
        this.books = books;
        this.agenda = agenda;
        this.tables = tables;
        this.directory = directory;
        this.look = lockstep.view(
                Look.class,
                this::found,
                postgres -> (tasks, planner, asOf) -> Set.copyOf(new TaskInspector(
                                books,
                                new JdbcAuditSource(postgres.jdbc()),
                                planner,
                                directory,
                                () -> asOf.now().plus(GRACE),
                                new AuditProperties(Duration.ofMinutes(5), GRACE, 1))
                        .again(tasks, asOf.rulesSince())));
    }

    private interface Look {
        Set<Gap> at(Collection<String> tasks, Planner planner, AsOf asOf);
    }

    /** What is missing about a task. */
    public record Missing(String task, String what) {}

    public List<Missing> missing(Collection<String> tasks, Planner planner, AsOf asOf) {
        return look.at(tasks, planner, asOf).stream()
                .map(gap -> new Missing(String.valueOf(gap.task()), gap.toString()))
                .toList();
    }

    /** As of when the auditor looks, and since when plans follow the rules of today. */
    public record AsOf(Instant now, Instant rulesSince) {
        Times times() {
            return new Times(now, Duration.ZERO, rulesSince);
        }
    }

    private Set<Gap> found(Collection<String> tasks, Planner planner, AsOf asOf) {
        var gaps = new HashSet<Gap>();
        var accounts = books.accounts(tasks);
        for (var account : accounts) {
            if (account.task().open()) {
                TaskInspector.missing(account.task(), directory.tree()).forEach(gaps::add);
            }
            var examination = new TaskAudit(account, planner, directory.tree(), asOf.times());
            gaps.addAll(examination.gaps(wake(account), examination.owed(escalated(account)), fates(account)));
            gaps.addAll(examination.leftOut(wake(account), leftOut(account)));
        }
        gaps.addAll(TaskInspector.revisions(accounts));
        books.compare(accounts.stream().map(Account::task).toList()).forEach((task, comparison) -> {
            if (comparison == Comparison.DIFFERENT) {
                gaps.add(Gap.ofTask(GapKind.DIFFERS_FROM_HISTORY, task, null, GapReason.NOT_OF_ITS_EVENTS.with()));
            }
        });
        return gaps;
    }

    private AgendaState wake(Account account) {
        var entry = agenda.committed(account.task().id());
        return entry == null ? null : new AgendaState(entry.toldUntil(), entry.nextWakeAt());
    }

    private List<StepFate> fates(Account account) {
        return tables.steps().ofTask(account.task().id()).stream()
                .map(row -> new StepFate(row.task(), row.step(), row.at(), row.unit()))
                .toList();
    }

    private List<LeftOutStep> leftOut(Account account) {
        var rows = tables.steps().ofTask(account.task().id());
        return tables.steps().committedLeftOut(account.task().id()).stream()
                .map(each -> new LeftOutStep(
                        each.step().task(),
                        each.step().step(),
                        each.step().at(),
                        each.step().unit(),
                        rows.stream()
                                .anyMatch(row -> row.fate() == Fate.SUPERSEDED
                                        && row.unitStep().equals(each.step())),
                        each.refused()))
                .toList();
    }

    private Set<String> escalated(Account account) {
        var task = account.task();
        var move = task.changes().deadline();
        var before =
                task.toldFrom().closure() != null ? task.toldFrom().closure() : move == null ? null : move.toldFrom();
        var escalated = new LinkedHashSet<String>();
        if (before != null) {
            tables.steps().ofTask(account.task().id()).stream()
                    .filter(row -> row.kind() == NoticeKind.ESCALATION && row.fate() == Fate.TOLD)
                    .filter(row -> row.notice() != null
                            && tables.notices()
                                    .committed(row.notice())
                                    .issuedAt()
                                    .isBefore(before))
                    .filter(row -> !task.open()
                            || row.forUnit().isEmpty()
                                    && !task.concerns(List.of(row.recipient()))
                                    && !task.changes().lost().containsKey(row.recipient()))
                    .forEach(row -> escalated.add(row.recipient()));
        }
        return escalated;
    }

    /** Notices that nobody would ever try again, and steps to be told that no notice has taken up. */
    public List<String> ofNotices() {
        var gaps = new ArrayList<String>();
        tables.notices().all().stream()
                .filter(row -> row.nextAttemptAt() == null && !row.state().settled())
                .forEach(row -> gaps.add("stranded " + row));
        tables.steps().all().stream()
                .filter(row -> row.fate() == Fate.TOLD && row.notice() == null)
                .forEach(row -> gaps.add("without a notice " + row));
        return gaps;
    }

    /** Notices that are on their way still, without those that wait for the digest of their reader. */
    public List<String> unsettled() {
        return tables.notices().all().stream()
                .filter(row -> !row.state().settled() && row.state() != NoticeState.DEFERRED && !row.waitsForItsTime())
                .map(Object::toString)
                .toList();
    }
}
