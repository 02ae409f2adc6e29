package org.duban.ledger;

/** What the ledger did with an event. */
public sealed interface Verdict {

    /** The ledger has changed; {@code task} is the task after it. */
    record Applied(Task task) implements Verdict {}

    /** The event is about no task; what it says holds, outside of the ledger. */
    record Elsewhere() implements Verdict {}

    /** An event of the same source and id was applied before; nothing changed. */
    record Duplicate() implements Verdict {}

    /** A later event of the task was applied before (by {@code sequence}); nothing changed. */
    record Stale(long lastSequence) implements Verdict {}

    /** The task is not known (yet); nothing changed. */
    record UnknownTask(String reason) implements Verdict {}

    /** The event may not be applied; the reason names the field, the value and the cure. Nothing changed. */
    record Refused(String reason) implements Verdict {}
}
