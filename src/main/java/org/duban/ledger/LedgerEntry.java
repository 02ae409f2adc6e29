package org.duban.ledger;

import java.time.Instant;

/**
 * One applied event in the history of a task.
 *
 * @param data the event's data as JSON
 * @param time when it happened
 * @param appliedAt when the ledger learned of it
 */
public record LedgerEntry(
        String source, String eventId, String type, String taskId, Instant time, String data, Instant appliedAt) {}
