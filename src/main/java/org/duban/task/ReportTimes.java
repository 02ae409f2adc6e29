package org.duban.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When what the plan counts from happened, as the events say; null for what has not.
 *
 * @param received when the lead unit signed for it
 * @param progressed when the lead unit last reported progress
 * @param closed when it was struck off or withdrawn; null while it is open
 * @param reopened when it was last opened again after that
 */
public record ReportTimes(
        Instant assigned,
        @Nullable Instant received,
        @Nullable Instant progressed,
        @Nullable Instant submitted,
        @Nullable Instant returned,
        @Nullable Instant closed,
        @Nullable Instant reopened) {

    static ReportTimes assignedAt(Instant time) {
        return new ReportTimes(time, null, null, null, null, null, null);
    }

    /** Assigned to another lead unit, which has not signed, reported or had it returned or reopened. */
    ReportTimes handedOver(Instant time) {
        return new ReportTimes(time, null, null, submitted, null, closed, null);
    }

    ReportTimes receivedAt(Instant time) {
        return new ReportTimes(assigned, time, progressed, submitted, returned, closed, reopened);
    }

    ReportTimes progressedAt(Instant time) {
        return new ReportTimes(assigned, received, time, submitted, returned, closed, reopened);
    }

    ReportTimes submittedAt(@Nullable Instant time) {
        return new ReportTimes(assigned, received, progressed, time, returned, closed, reopened);
    }

    ReportTimes returnedAt(Instant time) {
        return new ReportTimes(assigned, received, progressed, submitted, time, closed, reopened);
    }

    ReportTimes closedAt(Instant time) {
        return new ReportTimes(assigned, received, progressed, submitted, returned, time, reopened);
    }

    ReportTimes reopenedAt(Instant time) {
        return new ReportTimes(assigned, received, progressed, submitted, returned, null, time);
    }
}
