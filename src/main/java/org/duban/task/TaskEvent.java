package org.duban.task;

import java.time.Instant;
import org.duban.tracing.TracePoint;
import org.jspecify.annotations.Nullable;

/**
 * One fact about one task, as it came in. {@code source} and {@code id} identify it for ever.
 *
 * @param source the CloudEvents source
 * @param id the CloudEvents id
 * @param type the CloudEvents type, such as {@code duban.task.assigned}
 * @param taskId the CloudEvents subject
 * @param time when it happened
 * @param sequence its place among the events that its source sends about its task, if the source counts them
 * @param act what was done
 * @param data the event's data as JSON, kept for the history
 * @param trace where it stands in a trace; null if nobody traces it
 */
public record TaskEvent(
        String source,
        String id,
        String type,
        String taskId,
        Instant time,
        @Nullable Long sequence,
        Act act,
        String data,
        @Nullable TracePoint trace) {

    /** An event that nobody traces. */
    public TaskEvent(
            String source,
            String id,
            String type,
            String taskId,
            Instant time,
            @Nullable Long sequence,
            Act act,
            String data) {
        this(source, id, type, taskId, time, sequence, act, data, null);
    }

    /** What it says. */
    public EventContent content() {
        return new EventContent(type, taskId, data);
    }

    /** The same event at this place in a trace. */
    public TaskEvent at(@Nullable TracePoint place) {
        return new TaskEvent(source, id, type, taskId, time, sequence, act, data, place);
    }
}
