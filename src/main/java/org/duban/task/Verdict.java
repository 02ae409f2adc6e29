package org.duban.task;

import org.duban.reasons.Reason;

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
        public Reason why() {
            return TaskReason.EVENT_STALE.at("sequence", String.valueOf(lastSequence));
        }
    }

    /** The task is not known (yet); nothing changed. */
    record UnknownTask(Reason why) implements Verdict {}

    /** The event may not be applied; the reason names the field, the value and the cure. Nothing changed. */
    record Refused(Reason why) implements Verdict {

        /** In English, for logs and programs. */
        public String reason() {
            return why.english();
        }
    }
}
