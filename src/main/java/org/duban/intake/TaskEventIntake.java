package org.duban.intake;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.duban.database.FailureClassifier;
import org.duban.events.DecodedRecord;
import org.duban.events.EventId;
import org.duban.events.RawRecord;
import org.duban.events.TaskEventDecoder;
import org.duban.ledger.TaskLedger;
import org.duban.task.EventContent;
import org.duban.task.TaskEvent;
import org.duban.task.Verdict;
import org.duban.tracing.TraceScope;
import org.duban.tracing.Traces;
import org.duban.tracing.Work;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes records in: each ends up applied, ignored or kept, all of a batch in one transaction. A record with which anything
 * goes wrong is refused alone. Throws only when the world is to blame; what has not been taken is to be given again then.
 */
@Component
final class TaskEventIntake {

    private static final Logger log = LoggerFactory.getLogger(TaskEventIntake.class);

    private final TaskEventDecoder decoder;
    private final TaskLedger ledger;
    private final JdbcQuarantine quarantine;
    private final RefusalRetry retrial;
    private final FailureClassifier blame;
    private final IntakeMeters meters;
    private final InstantSource clock;
    private final Traces traces;
    private final TransactionTemplate transactions;

    /** It takes so many because it joins the stages of a batch: read, applied or quarantined, tried again, in one transaction. */
    TaskEventIntake(
            TaskEventDecoder decoder,
            TaskLedger ledger,
            JdbcQuarantine quarantine,
            RefusalRetry retrial,
            FailureClassifier blame,
            IntakeMeters meters,
            InstantSource clock,
            Traces traces,
            PlatformTransactionManager transactions) {
        this.decoder = decoder;
        this.ledger = ledger;
        this.quarantine = quarantine;
        this.retrial = retrial;
        this.blame = blame;
        this.meters = meters;
        this.clock = clock;
        this.traces = traces;
        this.transactions = new TransactionTemplate(transactions);
    }

    void take(List<RawRecord> records) {
        settle(records.stream()
                .map(record -> new Taken(record, decoder.decode(record), traces))
                .toList());
        log.debug("Took {} records", records.size());
    }

    private void settle(List<Taken> taken) {
        try {
            transactions.executeWithoutResult(status -> apply(taken));
        } catch (RuntimeException | Error e) {
            if (blame.isTheWorlds(e)) {
                throw e;
            }
            separate(taken, e);
            return;
        }
        taken.forEach(this::told);
    }

    private void apply(List<Taken> taken) {
        var readable =
                freshlyNamed(taken.stream().filter(one -> one.event() != null).toList());
        var events = events(readable);
        var verdicts = ledger.apply(events);
        var waiting = new HashMap<EventId, EventContent>();
        for (int i = 0; i < verdicts.size(); i++) {
            readable.get(i).verdict = RefusalRetry.mayWait(events.get(i), verdicts.get(i), waiting);
        }
        quarantine.keep(taken.stream().flatMap(one -> one.kept().stream()).toList(), clock.instant());
        retrial.assigned(RefusalRetry.assignedBy(events, verdicts));
    }

    /** Those whose id is not that of another event that waits; the others are refused. */
    private List<Taken> freshlyNamed(List<Taken> readable) {
        var waiting = retrial.waiting(events(readable));
        if (waiting.isEmpty()) {
            return readable;
        }
        var fresh = new ArrayList<Taken>();
        for (var one : readable) {
            WaitingEvents.reuse(Objects.requireNonNull(one.event()), waiting)
                    .ifPresentOrElse(why -> one.verdict = new Verdict.Refused(why), () -> fresh.add(one));
        }
        return fresh;
    }

    private static List<TaskEvent> events(List<Taken> readable) {
        return readable.stream().map(one -> Objects.requireNonNull(one.event())).toList();
    }

    /** Halves the batch until the record stands alone that the database, or a rule of ours, cannot bear. */
    private void separate(List<Taken> taken, Throwable failure) {
        if (taken.size() > 1) {
            int half = taken.size() / 2;
            settle(taken.subList(0, half));
            settle(taken.subList(half, taken.size()));
            return;
        }
        refuse(taken.get(0), failure);
    }

    private void refuse(Taken culprit, Throwable failure) {
        log.warn(
                "Record {} cannot be applied and is refused: {}",
                culprit.record.place(),
                FailureClassifier.kind(failure));
        log.debug("Why record {} cannot be applied", culprit.record.place(), failure);
        culprit.verdict = RefusalRetry.unbearable(failure);
        transactions.executeWithoutResult(
                status -> quarantine.keep(culprit.kept().stream().toList(), clock.instant()));
        told(culprit);
    }

    private void told(Taken taken) {
        var verdict = taken.verdict();
        meters.count(verdict);
        taken.endTrace();
        if (verdict instanceof Verdict.Refused refused) {
            log.info(
                    "Refused record {}: {}",
                    taken.record.place(),
                    withoutValues(refused.why().english()));
        } else if (verdict instanceof Verdict.UnknownTask unknown) {
            log.info(
                    "Record {} waits: {}",
                    taken.record.place(),
                    withoutValues(unknown.why().english()));
        } else if (verdict instanceof Verdict.Stale stale) {
            log.info("Stale record {}: {}", taken.record.place(), stale.why().english());
        }
    }

    /** Values of events may name people; they stand in the refusal, not in the log. */
    static String withoutValues(String reason) {
        return reason.replaceAll("\"[^\"]*\"", "\"…\"");
    }

    /** A record on its way, and what became of it. */
    private static final class Taken {
        final RawRecord record;
        final DecodedRecord decoded;
        final TraceScope traced;

        @Nullable
        Verdict verdict;

        Taken(RawRecord record, DecodedRecord decoded, Traces traces) {
            this.record = record;
            var readable = decoded instanceof DecodedRecord.Event one ? one.event() : null;
            this.traced = traces.begin(
                    Work.TAKE_EVENT,
                    readable == null || readable.trace() == null ? List.of() : List.of(readable.trace()));
            this.decoded = readable == null ? decoded : new DecodedRecord.Event(readable.at(traced.atOrNull()));
        }

        @Nullable
        TaskEvent event() {
            return decoded instanceof DecodedRecord.Event readable ? readable.event() : null;
        }

        Verdict verdict() {
            if (verdict != null) {
                return verdict;
            }
            return new Verdict.Refused(((DecodedRecord.Unreadable) decoded).why());
        }

        void endTrace() {
            var event = event();
            if (event != null) {
                traced.with("duban.task", event.taskId()).with("duban.event.type", event.type());
            }
            traced.with("duban.record", record.place())
                    .with("duban.outcome", verdict().getClass().getSimpleName())
                    .end();
        }

        /** What goes into the quarantine, unless the record is done with. */
        Optional<QuarantineEntry> kept() {
            var told = verdict();
            var event = event();
            if (event == null) {
                var taskId = decoded instanceof DecodedRecord.Unreadable unreadable ? unreadable.taskId() : null;
                return QuarantineEntry.unread(record, taskId, told);
            }
            return QuarantineEntry.of(record, event, told);
        }
    }
}
