package org.duban.events;

import org.duban.reasons.Reason;
import org.duban.task.TaskEvent;
import org.jspecify.annotations.Nullable;

/** What a record says, or why it cannot be read. */
public sealed interface DecodedRecord {

    /** A task event that fits its schema. */
    record Event(TaskEvent event) implements DecodedRecord {}

    /** No task event; {@code taskId} where it could be read all the same. */
    record Unreadable(Reason why, @Nullable String taskId) implements DecodedRecord {}
}
