package org.duban.intake;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.duban.events.DecodedRecord;
import org.duban.events.EventId;
import org.duban.events.TaskEventDecoder;
import org.duban.reasons.Reason;
import org.duban.task.EventContent;
import org.duban.task.TaskEvent;
import org.springframework.stereotype.Component;

/**
 * The ids that are taken by events which wait for their tasks: the ledger does not know these yet, and no event of another
 * content may come under one of them all the same.
 */
@Component
final class WaitingEvents {

    private final JdbcQuarantine quarantine;
    private final TaskEventDecoder decoder;

    WaitingEvents(JdbcQuarantine quarantine, TaskEventDecoder decoder) {
        this.quarantine = quarantine;
        this.decoder = decoder;
    }

    /**
     * What those say that wait under the ids of these events; changes with what is added to it.
     *
     * @param tried the records that are tried themselves, by their ids: an id is taken by what waited before them, not after
     */
    Map<EventId, EventContent> under(Collection<TaskEvent> events, Map<EventId, Long> tried) {
        var taken = new HashMap<EventId, EventContent>();
        if (events.isEmpty()) {
            return taken;
        }
        for (var kept :
                quarantine.waitingUnder(events.stream().map(WaitingEvents::id).toList())) {
            if (decoder.decode(kept.record()) instanceof DecodedRecord.Event waiting
                    && kept.id() < tried.getOrDefault(id(waiting.event()), Long.MAX_VALUE)) {
                taken.putIfAbsent(id(waiting.event()), waiting.event().content());
            }
        }
        return taken;
    }

    /** Why an event cannot come under an id that is taken; empty if it is not, or by the same event. */
    static Optional<Reason> reuse(TaskEvent event, Map<EventId, EventContent> taken) {
        return Optional.ofNullable(taken.get(id(event)))
                .filter(before -> !before.same(event.content()))
                .map(before -> before.refusal(event.source(), event.id()));
    }

    /** The same for one that has to wait as well; if it may, its id is taken from now on. */
    static Optional<Reason> take(TaskEvent event, Map<EventId, EventContent> taken) {
        taken.putIfAbsent(id(event), event.content());
        return reuse(event, taken);
    }

    static EventId id(TaskEvent event) {
        return new EventId(event.source(), event.id());
    }
}
