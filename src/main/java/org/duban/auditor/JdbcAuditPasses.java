package org.duban.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.duban.database.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The passes of all nodes: one at a time, held by a lease. */
@Component
final class JdbcAuditPasses {

    private final JdbcClient jdbc;

    JdbcAuditPasses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A pass that has begun.
     *
     * @param holder proof that it is this one
     * @param rulesSince when the rules of all plans last changed
     * @param lastStep the last step that had its fate when the last finished pass began
     * @param before when the last finished pass began; null if there is none
     */
    record Begun(
            long number,
            UUID holder,
            Instant rulesSince,
            long lastStep,
            @Nullable Instant before) {}

    /** What a pass has come to. */
    record Figures(long tasks, long notComparable, long found, long healed) {}

    /** The last finished pass; {@code finishedAt} is null if there is none. */
    record Last(@Nullable Instant finishedAt, Figures figures) {}

    /** Notes which rules plans follow; what is new counts from now. */
    void rules(String digest, Instant now) {
        jdbc.sql("update audit_pass set rules = :rules, rules_since = :now where rules <> :rules")
                .param("rules", digest)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Begins a pass, unless one is under way or began less than {@code pause} ago. */
    Optional<Begun> begin(Instant now, Duration pause, Instant leaseEnd) {
        return jdbc.sql("""
                update audit_pass set number = number + 1, holder = gen_random_uuid(), lease_until = :lease, begun_at = :now
                where (holder is null or lease_until < :now)
                and (begun_at is null or begun_at <= :latest or begun_at > :now)
                returning *
                """)
                .param("lease", Timestamp.from(leaseEnd))
                .param("now", Timestamp.from(now))
                .param("latest", Timestamp.from(now.minus(pause)))
                .query((row, number) -> begun(row))
                .optional();
    }

    private static Begun begun(ResultSet row) throws SQLException {
        return new Begun(
                row.getLong("number"),
                row.getObject("holder", UUID.class),
                Timestamps.instant(row, "rules_since"),
                row.getLong("last_step"),
                Timestamps.instantOrNull(row, "finished_begin"));
    }

    /** @return whether the pass is still this node's */
    boolean renew(Begun pass, Instant leaseEnd) {
        return jdbc.sql("update audit_pass set lease_until = :lease where holder = :holder")
                        .param("lease", Timestamp.from(leaseEnd))
                        .param("holder", pass.holder())
                        .update()
                == 1;
    }

    /** Gives a pass up. */
    void abandon(Begun pass) {
        jdbc.sql("update audit_pass set holder = null where holder = :holder")
                .param("holder", pass.holder())
                .update();
    }

    void finish(Begun pass, Figures figures, long lastStep, Instant now) {
        jdbc.sql("""
                update audit_pass
                set holder = null, finished_begin = begun_at, finished_at = :now, last_step = :lastStep, tasks = :tasks,
                    not_comparable = :notComparable, found = :found, healed = :healed
                where holder = :holder
                """)
                .param("now", Timestamp.from(now))
                .param("lastStep", lastStep)
                .param("tasks", figures.tasks())
                .param("notComparable", figures.notComparable())
                .param("found", figures.found())
                .param("healed", figures.healed())
                .param("holder", pass.holder())
                .update();
    }

    Last last() {
        return jdbc.sql("select finished_at, tasks, not_comparable, found, healed from audit_pass")
                .query((row, number) -> new Last(
                        Timestamps.instantOrNull(row, "finished_at"),
                        new Figures(
                                row.getLong("tasks"),
                                row.getLong("not_comparable"),
                                row.getLong("found"),
                                row.getLong("healed"))))
                .single();
    }
}
