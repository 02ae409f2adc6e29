package org.duban.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When what the plan counts from happened, as the events say; null for what has not.
 *
 * @param received when the lead unit signed for it
 * @param progressed when the lead unit last reported progress
 */
public record Times(
        Instant assigned,
        @Nullable Instant received,
        @Nullable Instant progressed,
        @Nullable Instant submitted,
        @Nullable Instant returned,
        @Nullable Instant closed) {

    static Times assignedAt(Instant time) {
        return new Times(time, null, null, null, null, null);
    }

    /** Assigned to another lead unit, which has not signed, reported or had it returned. */
    Times handedOver(Instant time) {
        return new Times(time, null, null, submitted, null, closed);
    }

    Times receivedAt(Instant time) {
        return new Times(assigned, time, progressed, submitted, returned, closed);
    }

    Times progressedAt(Instant time) {
        return new Times(assigned, received, time, submitted, returned, closed);
    }

    Times submittedAt(@Nullable Instant time) {
        return new Times(assigned, received, progressed, time, returned, closed);
    }

    Times returnedAt(Instant time) {
        return new Times(assigned, received, progressed, submitted, time, closed);
    }

    Times closedAt(Instant time) {
        return new Times(assigned, received, progressed, submitted, returned, time);
    }
}
