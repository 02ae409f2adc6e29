package org.duban.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The inbox in PostgreSQL. */
@Component
final class JdbcInbox implements Inbox, InboxTable {

    private static final int LONGEST_WORDS = 4_000;

    private final JdbcClient jdbc;

    JdbcInbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<InboxMail> find(
            Collection<InboxState> states,
            @Nullable String office,
            @Nullable UUID notice,
            @Nullable Long before,
            int limit) {
        return jdbc.sql("""
                select * from inbox_mail
                where (:any or state = any(:states)) and (:office::text is null or office = :office)
                  and (:notice::uuid is null or notice_id = :notice) and (:before::bigint is null or id < :before)
                order by id desc
                limit :limit
                """)
                .param("any", states.isEmpty())
                .param("states", states.stream().map(Enum::name).toArray(String[]::new))
                .param("office", office)
                .param("notice", notice)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> mail(row))
                .list();
    }

    @Override
    public Optional<Long> add(Incoming mail, Instant now) {
        return jdbc.sql("""
                insert into inbox_mail (key, received_at, state, sender, subject, words)
                values (:key, :now, 'NOT_UNDERSTOOD', :sender, :subject, :words)
                on conflict (key) do nothing returning id
                """)
                .param("key", mail.key())
                .param("now", Timestamp.from(now))
                .param("sender", PlainWords.line(mail.sender(), 300))
                .param("subject", PlainWords.line(mail.subject(), 300))
                .param("words", PlainWords.lines(String.join("\n", OwnWords.of(mail.text())), LONGEST_WORDS))
                .query(Long.class)
                .optional();
    }

    @Override
    public void settle(long id, Fate fate) {
        jdbc.sql("""
                update inbox_mail
                set state = :state, notice_id = :notice, unit = :unit, office = :office, task_id = :task,
                    event_id = :event, reason = :reason
                where id = :id
                """)
                .param("state", fate.state().name())
                .param("notice", fate.notice())
                .param("unit", fate.unit())
                .param("office", fate.office())
                .param("task", fate.task())
                .param("event", fate.eventId())
                .param("reason", fate.reason())
                .param("id", id)
                .update();
    }

    @Override
    public long readUpTo(String folder, long validity) {
        return jdbc.sql("select uid from inbox_position where folder = :folder and validity = :validity")
                .param("folder", folder)
                .param("validity", validity)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    @Override
    public void markRead(String folder, long validity, long uid) {
        jdbc.sql("""
                insert into inbox_position (folder, validity, uid) values (:folder, :validity, :uid)
                on conflict (folder) do update
                set uid = case inbox_position.validity when excluded.validity
                          then greatest(inbox_position.uid, excluded.uid) else excluded.uid end,
                    validity = excluded.validity
                """)
                .param("folder", folder)
                .param("validity", validity)
                .param("uid", uid)
                .update();
    }

    @Override
    public boolean addProbe(UUID id, Instant now) {
        return jdbc.sql("insert into inbox_probe (id, sent_at) values (:id, :now) on conflict do nothing")
                        .param("id", id)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    @Override
    public void removeProbe(UUID id) {
        jdbc.sql("delete from inbox_probe where id = :id and back_at is null")
                .param("id", id)
                .update();
    }

    @Override
    public boolean probeBack(UUID id, Instant now) {
        return jdbc.sql("update inbox_probe set back_at = coalesce(back_at, :now) where id = :id")
                        .param("id", id)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    @Override
    public Optional<Probe> lastProbe() {
        return jdbc.sql("select * from inbox_probe order by sent_at desc limit 1")
                .query((row, number) -> new Probe(
                        row.getObject("id", UUID.class),
                        row.getObject("sent_at", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject("back_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null)))
                .optional();
    }

    private static InboxMail mail(ResultSet row) throws SQLException {
        return new InboxMail(
                row.getLong("id"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                InboxState.valueOf(row.getString("state")),
                row.getObject("notice_id", UUID.class),
                row.getString("unit"),
                row.getString("office"),
                row.getString("task_id"),
                row.getString("sender"),
                row.getString("subject"),
                row.getString("words"),
                row.getString("event_id"),
                row.getString("reason"));
    }
}
