package org.duban.inbox;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.duban.database.Timestamps;
import org.duban.inbox.mime.IncomingMail;
import org.duban.inbox.mime.StorableText;
import org.duban.inbox.replies.ReplyText;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The inbox as mails are taken in, in PostgreSQL. */
@Component
final class JdbcInboxTable implements InboxTable {

    private static final int LONGEST_WORDS = 4_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JdbcInboxTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public Optional<Long> add(IncomingMail mail, Instant now) {
        return jdbc.sql("""
                insert into inbox_mail (key, received_at, state, sender, writer, subject, words)
                values (:key, :now, 'NOT_UNDERSTOOD', :sender, nullif(:writer, ''), :subject, :words)
                on conflict (key) do nothing returning id
                """)
                .param("key", mail.key())
                .param("now", Timestamp.from(now))
                .param("sender", StorableText.line(mail.sender(), 300))
                .param("writer", StorableText.line(mail.origin().address(), 300))
                .param("subject", StorableText.line(mail.subject(), 300))
                .param("words", StorableText.lines(ReplyText.shown(mail.text()), LONGEST_WORDS))
                .query(Long.class)
                .optional();
    }

    @Override
    public void settle(long id, Fate fate) {
        jdbc.sql("""
                update inbox_mail
                set state = :state, notice_id = :notice, unit = :unit, office = :office, task_id = :task,
                    event_id = :event, reason = null, why = :why::jsonb, away_until = :away
                where id = :id
                """)
                .param("state", fate.state().name())
                .param("notice", fate.notice())
                .param("unit", fate.unit())
                .param("office", fate.office())
                .param("task", fate.task())
                .param("event", fate.eventId())
                .param("why", fate.reason() == null ? null : json.writeValueAsString(fate.reason()))
                .param("away", fate.awayUntil())
                .param("id", id)
                .update();
    }

    @Override
    public void noteForwarded(long id, String office) {
        one("update inbox_mail set forwarded_to = ? where id = ?", office, id);
    }

    @Override
    public void noteNotForwarded(long id, Reason why) {
        one("update inbox_mail set not_forwarded = ?::jsonb where id = ?", json.writeValueAsString(why), id);
    }

    @Override
    public ForwardedNumber forwardedSince(Instant since, String writer, @Nullable UUID notice) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('duban.inbox.forwarding'))")
                .query()
                .listOfRows();
        return jdbc.sql("""
                select count(*) filter (where writer = :writer) as of_writer,
                       count(*) filter (where notice_id is not distinct from :notice::uuid) as about_notice
                from inbox_mail where forwarded_to is not null and received_at > :since
                """)
                .param("writer", StorableText.line(writer, 300))
                .param("notice", notice)
                .param("since", Timestamp.from(since))
                .query((row, number) -> new ForwardedNumber(row.getLong("of_writer"), row.getLong("about_notice")))
                .single();
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
        return one(
                "insert into inbox_probe (id, sent_at) values (?, ?) on conflict do nothing", id, Timestamp.from(now));
    }

    @Override
    public void removeProbe(UUID id) {
        one("delete from inbox_probe where id = ? and back_at is null", id);
    }

    @Override
    public boolean probeBack(UUID id, Instant now) {
        return one("update inbox_probe set back_at = coalesce(back_at, ?) where id = ?", Timestamp.from(now), id);
    }

    @Override
    public Optional<Probe> lastProbe() {
        return jdbc.sql("select * from inbox_probe order by sent_at desc limit 1")
                .query((row, number) -> new Probe(
                        row.getObject("id", UUID.class),
                        Timestamps.instant(row, "sent_at"),
                        Timestamps.instantOrNull(row, "back_at")))
                .optional();
    }

    private boolean one(String change, Object... values) {
        return jdbc.sql(change).params(values).update() == 1;
    }
}
