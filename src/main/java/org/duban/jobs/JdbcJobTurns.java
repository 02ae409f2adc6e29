package org.duban.jobs;

import static org.duban.database.ColumnArrays.numbers;
import static org.duban.database.ColumnArrays.texts;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Jobs in PostgreSQL as those see them who do them: one node at a time has a job in hand, by a lease. */
@Component
final class JdbcJobTurns {

    private final JdbcClient jdbc;

    JdbcJobTurns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An item that has no outcome yet.
     *
     * @param revision that of the task when the job was made
     * @param by the office that acts, once that is decided; null: a system that speaks for it
     */
    record OpenItem(
            long number,
            String task,
            long revision,
            ItemState state,
            @Nullable String by) {}

    /**
     * What becomes of an item.
     *
     * @param made the notice that was sent; null: none
     */
    record Change(
            long number,
            ItemState state,
            @Nullable String by,
            @Nullable UUID made,
            @Nullable Reason reason) {
        Change(OpenItem item, ItemState state, @Nullable Reason reason) {
            this(item.number(), state, item.by(), null, reason);
        }
    }

    /** The one that has waited longest for its turn; empty if there is none to be done. */
    Optional<JobWork.Held> claim(UUID holder, Collection<String> kinds, Instant now, Instant leaseEnd) {
        return jdbc.sql("""
                update job set holder = :holder, lease_until = :lease, turn = nextval('job_turn')
                where id = (
                    select id from job
                    where ended_at is null and kind = any(:kinds) and (holder is null or lease_until < :now)
                    order by turn, made_at, id limit 1 for update skip locked)
                returning *
                """)
                .param("holder", holder)
                .param("lease", Timestamp.from(leaseEnd))
                .param("kinds", kinds.toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .query((row, number) -> new JobWork.Held(JdbcJobs.job(row), holder))
                .optional();
    }

    /**
     * Whether the job is still in this node's hands; then it stays so until the caller's transaction is over, and nobody stops it
     * meanwhile.
     */
    boolean hold(JobWork.Held held) {
        return jdbc.sql("select id from job where id = :id and holder = :holder for update")
                .param("id", held.job().id())
                .param("holder", held.holder())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    void release(JobWork.Held held) {
        jdbc.sql("update job set holder = null, lease_until = null where id = :id and holder = :holder")
                .param("id", held.job().id())
                .param("holder", held.holder())
                .update();
    }

    /** @return whether it has ended by this: it is still in this node's hands, and each item has its outcome */
    boolean end(JobWork.Held held, Instant now) {
        return jdbc.sql("""
                update job set ended_at = :now, state = case state when 'RUNNING' then 'DONE' else state end
                where id = :id and holder = :holder and ended_at is null
                and not exists (select from job_item where job = :id and state = any(:open))
                """)
                        .param("now", Timestamp.from(now))
                        .param("id", held.job().id())
                        .param("holder", held.holder())
                        .param("open", JdbcJobs.names(ItemState.OPEN))
                        .update()
                == 1;
    }

    /** The first of those in these states. */
    List<OpenItem> items(UUID job, Set<ItemState> states, int limit) {
        return jdbc.sql("""
                select number, task_id, revision, state, by_unit from job_item
                where job = :job and state = any(:states) order by number limit :limit
                """)
                .param("job", job)
                .param("states", JdbcJobs.names(states))
                .param("limit", limit)
                .query((row, number) -> new OpenItem(
                        row.getLong("number"),
                        row.getString("task_id"),
                        row.getLong("revision"),
                        ItemState.valueOf(row.getString("state")),
                        row.getString("by_unit")))
                .list();
    }

    /** In one statement; an item that has its outcome keeps it. */
    void change(UUID job, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update job_item set state = new.state, by_unit = new.by_unit, made = new.made, reason = new.reason::jsonb
                from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])
                    as new (number, state, by_unit, made, reason)
                where job = ? and job_item.number = new.number and job_item.state = any(?)
                """)
                .param(numbers(changes, Change::number))
                .param(texts(changes, Change::state))
                .param(texts(changes, Change::by))
                .param(texts(changes, Change::made))
                .param(texts(changes, JdbcJobTurns::json))
                .param(job)
                .param(JdbcJobs.names(ItemState.OPEN))
                .update();
    }

    private static @Nullable String json(Change change) {
        return change.reason() == null ? null : JsonMapper.shared().writeValueAsString(change.reason());
    }

    /** Those of these notices that this job has sent once more. */
    Set<UUID> made(UUID job, Collection<UUID> notices) {
        return new HashSet<>(jdbc.sql("""
                select distinct made::uuid from job_item where job = :job and made = any(:notices)
                """)
                .param("job", job)
                .param("notices", notices.stream().map(UUID::toString).toArray(String[]::new))
                .query(UUID.class)
                .list());
    }
}
