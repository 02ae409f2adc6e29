package org.duban.notice;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.duban.database.Timestamps;
import org.duban.notice.NoticeTable.Issued;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notices as reports find them that come after delivery, in PostgreSQL. */
@Component
public final class JdbcDeliveryReports {

    private final JdbcClient jdbc;

    JdbcDeliveryReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A notice that nobody else changes until this transaction ends.
     *
     * @param resent whether somebody has asked for it to be sent once more, and that has not been settled
     * @param actedOn whether its reader has answered it
     * @param triedFrom from when the time counts for which it is tried
     * @param nextAttemptAt when it is tried next; null if it is settled
     */
    public record Locked(
            NoticeState state,
            boolean resent,
            boolean actedOn,
            Instant triedFrom,
            @Nullable Instant nextAttemptAt) {

        /** Whether it came back, and waits until it is sent again. */
        public boolean comesBack() {
            return state == NoticeState.BOUNCED && nextAttemptAt != null;
        }
    }

    public Optional<Issued> issued(UUID id) {
        return jdbc.sql("select * from notice where id = :id and kind = any(:known)")
                .param("known", JdbcNotices.KNOWN_KINDS)
                .param("id", id)
                .query((row, number) -> JdbcNotices.issued(row))
                .optional();
    }

    /** The tasks that a notice told of, also where that did not arrive; those dropped before it was sent are left out. */
    public List<String> tasks(UUID id) {
        return jdbc.sql("""
                select distinct task_id from notice_step
                where notice_id = :id and fate in ('TOLD', 'UNDELIVERABLE') order by task_id
                """).param("id", id).query(String.class).list();
    }

    /** By the id of a task that a notice told of the number by which people call it. */
    public Map<String, String> numbers(UUID id) {
        var numbers = new HashMap<String, String>();
        jdbc.sql("""
                select id, number from task
                where number is not null and id in (select task_id from notice_step where notice_id = :id)
                """).param("id", id).query(row -> {
            numbers.put(row.getString(1), row.getString(2));
        });
        return numbers;
    }

    /** Locks a notice; empty if there is none. */
    public Optional<Locked> lock(UUID id) {
        return jdbc.sql("""
                select state, forced, acted_on_at is not null as acted_on, next_attempt_at,
                       coalesce(asked_again_at, tried_from, issued_at) as tried
                from notice where id = :id for update
                """)
                .param("id", id)
                .query((row, number) -> new Locked(
                        NoticeState.valueOf(row.getString("state")),
                        row.getBoolean("forced"),
                        row.getBoolean("acted_on"),
                        Timestamps.instant(row, "tried"),
                        Timestamps.instantOrNull(row, "next_attempt_at")))
                .optional();
    }

    /** Notes that the reader of a notice has answered it. */
    void actedOn(UUID id, Instant at) {
        jdbc.sql("update notice set acted_on_at = coalesce(acted_on_at, :at) where id = :id")
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    /** Notes that a notice came back, and has it sent once more, as it is told by then: it is certain that the mail before did not arrive. */
    public void sendAgain(UUID id, String reply, Instant at) {
        jdbc.sql("""
                update notice
                set state = 'BOUNCED', next_attempt_at = :at, claim = null, forced = false, perhaps_sent = false,
                    smtp_reply = :reply
                where id = :id
                """)
                .param("at", Timestamp.from(at))
                .param("reply", reply)
                .param("id", id)
                .update();
    }

    /** Settles a notice whoever has claimed it: outcomes under earlier claims count no more. */
    public void settle(UUID id, NoticeState state, String reply, Instant now) {
        jdbc.sql("""
                update notice
                set state = :state, next_attempt_at = null, claim = null, forced = false, smtp_reply = :reply,
                    sent_at = coalesce(sent_at, :now)
                where id = :id
                """)
                .param("state", state.name())
                .param("reply", reply)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
    }
}
