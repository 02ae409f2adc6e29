package org.duban.events;

import java.time.Instant;
import org.duban.directory.Removal;
import org.duban.directory.Unit;
import org.duban.task.EventContent;
import org.jspecify.annotations.Nullable;

/**
 * A unit was saved or removed.
 *
 * @param source with the id, identifies the event for ever
 * @param code the unit's
 * @param unit as it is to be from now on; null if it is removed
 * @param mergedInto the code of the unit that takes over what hangs on a removed one
 * @param data the event's data as JSON
 */
public record UnitEvent(
        String source,
        String id,
        String type,
        String code,
        Instant time,
        @Nullable Unit unit,
        @Nullable String mergedInto,
        String data) {

    /** The removal that this event tells. */
    public Removal removal() {
        return new Removal(code, mergedInto, "event from " + source, source + "#" + id, time);
    }

    public EventId key() {
        return new EventId(source, id);
    }

    /** What it says. */
    public EventContent content() {
        return new EventContent(type, code, data);
    }
}
