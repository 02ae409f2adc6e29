package org.duban.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.directory.Directory;
import org.duban.ledger.BatchFold.EventKey;
import org.duban.ledger.BatchFold.EventRow;
import org.duban.ledger.BatchFold.Past;
import org.duban.ledger.BatchFold.Sender;
import org.duban.numbers.JdbcNumbers;
import org.duban.numbers.MemoryNumbers;
import org.duban.simulation.Lockstep;
import org.duban.simulation.MemoryDatabase;
import org.duban.simulation.Table;
import org.duban.task.Act;
import org.duban.task.EventContent;
import org.duban.task.KnownPolicies;
import org.duban.task.LedgerEntry;
import org.duban.task.Task;
import org.duban.task.TaskEvent;
import org.duban.task.TaskFold;
import org.duban.task.TaskStatus;
import org.duban.task.Verdict;
import org.duban.tracing.TracePoint;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.IllegalTransactionStateException;

/** The ledger in memory: the same fold, on tables that keep the rules of those in PostgreSQL. */
public final class MemoryTaskLedger implements TaskLedger {

    private static final Comparator<Task> BY_ID = Comparator.comparing(Task::id);
    private static final Comparator<Task> BY_DEADLINE = Comparator.<Task, java.time.LocalDate>comparing(
                    task -> task.deadline().date())
            .thenComparing(BY_ID);

