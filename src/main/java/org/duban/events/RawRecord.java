package org.duban.events;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record of the task-events or unit-events topic, undecoded.
 *
 * @param timestamp the record's timestamp, milliseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent")
public record RawRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<RawHeader> headers) {

    /** A header of a record; names may repeat. */
    public record RawHeader(String name, byte @Nullable [] value) {}

    /** The last header of this name, without regard to case. */
    Optional<RawHeader> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name) && header.value() != null)
                .reduce((earlier, later) -> later);
    }

    /** The same record with another event in it, structured, under the key that this event must have. */
    public RawRecord saying(byte[] event) {
        var subject = JsonMapper.shared().readTree(event).path("subject").asString("");
        var structured = new RawHeader("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
        return new RawRecord(
                topic,
                partition,
                offset,
                timestamp,
                subject.getBytes(StandardCharsets.UTF_8),
                event,
                List.of(structured));
    }

    /** Topic, partition and offset, for logs. */
    public String place() {
        return topic + "-" + partition + "-" + offset;
    }
}
