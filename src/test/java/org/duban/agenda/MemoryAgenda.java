package org.duban.agenda;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.duban.directory.Directory;
import org.duban.ledger.Task;
import org.duban.ledger.TaskLedger;
import org.duban.ledger.TasksChanged;
import org.duban.policy.Lamp;
import org.duban.policy.Planner;
import org.duban.simulation.MemoryDatabase;
import org.duban.simulation.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The agenda in memory: the same rows, on a table that keeps the rules of that in PostgreSQL. */
public final class MemoryAgenda implements Agenda {

    private final MemoryDatabase database;
    private final Rows rows;
    private final Planner planner;
    private final Directory directory;
    private final Consumer<Collection<Instant>> moments;

    /** @param moments told after a commit when something is due next */
    public MemoryAgenda(
            MemoryDatabase database,
            Rows rows,
            Planner planner,
            Directory directory,
            Consumer<Collection<Instant>> moments) {
        this.database = database;
        this.rows = rows;
        this.planner = planner;
        this.directory = directory;
        this.moments = moments;
    }

    /** A row of the agenda. */
    public record Entry(
            String taskId,
            boolean open,
            Instant toldUntil,
            @Nullable Instant nextWakeAt,
            long plannedBy) {}

    /** What all nodes share. */
    public static final class Rows {
        private final Table<String, Entry> table;
        private final TreeMap<Instant, TreeSet<String>> due = new TreeMap<>();
        private final TreeMap<Long, TreeSet<String>> openByBasis = new TreeMap<>();

        public Rows(MemoryDatabase database) {
            table = database.<String, Entry>table().indexed((id, before, after) -> {
                if (before != null) {
                    takeOut(due, before.nextWakeAt, id);
                    takeOut(openByBasis, before.plannedBy, id);
                }
                if (after.nextWakeAt != null) {
                    due.computeIfAbsent(after.nextWakeAt, any -> new TreeSet<>())
                            .add(id);
                }
                if (after.open) {
                    openByBasis
                            .computeIfAbsent(after.plannedBy, any -> new TreeSet<>())
                            .add(id);
                }
            });
        }

        private static <K> void takeOut(TreeMap<K, TreeSet<String>> index, @Nullable K key, String id) {
            var ids = key == null ? null : index.get(key);
            if (ids != null && ids.remove(id) && ids.isEmpty()) {
                index.remove(key);
            }
        }

        /** Whether a row that is not due was planned by less than a basis. */
        public boolean anyStale(long basis, Instant now) {
            return openByBasis.headMap(basis).values().stream()
                    .flatMap(Collection::stream)
                    .anyMatch(id -> notDue(table.committed(id), now));
        }

        private static boolean notDue(Entry entry, Instant now) {
            return entry.nextWakeAt == null || entry.nextWakeAt.isAfter(now);
        }

        private List<String> stale(long basis) {
            return openByBasis.headMap(basis).values().stream()
                    .flatMap(Collection::stream)
                    .toList();
        }

        /** The earliest instant at which something is due; null if nothing ever is. */
        public @Nullable Instant earliest() {
            return due.isEmpty() ? null : due.firstKey();
        }

        public @Nullable Entry committed(String id) {
            return table.committed(id);
        }

        private List<String> upTo(Instant now) {
            var ids = new ArrayList<String>();
            due.headMap(now, true).values().forEach(ids::addAll);
            return ids;
        }
    }

    public void on(TasksChanged changed) {
        var told = new HashMap<String, Instant>();
        database.statement(
                "agenda: lock",
                () -> changed.tasks().stream().map(Task::id).sorted().forEach(id -> {
                    rows.table.lock(id);
                    var entry = rows.table.get(id);
                    if (entry != null) {
                        told.put(id, entry.toldUntil);
                    }
                }));
        var rules = planner.now();
        var units = directory.tree();
        var basis = rules.basis(units);
        var made = changed.tasks().stream()
                .map(task -> AgendaRow.of(task, rules.plan(task, units), told.get(task.id()), changed.appliedAt()))
                .toList();
        database.statement("agenda: write", () -> made.forEach(row -> write(row, basis)));
        announce(made.stream()
                .map(AgendaRow::nextWakeAt)
                .filter(Objects::nonNull)
                .toList());
    }

