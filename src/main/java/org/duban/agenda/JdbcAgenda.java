package org.duban.agenda;

import static org.duban.database.ColumnArrays.flags;
import static org.duban.database.ColumnArrays.numbers;
import static org.duban.database.ColumnArrays.texts;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.duban.database.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The agenda in PostgreSQL: one row for each task, written in one statement for each batch. */
@Component
final class JdbcAgenda implements Agenda {

    private final JdbcClient jdbc;
    private final Moments moments;

    JdbcAgenda(JdbcClient jdbc, Moments moments) {
        this.jdbc = jdbc;
        this.moments = moments;
    }

    @Override
    public Map<String, Instant> lock(Collection<String> tasks) {
        var told = new HashMap<String, Instant>();
        jdbc.sql("""
                select task_id, told_until from agenda where task_id = any(:ids) order by task_id for update
                """)
                .param("ids", tasks.toArray(String[]::new))
                .query((row, number) -> told.put(row.getString(1), Timestamps.instant(row, 2)))
                .list();
        return told;
    }

    @Override
    public void write(List<AgendaRow> rows, long basis) {
        jdbc.sql("""
                insert into agenda (task_id, revision, told_until, next_wake_at, open, held, yellow_at, deadline_at,
                                    hold_until, submitted_at, lead_unit, points, planned_by)
                select *, :basis from unnest(:ids::text[], :revisions::bigint[], :told::text[]::timestamptz[],
                                     :next::text[]::timestamptz[], :open::boolean[], :held::boolean[],
                                     :yellow::text[]::timestamptz[], :deadlines::text[]::timestamptz[],
                                     :holds::text[]::timestamptz[], :submitted::text[]::timestamptz[],
                                     :leads::text[], :points::text[]::numeric[])
                on conflict (task_id) do update
                set revision = excluded.revision, told_until = excluded.told_until,
                    next_wake_at = excluded.next_wake_at, open = excluded.open, held = excluded.held,
                    yellow_at = excluded.yellow_at, deadline_at = excluded.deadline_at,
                    hold_until = excluded.hold_until, submitted_at = excluded.submitted_at,
                    lead_unit = excluded.lead_unit, points = excluded.points,
                    planned_by = excluded.planned_by
                """)
                .param("basis", basis)
                .param("ids", texts(rows, row -> row.task().id()))
                .param("revisions", numbers(rows, row -> row.task().revision()))
                .param("told", texts(rows, AgendaRow::toldUntil))
                .param("next", texts(rows, AgendaRow::nextWakeAt))
                .param("open", flags(rows, row -> row.lamp().open()))
                .param("held", flags(rows, row -> row.lamp().held()))
                .param("yellow", texts(rows, row -> row.lamp().yellowFrom()))
                .param("deadlines", texts(rows, row -> row.lamp().deadlineEnd()))
                .param("holds", texts(rows, row -> row.lamp().holdUntil()))
                .param("submitted", texts(rows, row -> row.lamp().submittedAt()))
                .param("leads", texts(rows, row -> row.task().leadUnit()))
                .param("points", texts(rows, AgendaRow::points))
                .update();
        moments.announce(rows.stream()
                .map(AgendaRow::nextWakeAt)
                .filter(Objects::nonNull)
                .toList());
    }

    @Override
    public List<ToldTask> takeDue(Instant now, int limit) {
        return jdbc.sql("""
                select task_id, told_until from agenda
                where next_wake_at <= :now
                order by next_wake_at
                limit :limit
                for update skip locked
                """)
                .param("now", timestamp(now))
                .param("limit", limit)
                .query((row, number) -> new ToldTask(row.getString(1), Timestamps.instant(row, 2)))
                .list();
    }

    @Override
    public void advance(List<Advance> advances, long basis) {
        jdbc.sql("""
                update agenda set told_until = new.told_until, next_wake_at = new.next_wake_at, planned_by = :basis
                from unnest(:ids::text[], :told::text[]::timestamptz[], :next::text[]::timestamptz[]) as new (id, told_until, next_wake_at)
                where task_id = new.id
                """)
                .param("basis", basis)
                .param("ids", texts(advances, Advance::taskId))
                .param("told", texts(advances, Advance::toldUntil))
                .param("next", texts(advances, Advance::nextWakeAt))
                .update();
        moments.announce(advances.stream()
                .map(Advance::nextWakeAt)
                .filter(Objects::nonNull)
                .toList());
    }

    @Override
    public boolean anyDue(Instant now) {
        return jdbc.sql("""
                select exists (select from agenda where next_wake_at <= :now for update skip locked)
                """).param("now", timestamp(now)).query(Boolean.class).single();
    }

    @Override
    public Optional<Instant> nextWakeAt(String taskId) {
        return jdbc.sql("select next_wake_at from agenda where task_id = :id and next_wake_at is not null")
                .param("id", taskId)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    @Override
    public List<ToldTask> openTasks(String after, int limit) {
        return jdbc.sql("""
                select task_id, told_until from agenda where open and task_id > :after order by task_id limit :limit
                """)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new ToldTask(row.getString(1), Timestamps.instant(row, 2)))
                .list();
    }

    @Override
    public long countOpen() {
        return jdbc.sql("select count(*) from agenda where open")
                .query(Long.class)
                .single();
    }

    @Override
    public Optional<Instant> nextWakeAt() {
        return jdbc.sql("select next_wake_at from agenda where next_wake_at is not null order by next_wake_at limit 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.from(instant);
    }
}
