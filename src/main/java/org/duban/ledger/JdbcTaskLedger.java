package org.duban.ledger;

import static org.duban.database.ColumnArrays.numbers;
import static org.duban.database.ColumnArrays.texts;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.duban.database.Timestamps;
import org.duban.ledger.BatchFold.EventRow;
import org.duban.numbers.Numbers;
import org.duban.task.LedgerEntry;
import org.duban.task.Task;
import org.duban.task.TaskEvent;
import org.duban.task.TaskFold;
import org.duban.task.TaskStatus;
import org.duban.task.Verdict;
import org.duban.tracing.TracePoint;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The ledger in PostgreSQL. Nodes that apply events of the same tasks wait for each other. */
@Component
final class JdbcTaskLedger implements TaskLedger {

    private final JdbcClient jdbc;
    private final NameCheck names;
    private final Numbers numbers;
    private final InstantSource clock;
    private final ApplicationEventPublisher news;
    private final JdbcEventHistory past;
    private final JdbcTaskWords words;

    JdbcTaskLedger(
            JdbcClient jdbc, NameCheck names, Numbers numbers, InstantSource clock, ApplicationEventPublisher news) {
        this.jdbc = jdbc;
        this.names = names;
        this.numbers = numbers;
        this.clock = clock;
        this.news = news;
        this.past = new JdbcEventHistory(jdbc);
        this.words = new JdbcTaskWords(jdbc);
    }

