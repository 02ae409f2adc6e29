package org.duban.task;

/** What the ledger did with an event. */
public sealed interface Verdict {

    /** The ledger has changed; {@code task} is the task after it. */
    record Applied(Task task) implements Verdict {}

    /** The event is about no task; what it says holds, outside of the ledger. */
    record Elsewhere() implements Verdict {}

    /** The same event, of this source, id and content, was applied before; nothing changed. */
    record Duplicate() implements Verdict {}

    /** A later event of the task was applied before (by the {@code sequence} of its source); nothing changed. */
    record Stale(long lastSequence) implements Verdict {
        public String reason() {
            return "sequence: is lower than " + lastSequence + ", up to which the events of this task and source are"
                    + " applied; if it must count all the same, send it under a new id without a sequence";
        }
    }

    /** The task is not known (yet); nothing changed. */
    record UnknownTask(String reason) implements Verdict {}

    /** The event may not be applied; the reason names the field, the value and the cure. Nothing changed. */
    record Refused(String reason) implements Verdict {}
}
