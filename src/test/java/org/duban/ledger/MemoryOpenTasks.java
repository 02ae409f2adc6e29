package org.duban.ledger;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.duban.directory.Dependants;
import org.duban.directory.Dependency;
import org.duban.directory.Directory;
import org.duban.directory.Merger;
import org.duban.task.Task;
import org.duban.task.TaskSuccession;
import org.duban.task.Verdict;

/** The open tasks of units in memory: handed over by the same events. */
public final class MemoryOpenTasks implements Dependants {

    private final MemoryTaskLedger.Tables tables;
    private final Supplier<TaskLedger> ledger;
    private final Directory directory;

    /** @param ledger that of some node */
    public MemoryOpenTasks(MemoryTaskLedger.Tables tables, Supplier<TaskLedger> ledger, Directory directory) {
        this.tables = tables;
        this.ledger = ledger;
        this.directory = directory;
    }

    @Override
    public Optional<Dependency> on(Set<String> units) {
        var found = units.stream()
                .flatMap(unit -> of(unit).stream())
                .map(Task::id)
                .distinct()
                .toList();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Dependency(Dependency.Kind.OPEN_TASKS, found.size(), found));
    }

    @Override
    public void handOver(Merger merger) {
        var events = of(merger.from()).stream()
                .map(task -> TaskSuccession.event(task, merger, directory.tree()))
                .toList();
        for (var verdict : ledger.get().apply(events)) {
            if (!(verdict instanceof Verdict.Applied)) {
                throw new AssertionError("not handed over: " + verdict);
            }
        }
    }

    private List<Task> of(String unit) {
        return tables.all().stream()
                .filter(Task::open)
                .filter(task ->
                        task.leadUnit().equals(unit) || task.assistingUnits().contains(unit))
                .sorted(java.util.Comparator.comparing(Task::id))
                .toList();
    }
}
