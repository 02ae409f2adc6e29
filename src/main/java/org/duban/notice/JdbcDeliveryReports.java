package org.duban.notice;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.duban.notice.NoticeTable.Issued;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notices as reports find them that come after delivery, in PostgreSQL. */
@Component
final class JdbcDeliveryReports {

    private final JdbcClient jdbc;

    JdbcDeliveryReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A notice that nobody else changes until this transaction ends.
     *
     * @param resent whether somebody has asked for it to be sent once more, and that has not been settled
     */
    record Locked(NoticeState state, boolean resent) {}

    Optional<Issued> issued(UUID id) {
        return jdbc.sql("select * from notice where id = :id")
                .param("id", id)
                .query((row, number) -> JdbcNotices.issued(row))
                .optional();
    }

    /** The tasks that a notice told of, also where that did not arrive; those dropped before it was sent are left out. */
    List<String> tasks(UUID id) {
        return jdbc.sql("""
                select distinct task_id from notice_step
                where notice_id = :id and fate in ('TOLD', 'UNDELIVERABLE') order by task_id
                """).param("id", id).query(String.class).list();
    }

    /** Locks a notice; empty if there is none. */
    Optional<Locked> lock(UUID id) {
        return jdbc.sql("select state, forced from notice where id = :id for update")
                .param("id", id)
                .query((row, number) -> new Locked(NoticeState.valueOf(row.getString(1)), row.getBoolean(2)))
                .optional();
    }

    /** Settles a notice whoever has claimed it: outcomes under earlier claims count no more. */
    void settle(UUID id, NoticeState state, String reply, Instant now) {
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
