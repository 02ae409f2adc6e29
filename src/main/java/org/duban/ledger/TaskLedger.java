package org.duban.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.directory.Scope;
import org.duban.task.LedgerEntry;
import org.duban.task.Task;
import org.duban.task.TaskEvent;
import org.duban.task.TaskStatus;
import org.duban.task.Verdict;
import org.duban.tracing.TracePoint;

/** The account of all tasks and of every event that made them (台账). */
public interface TaskLedger {

    /**
     * Applies events in their order, each at most once for ever, none of other content under a source and id that were
     * applied, and none that a later one of its source and task has overtaken; and announces the changed tasks as {@link TasksChanged}
     * before it returns. Joins the caller's transaction, which must exist: all of it counts or none.
     *
     * @return one verdict for each event, in the same order
     * @throws org.springframework.dao.DataAccessException if the database did not take it; nothing has changed then
     */
    List<Verdict> apply(List<TaskEvent> events);

    /** The tasks of these ids by id; unknown ids are left out. */
    Map<String, Task> tasks(Collection<String> ids);

    /** The revisions of these tasks by id, much cheaper than the tasks themselves; unknown ids are left out. */
    Map<String, Long> revisions(Collection<String> ids);

    /** Where the last events of these tasks stand in their traces, by task; those that nobody traced are left out. */
    Map<String, TracePoint> traces(Collection<String> ids);

    Optional<Task> task(String id);

    /** What somebody may see of it who may not see everything. */
    default TasksInScope within(Scope scope) {
        return new TasksInScope(this, scope);
    }

    List<Task> find(TaskQuery query);

    /** How many it finds, counted up to its limit. */
    int count(TaskQuery query);

    /** How many tasks in this status each of these units leads; those that lead none are left out. */
    Map<String, Long> countByLeadUnit(TaskStatus status, Collection<String> units);

    /** A text that is another one as soon as the query finds other tasks or one of them has changed; its limit does not count. */
    String fingerprint(TaskQuery query);

    /** All applied events of a task, oldest first. */
    List<LedgerEntry> history(String taskId);
}
