package org.duban.events;

import java.util.Optional;

/** What identifies an event for ever. */
public record EventId(String source, String id) {

    private static final int LONGEST_SOURCE = 300;
    private static final int LONGEST_ID = 200;

    /** Under which source and id a record was sent; empty where they cannot be read, which never is a reason not to keep it. */
    public static Optional<EventId> of(RawRecord record) {
        try {
            TaskEventDecoder.checkSize(record);
            var tree = CloudEvents.read(record);
            var name = new EventId(
                    tree.path("source").asString(""), tree.path("id").asString(""));
            return Optional.of(name).filter(EventId::isWhole);
        } catch (UnreadableEvent | RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private boolean isWhole() {
        return !source.isEmpty() && !id.isEmpty() && source.length() <= LONGEST_SOURCE && id.length() <= LONGEST_ID;
    }
}
