package org.duban.notice;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.duban.Timestamps;
import org.duban.tracing.TracePoint;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Records on their way to Kafka, in PostgreSQL. */
@Component
final class JdbcOutgoing implements OutgoingTable {

    private final JdbcClient jdbc;

    JdbcOutgoing(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(List<Outgoing> records) {
        jdbc.sql("""
                insert into outgoing (topic, key, event_id, type, subject, time, body, traceparent)
                select * from unnest(:topics::text[], :keys::text[], :ids::text[], :types::text[], :subjects::text[],
                                     :times::text[]::timestamptz[], :bodies::text[], :traces::text[])
                """)
                .param("topics", texts(records, Outgoing::topic))
                .param("keys", texts(records, Outgoing::key))
                .param("ids", texts(records, Outgoing::eventId))
                .param("types", texts(records, Outgoing::type))
                .param("subjects", texts(records, Outgoing::subject))
                .param("times", texts(records, record -> record.time().toString()))
                .param("bodies", texts(records, Outgoing::body))
                .param("traces", texts(records, JdbcOutgoing::traceparent))
                .update();
    }

    @Override
    public List<Outgoing> next(int limit) {
        return jdbc.sql("select * from outgoing order by seq limit :limit for update skip locked")
                .param("limit", limit)
                .query((row, number) -> new Outgoing(
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

    private static @Nullable String traceparent(Outgoing event) {
        var trace = event.trace();
        return trace == null ? null : trace.traceparent();
    }

    private static @Nullable String[] texts(List<Outgoing> records, Function<Outgoing, @Nullable String> text) {
        return records.stream().map(text).toArray(String[]::new);
    }
}
