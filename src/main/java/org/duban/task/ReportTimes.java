package org.duban.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When what the plan counts from happened, as the events say; null for what has not.
 *
 * @param received when the lead unit signed for it
 * @param progressed when the lead unit last reported progress
 */
public record ReportTimes(
        Instant assigned,
        @Nullable Instant received,
        @Nullable Instant progressed,
        @Nullable Instant submitted,
        @Nullable Instant returned,
        @Nullable Instant closed) {

    static ReportTimes assignedAt(Instant time) {
        return new ReportTimes(time, null, null, null, null, null);
    }

    /** Assigned to another lead unit, which has not signed, reported or had it returned. */
    ReportTimes handedOver(Instant time) {
        return new ReportTimes(time, null, null, submitted, null, closed);
    }

    ReportTimes receivedAt(Instant time) {
        return new ReportTimes(assigned, time, progressed, submitted, returned, closed);
    }

    ReportTimes progressedAt(Instant time) {
        return new ReportTimes(assigned, received, time, submitted, returned, closed);
    }

    ReportTimes submittedAt(@Nullable Instant time) {
        return new ReportTimes(assigned, received, progressed, time, returned, closed);
    }

    ReportTimes returnedAt(Instant time) {
        return new ReportTimes(assigned, received, progressed, submitted, time, closed);
    }

    ReportTimes closedAt(Instant time) {
        return new ReportTimes(assigned, received, progressed, submitted, returned, time);
    }
}
