package org.duban.intake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.database.FailureClassifier;
import org.duban.events.DecodedRecord;
import org.duban.events.EventId;
import org.duban.events.EventReason;
import org.duban.events.RefusalState;
import org.duban.events.TaskEventDecoder;
import org.duban.ledger.TaskLedger;
import org.duban.task.Act;
import org.duban.task.EventContent;
import org.duban.task.TaskEvent;
import org.duban.task.Verdict;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Tries kept records again, in the caller's transaction, as if they had just come in. */
@Component
final class RefusalRetry {

    private static final Comparator<Trial> BY_SEQUENCE_AND_TIME = Comparator.comparing(
                    (Trial trial) -> trial.event().sequence(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Trial::event, Comparator.comparing(TaskEvent::time));

    private final JdbcQuarantine quarantine;
    private final TaskEventDecoder decoder;
    private final TaskLedger ledger;
    private final FailureClassifier blame;
    private final WaitingEvents waiting;
    private final TransactionTemplate attempts;

    RefusalRetry(
            JdbcQuarantine quarantine,
            TaskEventDecoder decoder,
            TaskLedger ledger,
            FailureClassifier blame,
            WaitingEvents waiting,
            PlatformTransactionManager transactions) {
        this.quarantine = quarantine;
        this.decoder = decoder;
        this.ledger = ledger;
        this.blame = blame;
        this.waiting = waiting;
        this.attempts = new TransactionTemplate(transactions);
        attempts.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** The verdict on a record that could be read, and that the database, or a rule of ours, cannot bear. */
    static Verdict unbearable(Throwable failure) {
        return new Verdict.Refused(EventReason.EVENT_NOT_KEPT.at("data", FailureClassifier.kind(failure)));
    }

    /** What waits under the ids of these events: see {@link WaitingEvents}. */
    Map<EventId, EventContent> waiting(Collection<TaskEvent> events) {
        return waiting.under(events, Map.of());
    }

    /** Applies what has been waiting for these tasks; their assignment holds, whatever is wrong with what waited. */
    void assigned(Set<String> taskIds) {
        if (!taskIds.isEmpty()) {
            retry(quarantine.waitingFor(taskIds));
        }
    }

    /** The verdict on each kept record, by its id. */
    Map<Long, Verdict> retry(Collection<QuarantinedRecord> kept) {
        var verdicts = new HashMap<Long, Verdict>();
        var trials = new ArrayList<Trial>();
        for (var one : kept) {
            var decoded = decoder.decode(one.record());
            if (decoded instanceof DecodedRecord.Event readable) {
                trials.add(new Trial(one, readable.event()));
            } else if (decoded instanceof DecodedRecord.Unreadable unreadable) {
                verdicts.put(one.id(), new Verdict.Refused(unreadable.why()));
            }
        }
        apply(inOrder(freshlyNamed(trials, verdicts)), verdicts);
        kept.forEach(one -> settle(one, Objects.requireNonNull(verdicts.get(one.id()))));
        return verdicts;
    }

    /** Those whose id is not that of another event that waits; the others are refused. */
    private List<Trial> freshlyNamed(List<Trial> trials, Map<Long, Verdict> verdicts) {
        var own = trials.stream()
                .collect(Collectors.toMap(
                        trial -> WaitingEvents.id(trial.event()),
                        trial -> trial.kept().id(),
                        Math::min));
        var taken = waiting.under(trials.stream().map(Trial::event).toList(), own);
        var fresh = new ArrayList<Trial>();
        for (var trial : trials) {
            WaitingEvents.reuse(trial.event(), taken)
                    .ifPresentOrElse(
                            why -> verdicts.put(trial.kept().id(), new Verdict.Refused(why)), () -> fresh.add(trial));
        }
        return fresh;
    }

    /** All together, or else one by one; what cannot be borne by itself is refused. */
    private void apply(List<Trial> trials, Map<Long, Verdict> verdicts) {
        if (trials.isEmpty()) {
            return;
        }
        try {
            verdicts.putAll(Objects.requireNonNull(attempts.execute(status -> applied(trials))));
        } catch (RuntimeException | Error e) {
            if (blame.isTheWorlds(e)) {
                throw e;
            }
            if (trials.size() == 1) {
                verdicts.put(trials.get(0).kept().id(), unbearable(e));
            } else {
                trials.forEach(trial -> apply(List.of(trial), verdicts));
            }
        }
    }

    private Map<Long, Verdict> applied(List<Trial> trials) {
        var verdicts = new HashMap<Long, Verdict>();
        var events = trials.stream().map(Trial::event).toList();
        var told = ledger.apply(events);
        var taken = new HashMap<EventId, EventContent>();
        for (int i = 0; i < told.size(); i++) {
            verdicts.put(trials.get(i).kept().id(), mayWait(events.get(i), told.get(i), taken));
        }
        assigned(assignedBy(events, told));
        return verdicts;
    }

    /** The verdict on an event, unless it is to wait under an id under which another one does. */
    static Verdict mayWait(TaskEvent event, Verdict verdict, Map<EventId, EventContent> taken) {
        return verdict instanceof Verdict.UnknownTask
                ? WaitingEvents.take(event, taken)
                        .<Verdict>map(Verdict.Refused::new)
                        .orElse(verdict)
                : verdict;
    }

    /** Of one task and source by sequence, which counts for these only; what others have sent comes in between by its time. */
    private static List<Trial> inOrder(List<Trial> trials) {
        var senders = new LinkedHashMap<Sender, Deque<Trial>>();
        trials.stream()
                .sorted(BY_SEQUENCE_AND_TIME)
                .forEach(trial -> senders.computeIfAbsent(Sender.of(trial.event()), sender -> new ArrayDeque<>())
                        .add(trial));
        var ordered = new ArrayList<Trial>();
        while (ordered.size() < trials.size()) {
            senders.values().stream()
                    .filter(queue -> !queue.isEmpty())
                    .min(Comparator.comparing(queue -> queue.element().event().time()))
                    .ifPresent(queue -> ordered.add(queue.remove()));
        }
        return ordered;
    }

    private void settle(QuarantinedRecord kept, Verdict verdict) {
        RefusalState.after(verdict)
                .ifPresentOrElse(
                        state -> quarantine.settle(
                                kept.id(), state, RefusalState.reason(verdict).orElseThrow()),
                        () -> quarantine.settle(kept.id(), RefusalState.APPLIED, kept.why()));
    }

    /** The tasks that these verdicts have made. */
    static Set<String> assignedBy(List<TaskEvent> events, List<Verdict> verdicts) {
        var ids = new LinkedHashSet<String>();
        for (int i = 0; i < events.size(); i++) {
            if (verdicts.get(i) instanceof Verdict.Applied && events.get(i).act() instanceof Act.Assigned) {
                ids.add(events.get(i).taskId());
            }
        }
        return ids;
    }

    private record Trial(QuarantinedRecord kept, TaskEvent event) {}

    private record Sender(String taskId, String source) {
        static Sender of(TaskEvent event) {
            return new Sender(event.taskId(), event.source());
        }
    }
}