    @Override
    public List<Verdict> apply(List<TaskEvent> events) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException("the ledger applies events in its caller's transaction only");
        }
        if (events.isEmpty()) {
            return List.of();
        }
        var known = names.held();
        var tasks = lock(distinct(events, TaskEvent::taskId));
        var fold = new TaskFold(known, clock.instant());
        var batch = BatchFold.of(events, tasks, past.of(events), fold);
        if (!batch.rows().isEmpty()) {
            var numbered = TaskNumbers.given(batch.changed(), numbers, known.units(), fold.appliedAt());
            record(numbered, batch.rows(), fold.appliedAt());
        }
        return batch.verdicts();
    }

    private void record(TaskNumbers changed, List<EventRow> rows, Instant appliedAt) {
        jdbc.sql(TaskRows.WRITE).param(TaskRows.json(changed.tasks())).update();
        words.write(changed, rows);
        append(rows, appliedAt);
        news.publishEvent(new TasksChanged(changed.tasks(), appliedAt));
    }

    /** Locks tasks in the order of their ids, so that nodes do not wait for each other in a circle. */
    private Map<String, Task> lock(String[] ids) {
        var tasks = new HashMap<>(lockExisting(ids));
        var missing = Arrays.stream(ids).filter(id -> !tasks.containsKey(id)).toArray(String[]::new);
        if (missing.length > 0) {
            // A task that does not exist yet has no row to lock; without this two nodes could both find it unknown.
            jdbc.sql("""
                            select count(pg_advisory_xact_lock(key))
                            from (select distinct hashtextextended(id, 0) as key from unnest(?) as id order by key) keys
                            """).param(missing).query(Long.class).single();
            tasks.putAll(lockExisting(missing));
        }
        return tasks;
    }

    private Map<String, Task> lockExisting(String[] ids) {
        return TaskRows.byId(jdbc.sql("select row_to_json(t) from task t where id = any(?) order by id for update")
                .param(ids)
                .query((row, n) -> TaskRows.task(row.getString(1)))
                .list());
    }

    private void append(List<EventRow> rows, Instant appliedAt) {
        int appended = jdbc.sql("""
                        insert into task_event (source, event_id, task_id, type, time, sequence, data, applied_at, rules, revision, traceparent)
                        select source, event_id, task_id, type, time::timestamptz, sequence, data::jsonb, ?, ?, revision, traceparent
                        from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                            as event (source, event_id, task_id, type, time, sequence, data, revision, traceparent)
                        on conflict (source, event_id) do nothing
                        """)
                .param(appliedAt.atOffset(ZoneOffset.UTC))
                .param(TaskFold.RULES)
                .param(texts(rows, row -> row.event().source()))
                .param(texts(rows, row -> row.event().id()))
                .param(texts(rows, row -> row.event().taskId()))
                .param(texts(rows, row -> row.event().type()))
                .param(texts(rows, row -> row.event().time()))
                .param(numbers(rows, row -> row.event().sequence()))
                .param(texts(rows, row -> row.event().data()))
                .param(numbers(rows, EventRow::revision))
                .param(texts(rows, row -> traceparent(row.event())))
                .update();
        if (appended < rows.size()) {
            // Only if one source and id came for two tasks at the same time; tried again, the later one is refused.
            throw new CannotAcquireLockException("another node applied one of these events at the same time");
        }
    }

    @Override
    public Map<String, Task> tasks(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return TaskRows.byId(jdbc.sql("select row_to_json(t) from task t where id = any(?)")
                .param(ids.toArray(String[]::new))
                .query((row, n) -> TaskRows.task(row.getString(1)))
                .list());
    }

    @Override
    public Map<String, Long> revisions(Collection<String> ids) {
        var revisions = new HashMap<String, Long>();
        jdbc.sql("select id, revision from task where id = any(:ids)")
                .param("ids", ids.toArray(String[]::new))
                .query(row -> {
                    revisions.put(row.getString(1), row.getLong(2));
                });
        return revisions;
    }

    @Override
    public Map<String, TracePoint> traces(Collection<String> ids) {
        var traces = new HashMap<String, TracePoint>();
        jdbc.sql("""
                select event.task_id, event.traceparent from task
                join task_event event on event.task_id = task.id and event.revision = task.revision
                where task.id = any(:ids) and event.traceparent is not null
                """).param("ids", ids.toArray(String[]::new)).query(row -> {
            traces.put(row.getString(1), new TracePoint(row.getString(2)));
        });
        return traces;
    }

    @Override
    public Optional<Task> task(String id) {
        return Optional.ofNullable(tasks(List.of(id)).get(id));
    }

    @Override
    public List<Task> find(TaskQuery query) {
        var where = new TaskConditions(query);
        return jdbc.sql("select row_to_json(t) from task t" + where.sql() + " order by " + query.order().columns
                        + " limit ?")
                .params(where.parameters())
                .param(query.limit())
                .query((row, n) -> TaskRows.task(row.getString(1)))
                .list();
    }

    @Override
    public int count(TaskQuery query) {
        var where = new TaskConditions(query);
        return jdbc.sql("select count(*) from (select from task t" + where.sql() + " limit ?) counted")
                .params(where.parameters())
                .param(query.limit())
                .query(Integer.class)
                .single();
    }

    @Override
    public Map<String, Long> countByLeadUnit(TaskStatus status, Collection<String> units) {
        var counts = new HashMap<String, Long>();
        jdbc.sql("select lead_unit, count(*) from task where status = :status and lead_unit = any(:units) group by 1")
                .param("status", status.name())
                .param("units", units.toArray(String[]::new))
                .query(row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }

    @Override
    public String fingerprint(TaskQuery query) {
        var where = new TaskConditions(query);
        return jdbc.sql("select count(*) || ' ' || coalesce(sum(hashtextextended(id, revision)), 0) from task t"
                        + where.sql())
                .params(where.parameters())
                .query(String.class)
                .single();
    }

    @Override
    public List<LedgerEntry> history(String taskId) {
        return jdbc.sql("""
                        select source, event_id, type, task_id, time, data, applied_at, traceparent from task_event
                        where task_id = ? order by revision
                        """)
                .param(taskId)
                .query((row, n) -> new LedgerEntry(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        Timestamps.instant(row, 5),
                        row.getString(6),
                        Timestamps.instant(row, 7),
                        TracePoint.orNull(row.getString(8))))
                .list();
    }

    private static @Nullable String traceparent(TaskEvent event) {
        var trace = event.trace();
        return trace == null ? null : trace.traceparent();
    }

    private static String[] distinct(List<TaskEvent> events, Function<TaskEvent, String> text) {
        return events.stream().map(text).distinct().toArray(String[]::new);
    }
}
