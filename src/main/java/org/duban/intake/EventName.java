package org.duban.intake;

import java.util.Optional;
import org.duban.events.CloudEvents;
import org.duban.events.RawRecord;
import org.duban.events.Refused;
import org.duban.events.TaskEventDecoder;
import tools.jackson.databind.node.ObjectNode;

/** Under which source and id a record was sent. */
record EventName(String source, String id) {

    private static final int LONGEST_SOURCE = 300;
    private static final int LONGEST_ID = 200;

    static Optional<EventName> of(Keep keep) {
        var event = keep.event();
        return event == null ? of(keep.record()) : Optional.of(new EventName(event.source(), event.id()));
    }

    /** Empty where they cannot be read, which never is a reason not to keep a record. */
    static Optional<EventName> of(RawRecord record) {
        try {
            TaskEventDecoder.checkSize(record);
            return of(CloudEvents.read(record));
        } catch (Refused | RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private static Optional<EventName> of(ObjectNode tree) {
        var source = tree.path("source").asString("");
        var id = tree.path("id").asString("");
        return source.isEmpty() || id.isEmpty() || source.length() > LONGEST_SOURCE || id.length() > LONGEST_ID
                ? Optional.empty()
                : Optional.of(new EventName(source, id));
    }
}
