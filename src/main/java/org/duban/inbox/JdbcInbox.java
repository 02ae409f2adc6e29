package org.duban.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.duban.database.Timestamps;
import org.duban.directory.Scope;
import org.duban.reasons.Reason;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The inbox as people look into it, in PostgreSQL. */
@Component
final class JdbcInbox implements Inbox {

    /** A mail that nobody knows the unit of is for whoever sees everything. */
    private static final String WITHIN = " (:everything or unit = any(:reached)) ";

    private final JdbcClient jdbc;

    JdbcInbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<InboxMail> find(InboxQuery query, Scope scope) {
        return within(scope, """
                select * from inbox_mail
                where (:any or state = any(:states)) and (:office::text is null or office = :office)
                  and (:dealt::boolean is null or (dealt_at is not null) = :dealt)
                  and (:notice::uuid is null or notice_id = :notice) and (:before::bigint is null or id < :before)
                  and {within}
                order by id desc
                limit :limit
                """)
                .param("any", query.states().isEmpty())
                .param("states", query.states().stream().map(Enum::name).toArray(String[]::new))
                .param("office", query.office())
                .param("dealt", query.dealtWith())
                .param("notice", query.notice())
                .param("before", query.before())
                .param("limit", query.limit())
                .query((row, number) -> mail(row))
                .list();
    }

    @Override
    public Optional<InboxMail> mail(long id, Scope scope) {
        return within(scope, "select * from inbox_mail where id = :id and {within}")
                .param("id", id)
                .query((row, number) -> mail(row))
                .optional();
    }

    @Override
    public long waiting(Scope scope) {
        return within(scope, """
                select count(*) from inbox_mail
                where dealt_at is null and state in ('NOT_UNDERSTOOD', 'NOT_TAKEN') and {within}
                """).query(Long.class).single();
    }

    @Override
    public List<InboxMail> autoReplies(Collection<UUID> notices, Scope scope) {
        return within(scope, """
                select * from inbox_mail
                where notice_id = any(:notices) and state = 'AUTO_REPLY' and {within} order by id
                """)
                .param("notices", notices.toArray(UUID[]::new))
                .query((row, number) -> mail(row))
                .list();
    }

    @Override
    public boolean dealtWith(long id, String user, Instant now) {
        var change = jdbc.sql("update inbox_mail set dealt_by = ?, dealt_at = ? where id = ? and dealt_at is null")
                .params(user, Timestamp.from(now), id);
        return change.update() == 1;
    }

    @Override
    public boolean takeUpAgain(long id) {
        var change = jdbc.sql(
                        "update inbox_mail set dealt_by = null, dealt_at = null where id = ? and dealt_at is not null")
                .params(id);
        return change.update() == 1;
    }

    private JdbcClient.StatementSpec within(Scope scope, String sql) {
        return jdbc.sql(sql.replace("{within}", WITHIN))
                .param("everything", scope.everything())
                .param("reached", scope.codes());
    }

    private InboxMail mail(ResultSet row) throws SQLException {
        return new InboxMail(
                row.getLong("id"),
                Timestamps.instant(row, "received_at"),
                InboxState.valueOf(row.getString("state")),
                row.getObject("notice_id", UUID.class),
                row.getString("unit"),
                row.getString("office"),
                row.getString("task_id"),
                row.getString("sender"),
                row.getString("subject"),
                row.getString("words"),
                row.getString("event_id"),
                Reason.kept(row.getString("reason"), row.getString("why")),
                row.getString("forwarded_to"),
                Reason.kept(null, row.getString("not_forwarded")),
                row.getObject("away_until", LocalDate.class),
                row.getString("dealt_by"),
                Timestamps.instantOrNull(row, "dealt_at"));
    }
}
