package org.duban.intake;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Under which source and id a record was sent. */
record EventName(String source, String id) {

    private static final int LONGEST_SOURCE = 300;
    private static final int LONGEST_ID = 200;

    /** Empty where they cannot be read, which never is a reason not to keep a record. */
    static Optional<EventName> of(RawRecord record) {
        try {
            var value = record.value();
            return value == null || value.length > TaskEventDecoder.LARGEST
                    ? Optional.empty()
                    : of(CloudEvents.read(record, value));
        } catch (Refused | RuntimeException e) {
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
