package org.duban.events;

/** The door through which Duban's own pages and interfaces write: onto the topic that everyone else uses. */
public interface TaskEventPublisher {

    /**
     * Writes structured CloudEvents to the task-events topic, all of them or none: none if the intake would refuse one for its
     * form, or for what the ledger knows for certain. What an event on its way may still settle is left to the intake.
     *
     * @param json one CloudEvent (a JSON object) or a batch (a JSON array of them)
     * @return what is wrong with which of them, or where they stand
     * @throws EventsNotWritten if Kafka did not take them; some may have been written, and writing all again is harmless
     */
    WriteResult write(byte[] json);

    /** Kafka did not confirm the events in time. */
    final class EventsNotWritten extends RuntimeException {
        public EventsNotWritten(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
