package org.duban.intake;

import java.util.List;

/** The door through which Duban's own pages and interfaces write: onto the topic that everyone else uses. */
public interface TaskEventDoor {

    /**
     * Writes structured CloudEvents to the task-events topic, all of them or none.
     *
     * @param json one CloudEvent (a JSON object) or a batch (a JSON array of them)
     * @return what is wrong with which of them; empty when Kafka has them all
     * @throws EventsNotWritten if Kafka did not take them; some may have been written, and writing all again is harmless
     */
    List<Objection> write(byte[] json);

    /**
     * @param index the event's place in the batch, from 0
     * @param eventId its id, where it could be read, else empty
     * @param reason names the field, the value and the cure
     */
    record Objection(int index, String eventId, String reason) {}

    /** Kafka did not confirm the events in time. */
    final class EventsNotWritten extends RuntimeException {
        public EventsNotWritten(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
