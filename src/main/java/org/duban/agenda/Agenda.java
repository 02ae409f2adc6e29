package org.duban.agenda;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The next wake-up of every task. It keeps itself up to date as the ledger announces changes. */
public interface Agenda {

    /**
     * Takes tasks whose wake-up is due, the earliest first; each is locked for this transaction, and those that another
     * node holds are left out.
     */
    List<ToldTask> takeDue(Instant now, int limit);

    /**
     * Writes how far taken tasks have been told, and sees to it that their next moments come.
     *
     * @param basis that of the planner that found out when they come, see {@link org.duban.policy.Planner#basis}
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
