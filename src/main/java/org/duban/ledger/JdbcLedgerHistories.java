package org.duban.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.database.Timestamps;
import org.duban.task.ActParser;
import org.duban.task.Task;
import org.duban.task.TaskReplay;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The books in PostgreSQL. */
@Component
final class JdbcLedgerHistories implements LedgerHistories {

    private static final String ACCOUNT = """
            select row_to_json(t), (select count(*) from task_event e where e.task_id = t.id) as events,
                   (select e.applied_at from task_event e where e.task_id = t.id and e.revision = t.revision) as learned
            from task t
            """;

    private final JdbcClient jdbc;
    private final NameCheck names;
    private final ActParser acts;
    private final ApplicationEventPublisher news;

    JdbcLedgerHistories(JdbcClient jdbc, NameCheck names, ActParser acts, ApplicationEventPublisher news) {
        this.jdbc = jdbc;
        this.names = names;
        this.acts = acts;
        this.news = news;
    }

    @Override
    public List<Account> open(@Nullable String after, int limit) {
        return jdbc.sql(ACCOUNT + """
                where t.closure_told_from is null and t.id > :after order by t.id limit :limit
                """)
                .param("after", after == null ? "" : after)
                .param("limit", limit)
                .query((row, number) -> account(row))
                .list();
    }

    @Override
    public List<Account> closedSince(Instant since, @Nullable String after, int limit) {
        return jdbc.sql(ACCOUNT + """
                where t.closure_told_from >= :since and t.id > :after order by t.id limit :limit
                """)
                .param("since", Timestamp.from(since))
                .param("after", after == null ? "" : after)
                .param("limit", limit)
                .query((row, number) -> account(row))
                .list();
    }

    @Override
    public List<Account> accounts(Collection<String> ids) {
        return jdbc.sql(ACCOUNT + "where t.id = any(:ids) order by t.id")
                .param("ids", ids.toArray(String[]::new))
                .query((row, number) -> account(row))
                .list();
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(TaskRows.task(row.getString(1)), row.getLong(2), Timestamps.instantOrNull(row, 3));
    }

    @Override
    public Map<String, Comparison> compare(Collection<Task> tasks) {
        var refolding = new TaskReplay(names.now(), acts);
        var histories = histories(tasks.stream().map(Task::id).toList());
        var compared = new HashMap<String, Comparison>();
        for (var task : tasks) {
            var history = histories.getOrDefault(task.id(), List.of());
            compared.put(
                    task.id(),
                    refolding.fold(history).map(made -> compare(task, made)).orElse(Comparison.NOT_COMPARABLE));
        }
        return compared;
    }

    private static Comparison compare(Task stored, Task made) {
        // A task that has changed since it was read is looked at another time.
        return stored.revision() < made.revision()
                        || TaskReplay.asKept(made, stored).equals(stored)
                ? Comparison.SAME
                : Comparison.DIFFERENT;
    }

    @Override
    public boolean mend(String taskId) {
        var stored = lock(taskId);
        var history = histories(List.of(taskId)).getOrDefault(taskId, List.of());
        var made = new TaskReplay(names.now(), acts).fold(history);
        if (stored.isEmpty() || made.isEmpty()) {
            return false;
        }
        var mended = TaskReplay.asKept(made.get(), stored.get());
        jdbc.sql(TaskRows.WRITE).param(TaskRows.json(List.of(mended))).update();
        announce(mended, history.get(history.size() - 1).appliedAt());
        return true;
    }

    @Override
    public void announceAgain(String taskId, Instant learned) {
        lock(taskId).ifPresent(task -> announce(task, learned));
    }

    private void announce(Task task, Instant learned) {
        news.publishEvent(new TasksChanged(List.of(task), learned));
    }

    private Optional<Task> lock(String taskId) {
        return jdbc.sql("select row_to_json(t) from task t where id = ? for update")
                .param(taskId)
                .query((row, number) -> TaskRows.task(row.getString(1)))
                .optional();
    }

    private Map<String, List<TaskReplay.Kept>> histories(List<String> ids) {
        var histories = new HashMap<String, List<TaskReplay.Kept>>();
        jdbc.sql("""
                select source, event_id, type, task_id, time, sequence, data, applied_at, revision, rules from task_event
                where task_id = any(?) order by task_id, revision
                """).param(ids.toArray(String[]::new)).query(row -> {
            var kept = kept(row);
            histories.computeIfAbsent(kept.taskId(), any -> new ArrayList<>()).add(kept);
        });
        return histories;
    }

    private static TaskReplay.Kept kept(ResultSet row) throws SQLException {
        return new TaskReplay.Kept(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Timestamps.instant(row, 5),
                row.getObject(6, Long.class),
                row.getString(7),
                Timestamps.instant(row, 8),
                row.getLong(9),
                row.getInt(10));
    }
}
