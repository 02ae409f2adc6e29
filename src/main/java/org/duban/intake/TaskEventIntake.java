package org.duban.intake;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.duban.ledger.TaskEvent;
import org.duban.ledger.TaskLedger;
import org.duban.ledger.Verdict;
import org.duban.tracing.Traced;
import org.duban.tracing.Traces;
import org.duban.tracing.Work;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes records in: each ends up applied, ignored or kept as a refusal, all of a batch in one transaction. Throws when
 * the database does not take them; nothing has changed then, and the same records are to be given again.
 */
@Component
final class TaskEventIntake {

    private static final Logger log = LoggerFactory.getLogger(TaskEventIntake.class);

    private final TaskEventDecoder decoder;
    private final TaskLedger ledger;
    private final JdbcQuarantine quarantine;
    private final Retrial retrial;
    private final IntakeMeters meters;
    private final InstantSource clock;
    private final Traces traces;
    private final TransactionTemplate transactions;

    TaskEventIntake(
            TaskEventDecoder decoder,
            TaskLedger ledger,
            JdbcQuarantine quarantine,
            Retrial retrial,
            IntakeMeters meters,
            InstantSource clock,
            Traces traces,
            PlatformTransactionManager transactions) {
        this.decoder = decoder;
        this.ledger = ledger;
        this.quarantine = quarantine;
        this.retrial = retrial;
        this.meters = meters;
        this.clock = clock;
        this.traces = traces;
        this.transactions = new TransactionTemplate(transactions);
    }

    void take(List<RawRecord> records) {
        try {
            var taken = decode(records);
            transactions.executeWithoutResult(status -> apply(taken));
            taken.forEach(this::told);
            log.debug("Took {} records", records.size());
        } catch (RuntimeException e) {
            if (!blamesTheData(e)) {
                throw e;
            }
            separate(records, e);
        }
    }

    private List<Taken> decode(List<RawRecord> records) {
        return records.stream()
                .map(record -> new Taken(record, decoder.decode(record), traces))
                .toList();
    }

    private void apply(List<Taken> taken) {
        var readable = taken.stream().filter(one -> one.event() != null).toList();
        var events = readable.stream()
                .map(one -> Objects.requireNonNull(one.event()))
                .toList();
        var verdicts = ledger.apply(events);
        for (int i = 0; i < verdicts.size(); i++) {
            readable.get(i).verdict = verdicts.get(i);
        }
        var refused = new ArrayList<Keep>();
        taken.forEach(one -> one.keep(refused));
        quarantine.keep(refused, clock.instant());
        retrial.assigned(Retrial.assignedBy(events, verdicts));
    }

    /** Halves the batch until the record stands alone that the database, or a rule of ours, cannot bear. */
    private void separate(List<RawRecord> records, RuntimeException failure) {
        if (records.size() > 1) {
            int half = records.size() / 2;
            take(records.subList(0, half));
            take(records.subList(half, records.size()));
            return;
        }
        log.warn(
                "Record {} cannot be applied and is refused: {}", records.get(0).place(), kind(failure));
        log.debug("Why record {} cannot be applied", records.get(0).place(), failure);
        var taken = new Taken(records.get(0), decoder.decode(records.get(0)), traces);
        taken.verdict = new Verdict.Refused("data: cannot be kept (" + kind(failure) + "); mend the values and replay");
        transactions.executeWithoutResult(status -> {
            var refused = new ArrayList<Keep>();
            taken.keep(refused);
            quarantine.keep(refused, clock.instant());
        });
        told(taken);
    }

    private void told(Taken taken) {
        var verdict = taken.verdict();
        meters.count(verdict);
        taken.endTrace();
        if (verdict instanceof Verdict.Refused refused) {
            log.info("Refused record {}: {}", taken.record.place(), withoutValues(refused.reason()));
        } else if (verdict instanceof Verdict.UnknownTask unknown) {
            log.info("Record {} waits: {}", taken.record.place(), withoutValues(unknown.reason()));
        }
    }

    /** Values of events may name people; they stand in the refusal, not in the log. */
    static String withoutValues(String reason) {
        return reason.replaceAll("\"[^\"]*\"", "\"…\"");
    }

    /** Whether another attempt would fail in the same way, whatever the state of the database. */
    static boolean blamesTheData(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                var state = sql.getSQLState();
                return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
            }
        }
        return failure instanceof IllegalArgumentException
                || failure instanceof NullPointerException
                || failure instanceof ClassCastException
                || failure instanceof IndexOutOfBoundsException
                || failure instanceof ArithmeticException
                || failure instanceof DateTimeException;
    }

    static String kind(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return "SQL state " + sql.getSQLState();
            }
        }
        return failure.getClass().getSimpleName();
    }

    /** A record on its way, and what became of it. */
    private static final class Taken {
        final RawRecord record;
        final Decoded decoded;
        final Traced traced;

        @Nullable
        Verdict verdict;

        Taken(RawRecord record, Decoded decoded, Traces traces) {
            this.record = record;
            var readable = decoded instanceof Decoded.Event one ? one.event() : null;
            this.traced = traces.begin(
                    Work.TAKE_EVENT,
                    readable == null || readable.trace() == null ? List.of() : List.of(readable.trace()));
            this.decoded = readable == null ? decoded : new Decoded.Event(readable.at(traced.atOrNull()));
        }

        @Nullable
        TaskEvent event() {
            return decoded instanceof Decoded.Event readable ? readable.event() : null;
        }

        Verdict verdict() {
            if (verdict != null) {
                return verdict;
            }
            var reason = decoded instanceof Decoded.Unreadable unreadable ? unreadable.reason() : "";
            return new Verdict.Refused(reason);
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

        void keep(List<Keep> refused) {
            var event = event();
            var taskId = event != null
                    ? event.taskId()
                    : decoded instanceof Decoded.Unreadable unreadable ? unreadable.taskId() : null;
            var told = verdict();
            if (told instanceof Verdict.Refused wrong) {
                refused.add(new Keep(record, taskId, wrong.reason(), RefusalState.OPEN));
            } else if (told instanceof Verdict.UnknownTask unknown) {
                refused.add(new Keep(record, taskId, unknown.reason(), RefusalState.WAITING));
            }
        }
    }
}
