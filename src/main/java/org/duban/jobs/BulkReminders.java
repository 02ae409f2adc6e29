package org.duban.jobs;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.directory.Directory;
import org.duban.jobs.JdbcJobTurns.Change;
import org.duban.jobs.JdbcJobTurns.OpenItem;
import org.duban.jobs.ReminderJudge.Push;
import org.duban.ledger.TaskLedger;
import org.duban.notice.LastNotices;
import org.duban.notice.NoticeResender;
import org.duban.reasons.Reason;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Sends the last notices about many tasks once more, each notice once however many of the tasks it speaks of. */
@Component
final class BulkReminders {

    private static final int BATCH = 100;

    private final JdbcJobTurns jobs;
    private final TaskLedger ledger;
    private final LastNotices last;
    private final NoticeResender resender;
    private final Directory directory;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    BulkReminders(
            JdbcJobTurns jobs,
            TaskLedger ledger,
            LastNotices last,
            NoticeResender resender,
            Directory directory,
            AuditTrail audit,
            TransactionOperations transactions,
            InstantSource clock) {
        this.jobs = jobs;
        this.ledger = ledger;
        this.last = last;
        this.resender = resender;
        this.directory = directory;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What is sent and that it was counts together: whoever goes on with it sends nothing twice. */
    JobWork.Turn turn(JobWork.Held held) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            if (!jobs.hold(held)) {
                return JobWork.Turn.LATER;
            }
            var waiting = jobs.items(held.job().id(), EnumSet.of(ItemState.WAITING), BATCH);
            jobs.change(held.job().id(), sent(held.job(), waiting));
            return waiting.size() < BATCH ? JobWork.Turn.ALL_SETTLED : JobWork.Turn.MORE;
        }));
    }

    private List<Change> sent(Job job, List<OpenItem> waiting) {
        var ids = waiting.stream().map(OpenItem::task).collect(Collectors.toSet());
        var tasks = ledger.tasks(ids);
        var judge = ReminderJudge.of(ids, last, job.mandate(), directory.tree(), clock.instant());
        var pushes = new HashMap<OpenItem, Push>();
        waiting.forEach(item ->
                Optional.ofNullable(tasks.get(item.task())).ifPresent(task -> pushes.put(item, judge.judge(task))));
        var before = jobs.made(job.id(), notices(pushes));
        var here = new HashMap<UUID, Optional<Reason>>();
        var changes = new ArrayList<Change>();
        for (var item : waiting) {
            var push = pushes.getOrDefault(item, new Push.ByNone(JobReason.GONE.with()));
            changes.add(
                    push instanceof Push.ByNotice by
                            ? sent(item, by, before, here)
                            : new Change(item, ItemState.IMPOSSIBLE, ((Push.ByNone) push).why()));
        }
        // Last of all: each entry of the trail waits for the one before, and so does everybody else's.
        here.forEach((notice, hindrance) -> {
            if (hindrance.isEmpty()) {
                audit.write(
                        job.madeBy(),
                        AuditedAct.NOTICE_RESENT,
                        notice.toString(),
                        Map.of("job", job.id().toString()));
            }
        });
        return changes;
    }

    private static Set<UUID> notices(Map<OpenItem, Push> pushes) {
        return pushes.values().stream()
                .filter(Push.ByNotice.class::isInstance)
                .map(push -> ((Push.ByNotice) push).notice())
                .collect(Collectors.toSet());
    }

    /**
     * @param before what this job has sent before
     * @param here what it sends now, and what is in the way of that
     */
    private Change sent(OpenItem item, Push.ByNotice by, Set<UUID> before, Map<UUID, Optional<Reason>> here) {
        var notice = by.notice();
        if (before.contains(notice)) {
            return new Change(item.number(), ItemState.APPLIED, null, notice, null);
        }
        if (!by.settled()) {
            return new Change(item, ItemState.IMPOSSIBLE, JobReason.ON_ITS_WAY.with());
        }
        return here.computeIfAbsent(notice, resender::resend)
                .map(hindrance -> new Change(item, ItemState.REFUSED, JobReason.NOT_AGAIN.with(hindrance)))
                .orElseGet(() -> new Change(item.number(), ItemState.APPLIED, null, notice, null));
    }
}
