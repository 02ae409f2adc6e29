package org.duban.events;

import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What has become of an event.
 *
 * @param why where it was not applied
 */
public record EventOutcome(Kind kind, @Nullable Reason why) {

    public static final EventOutcome PENDING = new EventOutcome(Kind.PENDING, null);
    public static final EventOutcome APPLIED = new EventOutcome(Kind.APPLIED, null);
    public static final EventOutcome DUPLICATE = new EventOutcome(Kind.DUPLICATE, EventReason.APPLIED_BEFORE.with());

    /** What has become of it. */
    public enum Kind {
        /** Kafka has it, the ledger does not yet. */
        PENDING,
        /** The ledger has changed. */
        APPLIED,
        /** The same event was applied before; nothing changed. */
        DUPLICATE,
        /** A later event of the task was applied before; nothing changed. */
        STALE,
        /** Its task is not known; it is applied by itself when the task is assigned. */
        WAITING,
        /** It may not be applied, and is kept with the reason. */
        REFUSED
    }

    public boolean settled() {
        return kind != Kind.PENDING;
    }

    public static EventOutcome refused(RefusalState state, Reason why) {
        return switch (state) {
            case APPLIED -> APPLIED;
            case STALE -> new EventOutcome(Kind.STALE, why);
            case WAITING -> new EventOutcome(Kind.WAITING, why);
            case OPEN, DISMISSED -> new EventOutcome(Kind.REFUSED, why);
        };
    }
}
