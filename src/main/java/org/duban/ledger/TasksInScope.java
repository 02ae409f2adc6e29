package org.duban.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.directory.Scope;
import org.duban.task.Task;
import org.duban.task.TaskStatus;

/**
 * The tasks that somebody may see: those that a unit of his scope leads or assists with, so that a joint task is seen by every unit
 * on it and every office above any of them. Others are as if there were none of them, for whoever knows their ids, too.
 */
public final class TasksInScope {

    /** That a scope reaches the row {@code task}, for SQL; takes {@code :everything} and {@code :units}. */
    public static final String REACHED =
            "(:everything or task.lead_unit = any(:units) or task.assisting_units <> '{}' and task.assisting_units && :units::text[])";

    private final TaskLedger ledger;
    private final Scope scope;

    TasksInScope(TaskLedger ledger, Scope scope) {
        this.ledger = ledger;
        this.scope = scope;
    }

    public Optional<Task> task(String id) {
        return Optional.ofNullable(tasks(Set.of(id)).get(id));
    }

    /** The tasks of these ids by id; unknown ids are left out. */
    public Map<String, Task> tasks(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return find(TaskQuery.ofIds(Set.copyOf(ids))).stream().collect(Collectors.toMap(Task::id, Function.identity()));
    }

    public List<Task> find(TaskQuery query) {
        return ledger.find(query.within(scope));
    }

    /** How many it finds, counted up to its limit. */
    public int count(TaskQuery query) {
        return ledger.count(query.within(scope));
    }

    /** The same as a condition for statements of other rooms: all tasks that a query finds, whatever its order and limit. */
    public TaskFilter meant(TaskQuery query) {
        var where = new TaskConditions(query.within(scope));
        return new TaskFilter("select id from task t" + where.sql(), where.parameters());
    }

    /** How many tasks in this status each unit of the scope leads, of those asked for. */
    public Map<String, Long> countByLeadUnit(TaskStatus status, Collection<String> units) {
        return ledger.countByLeadUnit(
                status, units.stream().filter(scope::reaches).toList());
    }
}
