package org.duban.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of the task-events or unit-events topic, undecoded.
 *
 * @param timestamp the record's timestamp, milliseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent")
record RawRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<RawHeader> headers) {

    /** A header of a record; names may repeat. */
    record RawHeader(String name, byte @Nullable [] value) {}

    static RawRecord of(ConsumerRecord<byte[], byte[]> record) {
        var headers = new ArrayList<RawHeader>();
        record.headers().forEach(header -> headers.add(new RawHeader(header.key(), header.value())));
        return new RawRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                headers);
    }

    /** The last header of this name, without regard to case. */
    Optional<RawHeader> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name) && header.value() != null)
                .reduce((earlier, later) -> later);
    }

    /** Topic, partition and offset, for logs. */
    String place() {
        return topic + "-" + partition + "-" + offset;
    }
}
