package org.duban.task;

import java.time.Instant;

/**
 * A task as an event of its history left it.
 *
 * @param type the event's type
 * @param learnedAt when the ledger learned of it
 */
public record TaskVersion(String type, Instant learnedAt, Task task) {}
