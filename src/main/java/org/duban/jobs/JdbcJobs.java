package org.duban.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.duban.access.Mandate;
import org.duban.database.Timestamps;
import org.duban.ledger.TaskFilter;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Jobs in PostgreSQL as people see them. */
@Component
final class JdbcJobs implements Jobs {

    /** Those of a newer release are its to show. */
    private static final String[] KNOWN_KINDS = {BulkWork.KIND};

    private final JdbcClient jdbc;

    JdbcJobs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether there was no job of this id */
    boolean make(Job job) {
        return jdbc.sql("""
                insert into job (id, kind, state, owner, made_by, made_at, for_all, offices, source, view, asked, items)
                values (:id, :kind, :state, :owner, :madeBy, :madeAt, :forAll, :offices, :source, :view, :asked::jsonb, :items)
                on conflict (id) do nothing
                """)
                        .param("id", job.id())
                        .param("kind", job.kind())
                        .param("state", job.state().name())
                        .param("owner", job.owner())
                        .param("madeBy", job.madeBy())
                        .param("madeAt", Timestamp.from(job.madeAt()))
                        .param("forAll", job.mandate().forAll())
                        .param("offices", job.mandate().offices().toArray(String[]::new))
                        .param("source", job.source())
                        .param("view", job.view())
                        .param("asked", job.asked())
                        .param("items", job.items())
                        .update()
                == 1;
    }

    /**
     * Fixes which tasks a job is about, the nearest deadlines first.
     *
     * @return how many there are
     */
    int fix(UUID job, TaskFilter tasks) {
        return jdbc.sql("""
                insert into job_item (job, number, task_id, revision, state)
                select ?, row_number() over (order by deadline_date, id), id, revision, 'WAITING' from task where id in (%s)
                """.formatted(tasks.ids()))
                .param(job)
                .params(tasks.parameters())
                .update();
    }

    /** Ends a job early: what waits is left out. Joins the caller's transaction, which must exist. */
    boolean stop(UUID id, String by, Instant now) {
        var stopped = jdbc.sql("""
                update job set state = 'STOPPED', stopped_by = :by where id = :id and state = 'RUNNING'
                """).param("by", by).param("id", id).update() == 1;
        if (stopped) {
            jdbc.sql("update job_item set state = 'LEFT_OUT' where job = :id and state = 'WAITING'")
                    .param("id", id)
                    .update();
            jdbc.sql("""
                    update job set ended_at = :now
                    where id = :id and not exists (select from job_item where job = :id and state = any(:open))
                    """)
                    .param("now", Timestamp.from(now))
                    .param("id", id)
                    .param("open", names(ItemState.OPEN))
                    .update();
        }
        return stopped;
    }

    @Override
    public List<JobProgress> find(@Nullable String owner, @Nullable UUID after, int limit) {
        var jobs = jdbc.sql("""
                select * from job
                where kind = any(:known) and (:owner::text is null or owner = :owner)
                and (:after::uuid is null or (made_at, id) < (select made_at, id from job where id = :after))
                order by made_at desc, id desc limit :limit
                """)
                .param("known", KNOWN_KINDS)
                .param("owner", owner)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> job(row))
                .list();
        return withProgress(jobs);
    }

    @Override
    public Optional<JobProgress> job(UUID id, @Nullable String owner) {
        var jobs = jdbc.sql("""
                select * from job where id = :id and kind = any(:known) and (:owner::text is null or owner = :owner)
                """)
                .param("known", KNOWN_KINDS)
                .param("id", id)
                .param("owner", owner)
                .query((row, number) -> job(row))
                .list();
        return withProgress(jobs).stream().findFirst();
    }

    private List<JobProgress> withProgress(List<Job> jobs) {
        var counts = new HashMap<UUID, Map<ItemState, Integer>>();
        jdbc.sql("select job, state, count(*) from job_item where job = any(:jobs) group by job, state")
                .param("jobs", jobs.stream().map(Job::id).toArray(UUID[]::new))
                .query(row -> {
                    counts.computeIfAbsent(row.getObject(1, UUID.class), any -> new EnumMap<>(ItemState.class))
                            .put(ItemState.valueOf(row.getString(2)), row.getInt(3));
                });
        return jobs.stream()
                .map(job -> new JobProgress(job, counts.getOrDefault(job.id(), Map.of())))
                .toList();
    }

    @Override
    public List<JobItem> items(UUID job, Set<ItemState> states, int after, int limit) {
        return jdbc.sql("""
                select number, task_id, state, reason from job_item
                where job = :job and state = any(:states) and number > :after order by number limit :limit
                """)
                .param("job", job)
                .param("states", names(states))
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new JobItem(
                        row.getInt("number"),
                        row.getString("task_id"),
                        ItemState.valueOf(row.getString("state")),
                        Reason.kept(null, row.getString("reason"))))
                .list();
    }

    static String[] names(Collection<ItemState> states) {
        return states.stream().map(Enum::name).toArray(String[]::new);
    }

    static Job job(ResultSet row) throws SQLException {
        return new Job(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                JobState.valueOf(row.getString("state")),
                row.getString("owner"),
                row.getString("made_by"),
                Timestamps.instant(row, "made_at"),
                new Mandate(row.getBoolean("for_all"), Set.copyOf(Arrays.asList((String[])
                        row.getArray("offices").getArray()))),
                row.getString("source"),
                row.getString("view"),
                row.getString("asked"),
                row.getInt("items"),
                row.getString("stopped_by"),
                Timestamps.instantOrNull(row, "ended_at"));
    }
}
