package org.duban.events;

import java.time.DateTimeException;
import java.util.Optional;
import org.duban.task.LedgerEntry;
import org.duban.task.TaskEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the events of the ledger's history again. */
public final class AppliedEvents {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AppliedEvents() {}

    /** The event of an entry; empty if it is of a type, or says something, that is not read any more. */
    public static Optional<TaskEvent> read(LedgerEntry entry) {
        if (!Acts.TYPES.contains(entry.type())) {
            return Optional.empty();
        }
        try {
            var act = Acts.read(entry.type(), JSON.readTree(entry.data()));
            return Optional.of(new TaskEvent(
                    entry.source(),
                    entry.eventId(),
                    entry.type(),
                    entry.taskId(),
                    entry.time(),
                    null,
                    act,
                    entry.data()));
        } catch (JacksonException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
