package org.duban.notice;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.duban.database.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts what is on its way: notices to their readers, records to Kafka. Both are few, and found by an index. */
@Component
final class JdbcQueues {

    private final JdbcClient jdbc;

    JdbcQueues(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What waits.
     *
     * @param oldest since when the first of them waits; null if none does
     */
    record Queue(long length, @Nullable Instant oldest) {
        static final Queue EMPTY = new Queue(0, null);
    }

    /**
     * Notices that are not settled, by state; since they, or what they tell besides, were issued. What came back and is sent again
     * in days waits on purpose; what is put off is not counted at all.
     */
    Map<NoticeState, Queue> notices(Instant now) {
        var queues = new EnumMap<NoticeState, Queue>(NoticeState.class);
        jdbc.sql("""
                select state, count(*) filter (where state <> 'ISSUED' or next_attempt_at <= :soon) as length,
                       min(case when tried_from > issued_at + cast(:putOff as interval) then tried_from
                           else least(issued_at, tried_from) end)
                           filter (where state <> 'BOUNCED' and (state <> 'DEFERRED' or sent_at is null or forced)
                               and (state <> 'ISSUED' or next_attempt_at <= :soon)) as oldest
                from notice where next_attempt_at is not null group by state
                """)
                .param("soon", Timestamp.from(now.plus(NoticeTable.PUT_OFF)))
                .param("putOff", NoticeTable.PUT_OFF.toString())
                .query((row, number) -> queues.put(
                        NoticeState.valueOf(row.getString("state")),
                        new Queue(row.getLong("length"), Timestamps.instantOrNull(row, "oldest"))))
                .list();
        return queues;
    }

    /** How many notices are due that only processes of a newer release can send, by their kinds. */
    Map<String, Long> unknown(Instant now) {
        var kinds = new TreeMap<String, Long>();
        jdbc.sql("""
                select kind, count(*) as length from notice
                where next_attempt_at <= :now and kind <> all(:known) group by kind
                """)
                .param("now", Timestamp.from(now))
                .param("known", JdbcNotices.KNOWN_KINDS)
                .query((row, number) -> kinds.put(row.getString("kind"), row.getLong("length")))
                .list();
        return kinds;
    }

    /** Records that Kafka does not have yet; since they were written. */
    Queue outbox() {
        return jdbc.sql("select count(*) as length, min(time) as oldest from outgoing")
                .query((row, number) -> row.getLong("length") == 0
                        ? Queue.EMPTY
                        : new Queue(row.getLong("length"), Timestamps.instant(row, "oldest")))
                .single();
    }
}
