package org.duban.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.duban.directory.Directory;
import org.duban.ledger.BatchFold.EventKey;
import org.duban.ledger.BatchFold.EventRow;
import org.duban.simulation.MemoryDatabase;
import org.duban.simulation.Table;
import org.duban.tracing.TracePoint;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.IllegalTransactionStateException;

/** The ledger in memory: the same fold, on tables that keep the rules of those in PostgreSQL. */
public final class MemoryTaskLedger implements TaskLedger {

    private final MemoryDatabase database;
    private final Tables tables;
    private final KnownNames names;
    private final InstantSource clock;
    private final Consumer<TasksChanged> news;

    public MemoryTaskLedger(
            MemoryDatabase database,
            Tables tables,
            Directory directory,
            KnownPolicies policies,
            InstantSource clock,
            Consumer<TasksChanged> news) {
        this.database = database;
        this.tables = tables;
        this.names = new KnownNames(directory, policies);
        this.clock = clock;
        this.news = news;
    }

    /** An applied event. */
    public record Applied(TaskEvent event, Instant appliedAt, long revision) {}

    /** What all nodes share. */
    public static final class Tables {
        final Table<String, Task> tasks;
        private final Table<EventKey, Applied> events;
        private final Map<String, List<Applied>> histories = new HashMap<>();

        public Tables(MemoryDatabase database) {
            tasks = database.table();
            events = database.<EventKey, Applied>table()
                    .indexed((key, before, after) -> histories
                            .computeIfAbsent(after.event().taskId(), any -> new ArrayList<>())
                            .add(after));
        }

        /** Told of each event that a commit has applied, after the task that it made. */
        public void watchEvents(Consumer<Applied> watcher) {
            events.indexed((key, before, after) -> watcher.accept(after));
        }

        /** Told of each task that a commit has changed. */
        public void watch(Consumer<Task> watcher) {
            tasks.indexed((id, before, after) -> watcher.accept(after));
        }

        public Collection<Task> all() {
            return tasks.all();
        }

        public Optional<Task> committed(String id) {
            return Optional.ofNullable(tasks.committed(id));
        }

        /** The applied events of a task, oldest first. */
        public List<Applied> history(String task) {
            return histories.getOrDefault(task, List.of()).stream()
                    .sorted(java.util.Comparator.comparing(Applied::revision))
                    .toList();
        }
    }

    @Override
    public List<Verdict> apply(List<TaskEvent> events) {
        if (!database.inTransaction()) {
            throw new IllegalTransactionStateException("the ledger applies events in its caller's transaction only");
        }
        if (events.isEmpty()) {
            return List.of();
        }
        var known = lock(events);
        var fold = new TaskFold(names.now(), clock.instant());
        var applied = events.stream()
                .map(EventKey::of)
                .filter(key -> tables.events.get(key) != null)
                .collect(Collectors.toSet());
        var batch = BatchFold.of(events, known, applied, fold);
        if (!batch.rows().isEmpty()) {
            database.statement(
                    "ledger: write", () -> batch.changed().forEach(task -> tables.tasks.put(task.id(), task)));
            database.statement("ledger: append", () -> append(batch.rows(), fold.appliedAt()));
            news.accept(new TasksChanged(List.copyOf(batch.changed()), fold.appliedAt()));
        }
        return batch.verdicts();
    }

    private Map<String, Task> lock(List<TaskEvent> events) {
        var known = new HashMap<String, Task>();
        database.statement(
                "ledger: lock",
                () -> events.stream().map(TaskEvent::taskId).distinct().sorted().forEach(id -> {
                    tables.tasks.lock(id);
                    var task = tables.tasks.get(id);
                    if (task != null) {
                        known.put(id, task);
                    }
                }));
        return known;
    }

    private void append(List<EventRow> rows, Instant appliedAt) {
        for (var row : rows) {
            var key = EventKey.of(row.event());
            tables.events.lock(key);
            if (tables.events.get(key) != null) {
                throw new CannotAcquireLockException("another node applied one of these events at the same time");
            }
            tables.events.put(key, new Applied(row.event(), appliedAt, row.revision()));
        }
    }

    @Override
    public Map<String, Task> tasks(Collection<String> ids) {
        return database.statement("ledger: read", () -> {
            var found = new HashMap<String, Task>();
            for (var id : ids) {
                var task = tables.tasks.get(id);
                if (task != null) {
                    found.put(id, task);
                }
            }
            return found;
        });
    }

    @Override
    public Map<String, Long> revisions(Collection<String> ids) {
        var revisions = new HashMap<String, Long>();
        tasks(ids).forEach((id, task) -> revisions.put(id, task.revision()));
        return revisions;
    }

    /** Nobody traces what is in memory. */
    @Override
    public Map<String, TracePoint> traces(Collection<String> ids) {
        return Map.of();
    }

    @Override
    public Optional<Task> task(String id) {
        return Optional.ofNullable(tasks(List.of(id)).get(id));
    }

    @Override
    public List<Task> find(TaskQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<LedgerEntry> history(String taskId) {
        return tables.history(taskId).stream()
                .map(applied -> new LedgerEntry(
                        applied.event().source(),
                        applied.event().id(),
                        applied.event().type(),
                        taskId,
                        applied.event().time(),
                        applied.event().data(),
                        applied.appliedAt()))
                .toList();
    }

    /** The books of this ledger, for an auditor. */
    public Books books() {
        return new MemoryBooks(database, tables, names, news);
    }
}
