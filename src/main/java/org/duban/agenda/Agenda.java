package org.duban.agenda;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The next wake-up of every task. */
public interface Agenda {

    /**
     * Locks tasks for this transaction.
     *
     * @return up to when each was told everything, by task; without those that the agenda does not know yet
     */
    Map<String, Instant> lock(Collection<String> tasks);

    /**
     * Writes tasks that have been planned, and sees to it that their next moments come.
     *
     * @param basis that of the planner that planned them, see {@link org.duban.rulebook.Planner#basis}
     */
    void write(List<AgendaRow> planned, long basis);

    /**
     * Takes tasks whose wake-up is due, the earliest first; each is locked for this transaction, and those that another
     * node holds are left out.
     */
    List<ToldTask> takeDue(Instant now, int limit);

    /**
     * Writes how far taken tasks have been told, and sees to it that their next moments come.
     *
     * @param basis that of the planner that found out when they come, see {@link org.duban.rulebook.Planner#basis}
     */
    void advance(List<Advance> advances, long basis);

    /** Whether any task is due that nobody holds. */
    boolean anyDue(Instant now);

    /** When a task's plan has something to say next; empty if never, as things stand. */
    Optional<Instant> nextWakeAt(String taskId);

    /** Open tasks by id, those after the given one. */
    List<ToldTask> openTasks(String after, int limit);

    /** How many open tasks there are. */
    long countOpen();

    /** When the plan of any task has something to say next; empty if none ever has, as things stand. */
    Optional<Instant> nextWakeAt();
}
