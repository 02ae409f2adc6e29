package org.duban.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.duban.tracing.TracePoint;
import org.jspecify.annotations.Nullable;

/** Records on their way to Kafka, written with what they tell of and deleted when Kafka has them. */
public interface OutboxTable {

    /**
     * A CloudEvent that waits for Kafka.
     *
     * @param trace what it follows from; null if nobody traces it
     */
    record OutboxRecord(
            long seq,
            String topic,
            String key,
            String eventId,
            String type,
            String subject,
            Instant time,
            String body,
            @Nullable TracePoint trace) {

        OutboxRecord(String topic, String key, String eventId, String type, String subject, Instant time, String body) {
            this(0, topic, key, eventId, type, subject, time, body, null);
        }

        OutboxRecord after(@Nullable TracePoint place) {
            return new OutboxRecord(seq, topic, key, eventId, type, subject, time, body, place);
        }
    }

    void add(List<OutboxRecord> records);

    /** The next records, locked for this transaction; those that another node has in hand are left out. */
    List<OutboxRecord> next(int limit);

    void delete(Collection<Long> seqs);
}
