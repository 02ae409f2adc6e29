package org.duban.events;

import java.util.List;
import org.duban.ledger.DryRunResult;
import org.duban.reasons.Reason;
import org.duban.task.TaskEvent;

/**
 * What became of events at the door: what is wrong with some of them, and then none was written; or where they all stand.
 *
 * @param objections what is wrong with which of them; empty when Kafka has them all
 * @param events those that Kafka has, in the order in which they were handed in; empty if there are objections
 */
public record WriteResult(List<Objection> objections, List<OnItsWay> events) {
    public WriteResult {
        objections = List.copyOf(objections);
        events = List.copyOf(events);
    }

    /**
     * @param index the event's place in the batch, from 0
     * @param eventId its id, where it could be read, else empty
     * @param why names the field, the value and the cure
     */
    public record Objection(int index, String eventId, Reason why) {}

    /**
     * An event that Kafka has.
     *
     * @param partition where its record stands in the topic of task events
     * @param offset where its record stands there
     * @param foreseen what the ledger would have done with it when it was written
     */
    public record OnItsWay(TaskEvent event, int partition, long offset, DryRunResult foreseen) {}
}