    private final MemoryDatabase database;
    private final Tables tables;
    private final NameCheck names;
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
        this.names = new NameCheck(directory, policies);
        this.clock = clock;
        this.news = news;
    }

    /** An applied event. */
    public record Applied(TaskEvent event, Instant appliedAt, long revision) {}

    /** What all nodes share. */
    public static final class Tables {
        final Table<String, Task> tasks;
        private final MemoryNumbers numbers;
        private final Table<EventKey, Applied> events;
        private final Map<String, List<Applied>> histories = new HashMap<>();

        public Tables(MemoryDatabase database) {
            tasks = database.table();
            numbers = new MemoryNumbers(database);
            events = database.<EventKey, Applied>table()
                    .indexed((key, before, after) -> histories
                            .computeIfAbsent(after.event().taskId(), any -> new ArrayList<>())
                            .add(after));
        }

        public MemoryNumbers numbers() {
            return numbers;
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
                    .sorted(Comparator.comparing(Applied::revision))
                    .toList();
        }

        /** All acts by the data of their events. */
        Map<String, Act> acts() {
            var acts = new HashMap<String, Act>();
            events.seen()
                    .forEach(applied ->
                            acts.put(applied.event().data(), applied.event().act()));
            return acts;
        }

        /** Has the tasks here compared with those in PostgreSQL. */
        public void compare(Lockstep lockstep) {
            lockstep.compare(
                    "tasks",
                    () -> tasks.all().stream().map(Task::toString).toList(),
                    postgres -> postgres.jdbc()
                            .sql("select row_to_json(t) from task t")
                            .query((row, number) ->
                                    TaskRows.task(row.getString(1)).toString())
                            .list());
        }

        /** The same as the present transaction sees it. */
        Stream<Applied> seen(String task) {
            var keys = histories.getOrDefault(task, List.of()).stream()
                    .map(applied -> EventKey.of(applied.event()))
                    .toList();
            return events.seen(keys)
                    .filter(applied -> applied.event().taskId().equals(task))
                    .sorted(Comparator.comparing(Applied::revision));
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
        var held = names.held();
        var known = lock(events);
        var fold = new TaskFold(held, clock.instant());
        var batch = BatchFold.of(events, known, new Past(used(events), sequences(events)), fold);
        if (!batch.rows().isEmpty()) {
            var numbered = TaskNumbers.given(batch.changed(), tables.numbers, held.units(), fold.appliedAt());
            database.statement(
                    "ledger: write", () -> numbered.tasks().forEach(task -> tables.tasks.put(task.id(), task)));
            database.statement("ledger: append", () -> append(batch.rows(), fold.appliedAt()));
            news.accept(new TasksChanged(numbered.tasks(), fold.appliedAt()));
        }
        return batch.verdicts();
    }

    private Map<EventKey, EventContent> used(List<TaskEvent> events) {
        var used = new HashMap<EventKey, EventContent>();
        for (var event : events) {
            var applied = tables.events.get(EventKey.of(event));
            if (applied != null) {
                used.put(EventKey.of(event), applied.event().content());
            }
        }
        return used;
    }

    private Map<Sender, Long> sequences(List<TaskEvent> events) {
        var sequences = new HashMap<Sender, Long>();
        events.stream()
                .map(TaskEvent::taskId)
                .distinct()
                .flatMap(tables::seen)
                .forEach(applied -> count(applied.event(), sequences));
        return sequences;
    }

    private static void count(TaskEvent event, Map<Sender, Long> sequences) {
        if (event.sequence() != null) {
            sequences.merge(Sender.of(event), event.sequence(), Math::max);
        }
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

    @Override
    public Map<String, TracePoint> traces(Collection<String> ids) {
        var traces = new HashMap<String, TracePoint>();
        revisions(ids)
                .forEach((id, revision) -> tables.seen(id)
                        .filter(applied -> applied.revision() == revision
                                && applied.event().trace() != null)
                        .forEach(applied -> traces.put(id, applied.event().trace())));
        return traces;
    }

    @Override
    public Optional<Task> task(String id) {
        return Optional.ofNullable(tasks(List.of(id)).get(id));
    }

    @Override
    public List<Task> find(TaskQuery query) {
        return tables.tasks
                .seen()
                .filter(task -> answers(task, query))
                .sorted(query.order() == TaskOrder.ID ? BY_ID : BY_DEADLINE)
                .filter(task -> query.after() == null || comesAfter(task, query.order(), query.after()))
                .limit(query.limit())
                .toList();
    }

    private static boolean comesAfter(Task task, TaskOrder order, String cursor) {
        order.after(cursor);
        // Dates of four digits are in order as texts are.
        return order.cursor(task).compareTo(cursor) > 0;
    }

    @Override
    public int count(TaskQuery query) {
        return find(query).size();
    }

    @Override
    public Map<String, Long> countByLeadUnit(TaskStatus status, Collection<String> units) {
        return tables.tasks
                .seen()
                .filter(task -> task.status() == status && units.contains(task.leadUnit()))
                .collect(Collectors.groupingBy(Task::leadUnit, Collectors.counting()));
    }

    private static boolean answers(Task task, TaskQuery query) {
        var units = new HashSet<>(task.assistingUnits());
        units.add(task.leadUnit());
        return (query.list() == null || query.list().equals(task.matter().list()))
                && (query.unit() == null || units.contains(query.unit()))
                && (query.scope().everything()
                        || !Collections.disjoint(query.scope().units(), units))
                && (query.leads() == null || query.leads().contains(task.leadUnit()))
                && (query.units() == null || !Collections.disjoint(query.units(), units))
                && (query.statuses().isEmpty() || query.statuses().contains(task.status()))
                && (query.deadlineFrom() == null || !task.deadline().date().isBefore(query.deadlineFrom()))
                && (query.deadlineBefore() == null || task.deadline().date().isBefore(query.deadlineBefore()))
                && (query.text() == null
                        || contains(task, FoldedWords.of(query.text().strip()).text()))
                && (query.ids() == null || query.ids().isEmpty() || query.ids().contains(task.id()))
                && (query.openOrClosedSince() == null
                        || task.open()
                        || !task.toldFrom().closure().isBefore(query.openOrClosedSince()));
    }

    private static boolean contains(Task task, String text) {
        return Stream.of(task.id(), task.matter().title(), task.matter().clause(), task.number())
                .anyMatch(one -> one != null && FoldedWords.of(one).text().contains(text));
    }

    @Override
    public String fingerprint(TaskQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<LedgerEntry> history(String taskId) {
        return tables.seen(taskId)
                .map(applied -> new LedgerEntry(
                        applied.event().source(),
                        applied.event().id(),
                        applied.event().type(),
                        taskId,
                        applied.event().time(),
                        applied.event().data(),
                        applied.appliedAt(),
                        applied.event().trace()))
                .toList();
    }

    /** The books of this ledger, for an auditor. */
    public LedgerHistories books() {
        return new MemoryLedgerHistories(database, tables, names, news);
    }

    /**
     * This ledger, and that in PostgreSQL in step with it.
     *
     * @param told of what that one learns
     */
    public TaskLedger inStep(Lockstep lockstep, Consumer<TasksChanged> told) {
        return lockstep.table(TaskLedger.class, this, postgres -> jdbc(postgres, told));
    }

    public TaskLedger jdbc(Lockstep.Postgres postgres, Consumer<TasksChanged> told) {
        return new JdbcTaskLedger(
                postgres.jdbc(),
                names,
                new JdbcNumbers(postgres.jdbc(), MemoryNumbers.SETTINGS),
                clock,
                event -> told.accept((TasksChanged) event));
    }

    /** The books of both. */
    public LedgerHistories books(Lockstep lockstep) {
        return lockstep.view(
                LedgerHistories.class,
                books(),
                postgres -> new JdbcLedgerHistories(
                        postgres.jdbc(), names, (type, data) -> tables.acts().get(data), event -> {}));
    }
}
