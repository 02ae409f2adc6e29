package org.duban.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.duban.simulation.MemoryDatabase;
import org.jspecify.annotations.Nullable;

/** The books of the ledger in memory. */
final class MemoryBooks implements Books {

    private final MemoryDatabase database;
    private final MemoryTaskLedger.Tables tables;
    private final KnownNames names;
    private final Consumer<TasksChanged> news;

    MemoryBooks(
            MemoryDatabase database, MemoryTaskLedger.Tables tables, KnownNames names, Consumer<TasksChanged> news) {
        this.database = database;
        this.tables = tables;
        this.names = names;
        this.news = news;
    }

    @Override
    public List<Account> open(@Nullable String after, int limit) {
        return accounts(tables.all().stream().filter(Task::open).map(Task::id).toList());
    }

    @Override
    public List<Account> closedSince(Instant since, @Nullable String after, int limit) {
        return accounts(tables.all().stream()
                .filter(task -> task.closureToldFrom() != null
                        && !task.closureToldFrom().isBefore(since))
                .map(Task::id)
                .toList());
    }

    @Override
    public List<Account> accounts(Collection<String> ids) {
        return ids.stream()
                .sorted()
                .map(tables.tasks::committed)
                .filter(Objects::nonNull)
                .map(this::account)
                .toList();
    }

    private Account account(Task task) {
        var history = tables.history(task.id());
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
        for (var task : tasks) {
            var history = tables.history(task.id());
            var acts = new HashMap<String, Act>();
            history.forEach(
                    applied -> acts.put(applied.event().data(), applied.event().act()));
            var made = new Refolding(names.now(), (type, data) -> Objects.requireNonNull(acts.get(data)))
                    .fold(history.stream().map(MemoryBooks::kept).toList());
            compared.put(
                    task.id(),
                    made.map(one -> Refolding.dated(one, task).equals(task) ? Comparison.SAME : Comparison.DIFFERENT)
                            .orElse(Comparison.NOT_COMPARABLE));
        }
        return compared;
    }

    private static Refolding.Kept kept(MemoryTaskLedger.Applied applied) {
        var event = applied.event();
        return new Refolding.Kept(
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
        throw new UnsupportedOperationException("nobody tampers with what is in memory");
    }

    @Override
    public void announceAgain(String taskId, Instant learned) {
        database.statement("books: announce", () -> tables.tasks.lock(taskId));
        var task = tables.tasks.get(taskId);
        if (task != null) {
            news.accept(new TasksChanged(List.of(task), learned));
        }
    }
}
