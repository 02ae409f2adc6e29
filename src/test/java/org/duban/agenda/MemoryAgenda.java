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
import java.util.stream.Stream;
import org.duban.directory.Directory;
import org.duban.ledger.TaskLedger;
import org.duban.plan.LampTimes;
import org.duban.rulebook.Planner;
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
            long plannedBy,
            LampTimes light) {

        boolean isDue(Instant now) {
            return nextWakeAt != null && !nextWakeAt.isAfter(now);
        }

        Entry told(Instant until, @Nullable Instant next, long basis) {
            return new Entry(taskId, open, until, next, basis, light);
        }

        Entry replanned(@Nullable Instant next, long basis, LampTimes another) {
            return new Entry(taskId, open, toldUntil, next, basis, another);
        }
    }

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

        Collection<Entry> all() {
            return table.all();
        }

        /** Whether a row that is not due was planned by less than a basis. */
        public boolean anyStale(long basis, Instant now) {
            return openByBasis.headMap(basis).values().stream()
                    .flatMap(Collection::stream)
                    .anyMatch(id -> !table.committed(id).isDue(now));
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

        private Stream<Entry> dueAt(Instant now) {
            var ids = new ArrayList<String>();
            due.headMap(now, true).values().forEach(ids::addAll);
            return table.seen(ids).filter(entry -> entry.isDue(now));
        }
    }

    @Override
    public Map<String, Instant> lock(Collection<String> tasks) {
        var told = new HashMap<String, Instant>();
        database.statement(
                "agenda: lock",
                () -> tasks.stream().sorted().forEach(id -> {
                    rows.table.lock(id);
                    var entry = rows.table.get(id);
                    if (entry != null) {
                        told.put(id, entry.toldUntil);
                    }
                }));
        return told;
    }

    @Override
    public void write(List<AgendaRow> planned, long basis) {
        database.statement("agenda: write", () -> planned.forEach(row -> write(row, basis)));
        announce(planned.stream()
                .map(AgendaRow::nextWakeAt)
                .filter(Objects::nonNull)
                .toList());
    }

    private void write(AgendaRow row, long basis) {
        var task = row.task();
        rows.table.put(
                task.id(), new Entry(task.id(), task.open(), row.toldUntil(), row.nextWakeAt(), basis, row.lamp()));
    }

    /** As the moments of Quartz are: right after the commit, if the node lives to see it. */
    private void announce(Collection<Instant> instants) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            moments.accept(instants);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                moments.accept(instants);
            }
        });
    }

    @Override
    public List<ToldTask> takeDue(Instant now, int limit) {
        return database.statement(
                "agenda: take",
                () -> rows.dueAt(now)
                        .sorted(Comparator.comparing(Entry::nextWakeAt).thenComparing(Entry::taskId))
                        .filter(entry -> rows.table.tryLock(entry.taskId))
                        .limit(limit)
                        .map(entry -> new ToldTask(entry.taskId, entry.toldUntil))
                        .toList());
    }

    @Override
    public void advance(List<Advance> advances, long basis) {
        database.statement(
                "agenda: advance",
                () -> advances.forEach(advance -> rows.table.update(
                        advance.taskId(), row -> row.told(advance.toldUntil(), advance.nextWakeAt(), basis))));
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
                                .orElse(null);
                        Optional.ofNullable(wake).ifPresent(next::add);
                        rows.table.put(
                                row.taskId,
                                replanned
                                        .map(plan -> row.replanned(wake, basis, plan.lamp()))
                                        .orElse(row.replanned(row.nextWakeAt, basis, row.light)));
                    }));
            announce(next);
            return stale.size();
        }));
    }

    private List<Entry> takeStale(long basis, Instant now) {
        return database.statement(
                "agenda: take stale",
                () -> rows.stale(basis).stream()
                        .filter(id -> !rows.table.committed(id).isDue(now))
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
        return database.statement(
                "agenda: ask", () -> rows.dueAt(now).anyMatch(entry -> rows.table.tryLock(entry.taskId)));
    }

    @Override
    public Optional<Instant> nextWakeAt(String taskId) {
        return Optional.ofNullable(rows.table.get(taskId)).map(Entry::nextWakeAt);
    }

    @Override
    public List<ToldTask> openTasks(String after, int limit) {
        return open().filter(entry -> entry.taskId.compareTo(after) > 0)
                .sorted(Comparator.comparing(Entry::taskId))
                .limit(limit)
                .map(entry -> new ToldTask(entry.taskId, entry.toldUntil))
                .toList();
    }

    @Override
    public long countOpen() {
        return open().count();
    }

    private Stream<Entry> open() {
        return rows.table.seen().filter(Entry::open);
    }

    @Override
    public Optional<Instant> nextWakeAt() {
        return rows.table.seen().map(Entry::nextWakeAt).filter(Objects::nonNull).min(Comparator.naturalOrder());
    }

    /** All rows, by task. */
    public List<Entry> all() {
        return rows.table.all().stream()
                .sorted(Comparator.comparing(Entry::taskId))
                .toList();
    }
}
