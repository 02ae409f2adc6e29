package org.duban.intake;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.duban.database.FailureClassifier;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.directory.UnitRefused;
import org.duban.events.EventId;
import org.duban.events.EventReason;
import org.duban.events.RawRecord;
import org.duban.events.RefusalState;
import org.duban.events.TaskEventDecoder;
import org.duban.events.UnitEvent;
import org.duban.events.UnitEventDecoder;
import org.duban.events.UnreadableEvent;
import org.duban.reasons.Reason;
import org.duban.task.EventContent;
import org.duban.task.Verdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes unit events in: each ends up applied once, ignored or kept as a refusal, all of a batch in one transaction. Units
 * of one batch may come before the units above them. Throws only when the world is to blame; nothing has changed then, and
 * the same records are to be given again.
 */
@Component
final class UnitEventIntake {

    private static final Logger log = LoggerFactory.getLogger(UnitEventIntake.class);

    /** So often what did not fit is tried once more after what has come to fit: for what their order does not foresee. */
    private static final int ROUNDS = 3;

    private final UnitEventDecoder decoder;
    private final JdbcUnitEvents unitEvents;
    private final Directory directory;
    private final JdbcQuarantine quarantine;
    private final FailureClassifier blame;
    private final IntakeMeters meters;
    private final InstantSource clock;
    private final TransactionTemplate transactions;
    private final TransactionTemplate attempts;

