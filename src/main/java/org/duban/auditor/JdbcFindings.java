package org.duban.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.duban.database.Timestamps;
import org.duban.directory.Scope;
import org.duban.ledger.TasksInScope;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Findings in PostgreSQL. */
@Component
final class JdbcFindings implements Findings {

    private static final String WITHIN =
            "(recipient = any(:units) or exists (select from task where task.id = audit_finding.task_id and "
                    + TasksInScope.REACHED + "))";

    private final JdbcClient jdbc;

    JdbcFindings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A gap that has been noted, and whether it is new. */
    record Noted(long id, Gap gap, boolean fresh) {}

    /** Notes a gap; one that is open already is only seen again. */
    Noted note(Gap gap, Instant now) {
        return jdbc.sql("""
                insert into audit_finding (kind, task_id, notice_id, step, step_at, recipient, why, found_at, seen_at)
                values (:kind, :task, :notice, :step, :at, :recipient, :why::jsonb, :now, :now)
                on conflict (kind, coalesce(task_id, ''), coalesce(notice_id::text, ''), coalesce(step, ''),
                             coalesce(extract(epoch from step_at at time zone 'UTC'), 0), coalesce(recipient, ''))
                    where healed_at is null
                do update set seen_at = excluded.seen_at, detail = null, why = excluded.why
                returning id, xmax = 0 as fresh
                """)
                .param("kind", gap.kind().name())
                .param("task", gap.task())
                .param("notice", gap.notice())
                .param("step", gap.step())
                .param("at", gap.at() == null ? null : Timestamp.from(gap.at()))
                .param("recipient", gap.recipient())
                .param("why", JsonMapper.shared().writeValueAsString(gap.why()))
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Noted(row.getLong(1), gap, row.getBoolean(2)))
                .single();
    }

    /** Notes that all open findings but these are gone. */
    int healedBut(Collection<Long> still, Instant now) {
        return jdbc.sql("update audit_finding set healed_at = :now where healed_at is null and id <> all(:still)")
                .param("now", Timestamp.from(now))
                .param("still", still.toArray(Long[]::new))
                .update();
    }

    /** Notes that these findings are gone. */
    int healed(Collection<Long> ids, Instant now) {
        return jdbc.sql("update audit_finding set healed_at = :now where healed_at is null and id = any(:ids)")
                .param("now", Timestamp.from(now))
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    long open() {
        return jdbc.sql("select count(*) from audit_finding where healed_at is null")
                .query(Long.class)
                .single();
    }

    @Override
    public List<Finding> find(@Nullable Boolean open, @Nullable Long before, int limit, Scope scope) {
        return jdbc.sql("""
                select * from audit_finding
                where (:open::boolean is null or (healed_at is null) = :open) and (:before::bigint is null or id < :before)
                  and {within}
                order by id desc limit :limit
                """.replace("{within}", scope.everything() ? "true" : WITHIN))
                .param("everything", scope.everything())
                .param("units", scope.codes())
                .param("open", open)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> finding(row))
                .list();
    }

    private static Finding finding(ResultSet row) throws SQLException {
        return new Finding(
                row.getLong("id"),
                GapKind.valueOf(row.getString("kind")),
                row.getString("task_id"),
                row.getObject("notice_id", UUID.class),
                row.getString("step"),
                Timestamps.instantOrNull(row, "step_at"),
                row.getString("recipient"),
                Objects.requireNonNull(Reason.kept(row.getString("detail"), row.getString("why"))),
                Timestamps.instant(row, "found_at"),
                Timestamps.instant(row, "seen_at"),
                Timestamps.instantOrNull(row, "healed_at"));
    }
}
