package org.duban.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.events.EventId;
import org.duban.events.TaskEventDecoder;
import org.duban.events.UnreadableEvent;
import org.duban.events.WriteResult.Objection;
import org.duban.ledger.DryRunResult;
import org.duban.ledger.EventDryRun;
import org.duban.ledger.NameCheck;
import org.duban.reasons.Reason;
import org.duban.task.EventContent;
import org.duban.task.TaskEvent;
import org.duban.task.Verdict;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What is wrong with events before they are written: what the intake will refuse them for, as far as that is certain. The
 * form is judged by the intake's own decoder, the rest by the ledger.
 */
@Component
final class EventCheck {

    /** Nobody reads more, and to find all of a batch of nothing else would take seconds. */
    static final int MOST_OBJECTIONS = 1_000;

    private final TaskEventDecoder decoder;
    private final NameCheck names;
    private final EventDryRun ledger;
    private final IntakeProgress progress;
    private final WaitingEvents waiting;

    EventCheck(
            TaskEventDecoder decoder,
            NameCheck names,
            EventDryRun ledger,
            IntakeProgress progress,
            WaitingEvents waiting) {
        this.decoder = decoder;
        this.names = names;
        this.ledger = ledger;
        this.progress = progress;
        this.waiting = waiting;
    }

    /** An event, its place among those handed in, and what the ledger would do with it. */
    record Checked(int index, TaskEvent event, DryRunResult foreseen) {}

    /** @param objections is added to, in the order of the events */
    List<Checked> check(List<JsonNode> batch, List<Objection> objections) {
        var indexes = new ArrayList<Integer>();
        var events = new ArrayList<TaskEvent>();
        for (int i = 0; i < batch.size() && objections.size() < MOST_OBJECTIONS; i++) {
            try {
                events.add(decoder.decode(batch.get(i)));
                indexes.add(i);
            } catch (UnreadableEvent e) {
                var id = batch.get(i).path("id");
                objections.add(new Objection(i, id.isString() ? id.stringValue() : "", e.why()));
            }
        }
        var checked = foresee(indexes, events, objections);
        objections.sort(Comparator.comparingInt(Objection::index));
        return checked;
    }

    private List<Checked> foresee(List<Integer> indexes, List<TaskEvent> events, List<Objection> objections) {
        var foreseen = ledger.foresee(events);
        // What is on its way to the ledger could still make these right, unless nothing is.
        var lastWord = foreseen.stream().anyMatch(DryRunResult::doubtful) && progress.caughtUp();
        if (lastWord) {
            foreseen = ledger.foresee(events);
        }
        var known = names.objections(events.stream().map(TaskEvent::act).toList());
        var taken = waiting.under(events, Map.of());
        var checked = new ArrayList<Checked>(events.size());
        for (int i = 0; i < events.size(); i++) {
            int index = indexes.get(i);
            var event = events.get(i);
            var wrong = objection(foreseen.get(i), lastWord, known.get(i));
            reuse(event, foreseen.get(i), taken)
                    .or(() -> wrong)
                    .ifPresent(reason -> objections.add(new Objection(index, event.id(), reason)));
            checked.add(new Checked(index, event, foreseen.get(i)));
        }
        return checked;
    }

    /** Whether another event waits under its id, or is about to by this very batch. */
    private static Optional<Reason> reuse(TaskEvent event, DryRunResult foreseen, Map<EventId, EventContent> taken) {
        return foreseen.verdict() instanceof Verdict.UnknownTask
                ? WaitingEvents.take(event, taken)
                : WaitingEvents.reuse(event, taken);
    }

    private static Optional<Reason> objection(DryRunResult foreseen, boolean lastWord, Optional<Reason> unknownName) {
        if (foreseen.verdict() instanceof Verdict.Refused refused && (lastWord || foreseen.certain())) {
            return Optional.of(refused.why());
        }
        // What was applied before is not applied again, whoever has left since.
        return foreseen.certain() ? Optional.empty() : unknownName;
    }
}
