package org.duban.agenda;

import static org.duban.database.ColumnArrays.texts;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.duban.database.Timestamps;
import org.duban.directory.Directory;
import org.duban.plan.LampTimes;
import org.duban.rulebook.Planner;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of the agenda that were planned by earlier rules or units. */
@Component
final class JdbcReplanning implements Replanning {

    private final JdbcClient jdbc;
    private final Planner planner;
    private final Directory directory;

    JdbcReplanning(JdbcClient jdbc, Planner planner, Directory directory) {
        this.jdbc = jdbc;
        this.planner = planner;
        this.directory = directory;
    }

    /** A row, which this transaction has locked. */
    record Stale(String taskId, long plannedBy, Instant toldUntil) {}

    /** What the plan of a task says now; null for never. */
    record Replanned(String taskId, @Nullable Instant nextWakeAt, LampTimes lamp) {}

    /**
     * Locks rows that were planned by less than a basis, in a lasting order; those that another transaction holds are left
     * out, and those that are due are left to the round, which plans them as well.
     *
     * @param after the last row of the batch before; null to begin
     */
    List<Stale> take(long basis, @Nullable Stale after, Instant now, int limit) {
        return jdbc.sql("""
                select task_id, planned_by, told_until from agenda
                where open and planned_by < :basis and (planned_by, task_id) > (:plannedBy, :task)
                and (next_wake_at is null or next_wake_at > :now)
                order by planned_by, task_id
                limit :limit
                for update skip locked
                """)
                .param("basis", basis)
                .param("plannedBy", after == null ? -1 : after.plannedBy)
                .param("task", after == null ? "" : after.taskId)
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query((row, number) -> new Stale(row.getString(1), row.getLong(2), Timestamps.instant(row, 3)))
                .list();
    }

    /** Writes rows that are locked. */
    void write(List<Replanned> rows, long basis) {
        jdbc.sql("""
                update agenda
                set next_wake_at = new.next_wake_at, yellow_at = new.yellow_at, deadline_at = new.deadline_at, planned_by = :basis
                from unnest(:ids::text[], :next::text[]::timestamptz[], :yellow::text[]::timestamptz[], :deadlines::text[]::timestamptz[])
                    as new (id, next_wake_at, yellow_at, deadline_at)
                where task_id = new.id
                """)
                .param("basis", basis)
                .param("ids", texts(rows, Replanned::taskId))
                .param("next", texts(rows, Replanned::nextWakeAt))
                .param("yellow", texts(rows, row -> row.lamp.yellowFrom()))
                .param("deadlines", texts(rows, row -> row.lamp.deadlineEnd()))
                .update();
    }

    /** Notes that rows were looked at, and leaves them as they are. */
    void leave(List<String> tasks, long basis) {
        jdbc.sql("update agenda set planned_by = :basis where task_id = any(:ids)")
                .param("basis", basis)
                .param("ids", tasks.toArray(String[]::new))
                .update();
    }

    @Override
    public Progress progress() {
        return jdbc.sql("select count(*) filter (where planned_by < :basis), count(*) from agenda where open")
                .param("basis", planner.now().basis(directory.tree()))
                .query((row, number) -> new Progress(row.getLong(1), row.getLong(2)))
                .single();
    }

    /** Whether any open task is left, which is quicker than to count them. */
    boolean anyLeft() {
        return jdbc.sql("select exists (select from agenda where open and planned_by < :basis)")
                .param("basis", planner.now().basis(directory.tree()))
                .query(Boolean.class)
                .single();
    }
}
