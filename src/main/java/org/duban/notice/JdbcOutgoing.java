package org.duban.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Records on their way to Kafka, written in the transaction of what they tell of. */
@Component
final class JdbcOutgoing {

    private final JdbcClient jdbc;

    JdbcOutgoing(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A CloudEvent that waits for Kafka. */
    record Outgoing(
            long seq,
            String topic,
            String key,
            String eventId,
            String type,
            String subject,
            Instant time,
            String body) {

        Outgoing(String topic, String key, String eventId, String type, String subject, Instant time, String body) {
            this(0, topic, key, eventId, type, subject, time, body);
        }
    }

    void add(List<Outgoing> records) {
        jdbc.sql("""
                insert into outgoing (topic, key, event_id, type, subject, time, body)
                select * from unnest(:topics::text[], :keys::text[], :ids::text[], :types::text[], :subjects::text[],
                                     :times::text[]::timestamptz[], :bodies::text[])
                """)
                .param("topics", texts(records, Outgoing::topic))
                .param("keys", texts(records, Outgoing::key))
                .param("ids", texts(records, Outgoing::eventId))
                .param("types", texts(records, Outgoing::type))
                .param("subjects", texts(records, Outgoing::subject))
                .param("times", texts(records, record -> record.time().toString()))
                .param("bodies", texts(records, Outgoing::body))
                .update();
    }

    /** The next records, locked for this transaction; those that another node has in hand are left out. */
    List<Outgoing> next(int limit) {
        return jdbc.sql("select * from outgoing order by seq limit :limit for update skip locked")
                .param("limit", limit)
                .query((row, number) -> new Outgoing(
                        row.getLong("seq"),
                        row.getString("topic"),
                        row.getString("key"),
                        row.getString("event_id"),
                        row.getString("type"),
                        row.getString("subject"),
                        JdbcSteps.instant(row, "time"),
                        row.getString("body")))
                .list();
    }

    void delete(Collection<Long> seqs) {
        jdbc.sql("delete from outgoing where seq = any(:seqs)")
                .param("seqs", seqs.toArray(Long[]::new))
                .update();
    }

    private static String[] texts(List<Outgoing> records, Function<Outgoing, String> text) {
        return records.stream().map(text).toArray(String[]::new);
    }
}
