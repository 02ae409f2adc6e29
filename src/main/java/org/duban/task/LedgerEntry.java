package org.duban.task;

import java.time.Instant;
import org.duban.tracing.TracePoint;
import org.jspecify.annotations.Nullable;

/**
 * One applied event in the history of a task.
 *
 * @param data the event's data as JSON
 * @param time when it happened
 * @param appliedAt when the ledger learned of it
 * @param trace where its intake stands in a trace; null if nobody traced it
 */
public record LedgerEntry(
        String source,
        String eventId,
        String type,
        String taskId,
        Instant time,
        String data,
        Instant appliedAt,
        @Nullable TracePoint trace) {

    /** One that nobody traced. */
    public LedgerEntry(
            String source, String eventId, String type, String taskId, Instant time, String data, Instant appliedAt) {
        this(source, eventId, type, taskId, time, data, appliedAt, null);
    }
}
