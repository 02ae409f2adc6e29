package org.duban.intake;

import java.util.Optional;
import org.duban.events.EventId;
import org.duban.events.RawRecord;
import org.duban.events.RefusalState;
import org.duban.reasons.Reason;
import org.duban.task.TaskEvent;
import org.duban.task.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A record that goes into the quarantine, and why.
 *
 * @param event by its source and id, where that could be read
 */
record QuarantineEntry(
        RawRecord record, @Nullable String taskId, @Nullable EventId event, Reason why, RefusalState state) {

    /** A record that could be read; empty if this verdict leaves nothing to keep. */
    static Optional<QuarantineEntry> of(RawRecord record, TaskEvent event, Verdict verdict) {
        return of(record, event.taskId(), new EventId(event.source(), event.id()), verdict);
    }

    /** A record that could not be read, or not as an event of a task. */
    static Optional<QuarantineEntry> unread(RawRecord record, @Nullable String taskId, Verdict verdict) {
        return of(record, taskId, null, verdict);
    }

    private static Optional<QuarantineEntry> of(
            RawRecord record, @Nullable String taskId, @Nullable EventId event, Verdict verdict) {
        return RefusalState.after(verdict)
                .map(state -> new QuarantineEntry(
                        record, taskId, event, RefusalState.reason(verdict).orElseThrow(), state));
    }

    /** Under which source and id it was sent, as far as that can be read. */
    Optional<EventId> name() {
        return Optional.ofNullable(event).or(() -> EventId.of(record));
    }
}
