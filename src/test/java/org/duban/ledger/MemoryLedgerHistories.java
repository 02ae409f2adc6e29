package org.duban.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.duban.simulation.MemoryDatabase;
import org.duban.task.Act;
import org.duban.task.Task;
import org.duban.task.TaskFold;
import org.duban.task.TaskReplay;
import org.jspecify.annotations.Nullable;

/** The books of the ledger in memory. */
final class MemoryLedgerHistories implements LedgerHistories {

    private final MemoryDatabase database;
    private final MemoryTaskLedger.Tables tables;
    private final NameCheck names;
    private final Consumer<TasksChanged> news;

    MemoryLedgerHistories(
            MemoryDatabase database, MemoryTaskLedger.Tables tables, NameCheck names, Consumer<TasksChanged> news) {
        this.database = database;
        this.tables = tables;
        this.names = names;
        this.news = news;
    }

    @Override
    public List<Account> open(@Nullable String after, int limit) {
        return accounts(Task::open, after, limit);
    }

    @Override
    public List<Account> closedSince(Instant since, @Nullable String after, int limit) {
        return accounts(task -> !task.open() && !task.toldFrom().closure().isBefore(since), after, limit);
    }

    private List<Account> accounts(Predicate<Task> which, @Nullable String after, int limit) {
        return accounts(tables.tasks
                .seen()
                .filter(which)
                .map(Task::id)
                .filter(id -> after == null || id.compareTo(after) > 0)
                .sorted()
                .limit(limit)
                .toList());
    }

    @Override
    public List<Account> accounts(Collection<String> ids) {
        return ids.stream()
                .distinct()
                .sorted()
                .map(tables.tasks::get)
                .filter(Objects::nonNull)
                .map(this::account)
                .toList();
    }

    private Account account(Task task) {
        var history = tables.seen(task.id()).toList();
        var learned = history.stream()
                .filter(applied -> applied.revision() == task.revision())
                .map(MemoryTaskLedger.Applied::appliedAt)
                .findAny()
                .orElse(null);
        return new Account(task, history.size(), learned);
    }

    @Override
    public Map<String, Comparison> compare(Collection<Task> tasks) {
        var compared = new HashMap<String, Comparison>();
        tasks.forEach(task -> compared.put(
                task.id(), fold(task.id()).map(made -> compare(task, made)).orElse(Comparison.NOT_COMPARABLE)));
        return compared;
    }

    private static Comparison compare(Task stored, Task made) {
        return stored.revision() < made.revision()
                        || TaskReplay.asKept(made, stored).equals(stored)
                ? Comparison.SAME
                : Comparison.DIFFERENT;
    }

    private Optional<Task> fold(String taskId) {
        var history = tables.seen(taskId).toList();
        var acts = new HashMap<String, Act>();
        history.forEach(
                applied -> acts.put(applied.event().data(), applied.event().act()));
        return new TaskReplay(names.now(), (type, data) -> Objects.requireNonNull(acts.get(data)))
                .fold(history.stream().map(MemoryLedgerHistories::kept).toList());
    }

    private static TaskReplay.Kept kept(MemoryTaskLedger.Applied applied) {
        var event = applied.event();
        return new TaskReplay.Kept(
                event.source(),
                event.id(),
                event.type(),
                event.taskId(),
                event.time(),
                event.sequence(),
                event.data(),
                applied.appliedAt(),
                applied.revision(),
                TaskFold.RULES);
    }

    @Override
    public boolean mend(String taskId) {
        var stored = lock(taskId);
        var made = fold(taskId);
        if (stored.isEmpty() || made.isEmpty()) {
            return false;
        }
        var mended = TaskReplay.asKept(made.get(), stored.get());
        tables.tasks.put(taskId, mended);
        var learned =
                tables.seen(taskId).reduce((one, later) -> later).orElseThrow().appliedAt();
        news.accept(new TasksChanged(List.of(mended), learned));
        return true;
    }

    @Override
    public void announceAgain(String taskId, Instant learned) {
        lock(taskId).ifPresent(task -> news.accept(new TasksChanged(List.of(task), learned)));
    }

    private Optional<Task> lock(String taskId) {
        database.statement("books: announce", () -> tables.tasks.lock(taskId));
        return Optional.ofNullable(tables.tasks.get(taskId));
    }
}