    private void write(AgendaRow row, long basis) {
        var task = row.task();
        rows.table.put(task.id(), new Entry(task.id(), task.open(), row.toldUntil(), row.nextWakeAt(), basis));
    }

    /** As the moments of Quartz are: right after the commit, if the node lives to see it. */
    private void announce(Collection<Instant> instants) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                moments.accept(instants);
            }
        });
    }

    @Override
    public List<DueTask> takeDue(Instant now, int limit) {
        return database.statement(
                "agenda: take",
                () -> rows.upTo(now).stream()
                        .filter(rows.table::tryLock)
                        .map(rows.table::get)
                        .filter(entry -> entry != null && entry.nextWakeAt != null && !entry.nextWakeAt.isAfter(now))
                        .limit(limit)
                        .map(entry -> new DueTask(entry.taskId, entry.toldUntil))
                        .toList());
    }

    @Override
    public void advance(List<Advance> advances, long basis) {
        database.statement(
                "agenda: advance",
                () -> advances.forEach(advance -> rows.table.update(
                        advance.taskId(),
                        row -> new Entry(row.taskId, row.open, advance.toldUntil(), advance.nextWakeAt(), basis))));
        announce(advances.stream()
                .map(Advance::nextWakeAt)
                .filter(Objects::nonNull)
                .toList());
    }

    /**
     * Plans rows again that were planned by earlier rules or units, in one transaction, as {@link Replanner} does.
     *
     * @return how many there were
     */
    public int replan(TaskLedger ledger, Instant now) {
        return Objects.requireNonNull(database.transaction().execute(status -> {
            var rules = planner.now();
            var units = directory.tree();
            var basis = rules.basis(units);
            var stale = takeStale(basis, now);
            var tasks = ledger.tasks(stale.stream().map(Entry::taskId).toList());
            var next = new ArrayList<Instant>();
            database.statement(
                    "agenda: replan",
                    () -> stale.forEach(row -> {
                        var taken = new JdbcReplanning.Stale(row.taskId, row.plannedBy, row.toldUntil);
                        var replanned = Replanner.planned(taken, tasks.get(row.taskId), rules, units);
                        var wake = replanned
                                .map(JdbcReplanning.Replanned::nextWakeAt)
                                .or(() ->
                                        replanned.isPresent() ? Optional.empty() : Optional.ofNullable(row.nextWakeAt));
                        wake.ifPresent(next::add);
                        rows.table.put(
                                row.taskId, new Entry(row.taskId, row.open, row.toldUntil, wake.orElse(null), basis));
                    }));
            announce(next);
            return stale.size();
        }));
    }

    private List<Entry> takeStale(long basis, Instant now) {
        return database.statement(
                "agenda: take stale",
                () -> rows.stale(basis).stream()
                        .filter(id -> Rows.notDue(rows.table.committed(id), now))
                        .filter(rows.table::tryLock)
                        .map(rows.table::get)
                        .toList());
    }

    /** By what this node plans now. */
    public long basis() {
        return planner.now().basis(directory.tree());
    }

    @Override
    public boolean anyDue(Instant now) {
        return database.statement("agenda: ask", () -> rows.upTo(now).stream().anyMatch(rows.table::tryLock));
    }

    @Override
    public Optional<Instant> nextWakeAt(String taskId) {
        return Optional.ofNullable(rows.table.get(taskId)).map(Entry::nextWakeAt);
    }

    @Override
    public List<OpenTask> openTasks(String after, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long countOpen() {
        return rows.table.all().stream().filter(Entry::open).count();
    }

    @Override
    public Optional<Instant> nextWakeAt() {
        return Optional.ofNullable(rows.earliest());
    }

    @Override
    public Map<Lamp, Long> lamps(Instant now) {
        return Map.of();
    }

    /** All rows, by task. */
    public List<Entry> all() {
        return rows.table.all().stream()
                .sorted(Comparator.comparing(Entry::taskId))
                .toList();
    }
}