    UnitEventIntake(
            UnitEventDecoder decoder,
            JdbcUnitEvents unitEvents,
            Directory directory,
            JdbcQuarantine quarantine,
            FailureClassifier blame,
            IntakeMeters meters,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.decoder = decoder;
        this.unitEvents = unitEvents;
        this.directory = directory;
        this.quarantine = quarantine;
        this.blame = blame;
        this.meters = meters;
        this.clock = clock;
        this.transactions = new TransactionTemplate(transactions);
        this.attempts = new TransactionTemplate(transactions);
        attempts.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    void take(List<RawRecord> records) {
        var taken = records.stream().map(this::decode).toList();
        transactions.executeWithoutResult(status -> {
            judge(taken);
            quarantine.keep(
                    taken.stream().flatMap(one -> one.refusal().stream()).toList(), clock.instant());
        });
        taken.forEach(this::told);
    }

    /** Tries a kept record again, in the caller's transaction. */
    Verdict retry(QuarantinedRecord kept) {
        var taken = decode(kept.record());
        judge(List.of(taken));
        var verdict = taken.verdict();
        if (verdict instanceof Verdict.Refused refused) {
            quarantine.settle(kept.id(), RefusalState.OPEN, refused.why());
        } else {
            quarantine.settle(kept.id(), RefusalState.APPLIED, kept.why());
        }
        return verdict;
    }

    private Taken decode(RawRecord record) {
        try {
            return new Taken(record, decoder.decode(record));
        } catch (UnreadableEvent e) {
            return Taken.unreadable(record, e.why());
        } catch (RuntimeException | StackOverflowError e) {
            log.warn("Record {} cannot be read", record.place(), e);
            return Taken.unreadable(record, TaskEventDecoder.unreadable(e));
        }
    }

    private void judge(List<Taken> taken) {
        var readable = taken.stream().filter(one -> one.event != null).toList();
        if (readable.isEmpty() || attempt(readable)) {
            return;
        }
        // Something in it does not fit.
        var left = fitting(inOrder(readable));
        for (var round = 0; round < ROUNDS && !left.isEmpty(); round++) {
            var again = withoutOvertaken(left, readable);
            left = again.stream().filter(one -> !attempt(List.of(one))).toList();
            if (left.size() == again.size()) {
                return;
            }
        }
    }

    private List<Taken> inOrder(List<Taken> taken) {
        var events = taken.stream().map(Taken::event).toList();
        return UnitEventOrder.of(events, directory.tree()).stream()
                .map(taken::get)
                .toList();
    }

    /** Applies what fits, in parts that are as large as may be; those that do not fit even alone. */
    private List<Taken> fitting(List<Taken> taken) {
        if (attempt(taken)) {
            return List.of();
        }
        if (taken.size() == 1) {
            return taken;
        }
        var half = taken.size() / 2;
        return Stream.of(taken.subList(0, half), taken.subList(half, taken.size()))
                .flatMap(some -> fitting(some).stream())
                .toList();
    }

    /** What came after another of the same unit, and is applied, must not be undone by that any more. */
    private static List<Taken> withoutOvertaken(List<Taken> left, List<Taken> all) {
        var last = new HashMap<String, Integer>();
        for (var place = 0; place < all.size(); place++) {
            if (!(all.get(place).verdict() instanceof Verdict.Refused)) {
                last.put(all.get(place).event().code(), place);
            }
        }
        return left.stream()
                .filter(one -> last.getOrDefault(one.event().code(), -1) < all.indexOf(one))
                .toList();
    }

    /** Applies all of these or none; whether it did. */
    private boolean attempt(List<Taken> taken) {
        var events = taken.stream().map(Taken::event).toList();
        try {
            var verdicts = Objects.requireNonNull(attempts.execute(status -> {
                var added = unitEvents.addNew(events, clock.instant());
                apply(added);
                return verdicts(events, added);
            }));
            for (int i = 0; i < taken.size(); i++) {
                taken.get(i).verdict = verdicts.get(i);
            }
            return true;
        } catch (RuntimeException | Error e) {
            if (blame.isTheWorlds(e)) {
                throw e;
            }
            taken.forEach(one ->
                    one.verdict = new Verdict.Refused(reason(e, one.event().code())));
            return false;
        }
    }

    private List<Verdict> verdicts(List<UnitEvent> events, List<UnitEvent> added) {
        var verdicts = new ArrayList<Verdict>();
        var fresh = new ArrayList<>(added);
        var noted = fresh.size() == events.size() ? Map.<EventId, EventContent>of() : unitEvents.contents(events);
        for (var event : events) {
            var before = noted.get(event.key());
            if (fresh.remove(event)) {
                verdicts.add(new Verdict.Elsewhere());
            } else if (before == null || before.same(event.content())) {
                verdicts.add(new Verdict.Duplicate());
            } else {
                verdicts.add(new Verdict.Refused(before.refusal(event.source(), event.id())));
            }
        }
        return verdicts;
    }

    /** In their order; what is saved between two removals goes in together. */
    private void apply(List<UnitEvent> events) {
        var saved = new ArrayList<Unit>();
        for (var event : events) {
            var unit = event.unit();
            if (unit != null) {
                saved.add(unit);
                continue;
            }
            save(saved);
            directory.remove(event.removal());
        }
        save(saved);
    }

    private void save(List<Unit> units) {
        if (!units.isEmpty()) {
            directory.save(units);
            units.clear();
        }
    }

    private static Reason reason(Throwable e, String unit) {
        if (e instanceof UnitRefused refused) {
            return Reason.all(refused.whyOf(unit).stream()
                    .map(one -> one.bare().at(one.field().isEmpty() ? "data" : inData(one.field())))
                    .toList());
        }
        var message = e.getMessage();
        return e instanceof IllegalArgumentException && message != null
                ? Reason.text(message.replace("\n", ". ")).at("data")
                : EventReason.EVENT_NOT_KEPT.at("data", FailureClassifier.kind(e));
    }

    /** The code of a unit is the subject of its event. */
    private static String inData(String field) {
        return field.equals("code") ? "subject" : "data." + field;
    }

    private void told(Taken taken) {
        meters.countUnitEvent(taken.verdict());
        if (taken.verdict() instanceof Verdict.Refused refused) {
            log.info(
                    "Refused record {}: {}",
                    taken.record.place(),
                    TaskEventIntake.withoutValues(refused.why().english()));
        }
    }

    /** A record on its way, and what became of it. */
    private static final class Taken {
        final RawRecord record;
        final @Nullable UnitEvent event;

        @Nullable
        Verdict verdict;

        Taken(RawRecord record, @Nullable UnitEvent event) {
            this.record = record;
            this.event = event;
        }

        static Taken unreadable(RawRecord record, Reason reason) {
            var unreadable = new Taken(record, null);
            unreadable.verdict = new Verdict.Refused(reason);
            return unreadable;
        }

        UnitEvent event() {
            return Objects.requireNonNull(event);
        }

        Verdict verdict() {
            return Objects.requireNonNull(verdict);
        }

        Optional<QuarantineEntry> refusal() {
            return QuarantineEntry.unread(record, null, verdict());
        }
    }
}
