package org.duban.jobs;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.events.Envelope;
import org.duban.events.EventOutcome;
import org.duban.events.EventOutcomes;
import org.duban.events.StrictJson;
import org.duban.events.TaskEventPublisher;
import org.duban.events.TaskEventPublisher.EventsNotWritten;
import org.duban.jobs.ActJudge.Judged;
import org.duban.jobs.JdbcJobTurns.Change;
import org.duban.jobs.JdbcJobTurns.OpenItem;
import org.duban.ledger.TaskLedger;
import org.duban.reasons.Reason;
import org.duban.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Does acts on many tasks that are task events: each task is judged when its turn comes, what it takes is kept before it is written,
 * and what becomes of it is asked for by the ids of events, so that whoever goes on with it needs nothing that a node remembers.
 */
@Component
final class BulkEvents {

    private static final Logger log = LoggerFactory.getLogger(BulkEvents.class);

    /** What the intake takes at a time. */
    private static final int BATCH = 500;

    /** While so many are on their way, no more are written: what is stopped then is soon at rest. */
    private static final int MOST_ON_THE_WAY = 2_000;

    private static final Set<ItemState> BEGUN = EnumSet.of(ItemState.TAKEN, ItemState.SENT);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS = 30;

    private final JdbcJobTurns jobs;
    private final TaskLedger ledger;
    private final TaskEventPublisher door;
    private final EventOutcomes outcomes;
    private final ActJudges judges;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    /** It takes so many because it stands between the tables of jobs, the ledger and the door to Kafka. */
    BulkEvents(
            JdbcJobTurns jobs,
            TaskLedger ledger,
            TaskEventPublisher door,
            EventOutcomes outcomes,
            ActJudges judges,
            AuditTrail audit,
            TransactionOperations transactions,
            InstantSource clock) {
        this.jobs = jobs;
        this.ledger = ledger;
        this.door = door;
        this.outcomes = outcomes;
        this.judges = judges;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    JobWork.Turn turn(JobWork.Held held, BulkOrder order) {
        var job = held.job();
        var begun = unsettled(job, jobs.items(job.id(), BEGUN, MOST_ON_THE_WAY));
        var left =
                begun.stream().filter(item -> item.state() == ItemState.TAKEN).toList();
        // What a node that died has left comes first: until it is written, nobody knows whether it was.
        var taken = left.isEmpty() && begun.size() < MOST_ON_THE_WAY ? take(held, order) : left;
        try {
            write(job, order, taken);
        } catch (EventsNotWritten e) {
            log.warn("Events of a job not written, trying again soon id={}: {}", job.id(), e.getMessage());
            return JobWork.Turn.LATER;
        }
        return next(job);
    }

    private JobWork.Turn next(Job job) {
        var more = !jobs.items(job.id(), EnumSet.of(ItemState.WAITING), 1).isEmpty();
        var onTheWay = unsettled(job, jobs.items(job.id(), BEGUN, MOST_ON_THE_WAY));
        if (more && onTheWay.size() < MOST_ON_THE_WAY) {
            return JobWork.Turn.MORE;
        }
        var before = onTheWay.size();
        for (int look = 0; look < LOOKS && !onTheWay.isEmpty(); look++) {
            LockSupport.parkNanos(LOOK.toNanos());
            onTheWay = unsettled(job, onTheWay);
            if (more && onTheWay.size() <= MOST_ON_THE_WAY - BATCH) {
                return JobWork.Turn.MORE;
            }
        }
        if (onTheWay.isEmpty()) {
            return more ? JobWork.Turn.MORE : JobWork.Turn.ALL_SETTLED;
        }
        return onTheWay.size() < before ? JobWork.Turn.MORE : JobWork.Turn.LATER;
    }

    /** Notes the outcomes that there are; what has none yet. */
    private List<OpenItem> unsettled(Job job, List<OpenItem> items) {
        if (items.isEmpty()) {
            return items;
        }
        var ids = items.stream().map(item -> job.event(item.task())).toList();
        var known = outcomes.of(job.source(), ids);
        var changes = new ArrayList<Change>();
        var open = new ArrayList<OpenItem>();
        for (var item : items) {
            var outcome = known.get(job.event(item.task()));
            if (outcome == null) {
                open.add(item);
            } else {
                changes.add(settled(item, outcome));
            }
        }
        jobs.change(job.id(), changes);
        return open;
    }

    private static Change settled(OpenItem item, EventOutcome outcome) {
        return switch (outcome.kind()) {
            case APPLIED, DUPLICATE -> new Change(item, ItemState.APPLIED, null);
            case STALE, WAITING, REFUSED, PENDING ->
                refused(item, Objects.requireNonNullElseGet(outcome.why(), () -> Reason.text("")));
        };
    }

    private static Change refused(OpenItem item, Reason reason) {
        return new Change(item, ItemState.REFUSED, JobReason.REFUSED.with(reason));
    }

    /** Judges the next ones, and keeps what they take; none where another node has the job by now. */
    private List<OpenItem> take(JobWork.Held held, BulkOrder order) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            var job = held.job();
            if (!jobs.hold(held)) {
                return List.<OpenItem>of();
            }
            var waiting = jobs.items(job.id(), EnumSet.of(ItemState.WAITING), BATCH);
            var changes = judged(job, order, waiting);
            jobs.change(job.id(), changes);
            var taken = taken(waiting, changes);
            if (!taken.isEmpty()) {
                audit(job, order, taken);
            }
            return taken;
        }));
    }

    private List<Change> judged(Job job, BulkOrder order, List<OpenItem> waiting) {
        var judge = judges.judge(order, job.mandate());
        var tasks = ledger.tasks(waiting.stream().map(OpenItem::task).toList());
        return waiting.stream().map(item -> change(item, tasks, judge)).toList();
    }

    private static Change change(OpenItem item, Map<String, Task> tasks, ActJudge judge) {
        var task = tasks.get(item.task());
        if (task == null) {
            return new Change(item, ItemState.IMPOSSIBLE, JobReason.GONE.with());
        }
        var judged = judge.judge(task);
        if (judged instanceof Judged.TakesNot not) {
            return new Change(item, ItemState.IMPOSSIBLE, not.why());
        }
        return task.revision() == item.revision()
                ? new Change(item.number(), ItemState.TAKEN, ((Judged.Takes) judged).by(), null, null)
                : new Change(item, ItemState.IMPOSSIBLE, JobReason.CHANGED.with());
    }

    private static List<OpenItem> taken(List<OpenItem> waiting, List<Change> changes) {
        var taken = new ArrayList<OpenItem>();
        for (int i = 0; i < waiting.size(); i++) {
            var item = waiting.get(i);
            var change = changes.get(i);
            if (change.state() == ItemState.TAKEN) {
                taken.add(new OpenItem(item.number(), item.task(), item.revision(), ItemState.TAKEN, change.by()));
            }
        }
        return taken;
    }

    private void audit(Job job, BulkOrder order, List<OpenItem> taken) {
        audit.write(
                job.madeBy(),
                AuditedAct.EVENTS_WRITTEN,
                taken.size() + " tasks",
                Map.of(
                        "job", job.id().toString(),
                        "type", order.act().rule().orElseThrow().type(),
                        "tasks", taken.stream().map(OpenItem::task).toList()));
    }

    /** Writes what was taken but for what the door objects to. */
    private void write(Job job, BulkOrder order, List<OpenItem> taken) {
        var rest = taken;
        while (!rest.isEmpty()) {
            var written = door.write(batch(job, order, rest));
            if (written.objections().isEmpty()) {
                jobs.change(
                        job.id(),
                        rest.stream()
                                .map(item -> new Change(item, ItemState.SENT, null))
                                .toList());
                return;
            }
            var objected = new HashSet<OpenItem>();
            var changes = new ArrayList<Change>();
            for (var objection : written.objections()) {
                var item = rest.get(objection.index());
                objected.add(item);
                changes.add(refused(item, objection.why()));
            }
            jobs.change(job.id(), changes);
            rest = rest.stream().filter(item -> !objected.contains(item)).collect(Collectors.toList());
        }
    }

    private byte[] batch(Job job, BulkOrder order, List<OpenItem> items) {
        var type = order.act().rule().orElseThrow().type();
        var now = clock.instant();
        var batch = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> batch.add(new Envelope(job.event(item.task()), job.source(), type, item.task(), now)
                .around(order.data(item.by()))));
        return StrictJson.write(batch);
    }
}
