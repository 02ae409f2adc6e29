package org.duban.notice;

import static org.duban.database.ColumnArrays.texts;

import java.util.Collection;
import java.util.List;
import org.duban.database.Timestamps;
import org.duban.tracing.TracePoint;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Records on their way to Kafka, in PostgreSQL. */
@Component
final class JdbcOutbox implements OutboxTable {

    private final JdbcClient jdbc;

    JdbcOutbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(List<OutboxRecord> records) {
        jdbc.sql("""
                insert into outgoing (topic, key, event_id, type, subject, time, body, traceparent)
                select * from unnest(:topics::text[], :keys::text[], :ids::text[], :types::text[], :subjects::text[],
                                     :times::text[]::timestamptz[], :bodies::text[], :traces::text[])
                """)
                .param("topics", texts(records, OutboxRecord::topic))
                .param("keys", texts(records, OutboxRecord::key))
                .param("ids", texts(records, OutboxRecord::eventId))
                .param("types", texts(records, OutboxRecord::type))
                .param("subjects", texts(records, OutboxRecord::subject))
                .param("times", texts(records, OutboxRecord::time))
                .param("bodies", texts(records, OutboxRecord::body))
                .param("traces", texts(records, JdbcOutbox::traceparent))
                .update();
    }

    @Override
    public List<OutboxRecord> next(int limit) {
        return jdbc.sql("select * from outgoing order by seq limit :limit for update skip locked")
                .param("limit", limit)
                .query((row, number) -> new OutboxRecord(
                        row.getLong("seq"),
                        row.getString("topic"),
                        row.getString("key"),
                        row.getString("event_id"),
                        row.getString("type"),
                        row.getString("subject"),
                        Timestamps.instant(row, "time"),
                        row.getString("body"),
                        TracePoint.orNull(row.getString("traceparent"))))
                .list();
    }

    @Override
    public void delete(Collection<Long> seqs) {
        jdbc.sql("delete from outgoing where seq = any(:seqs)")
                .param("seqs", seqs.toArray(Long[]::new))
                .update();
    }

    private static @Nullable String traceparent(OutboxRecord event) {
        var trace = event.trace();
        return trace == null ? null : trace.traceparent();
    }
}
