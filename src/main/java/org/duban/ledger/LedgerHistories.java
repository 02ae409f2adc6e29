package org.duban.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/** The ledger as an auditor reads it: each task beside its history, from which it must follow. */
public interface LedgerHistories {

    /**
     * A task and what its history says of it.
     *
     * @param events how many events were applied to it
     * @param learned when the ledger learned of the last of them; null if there is no event of the task's revision
     */
    record Account(Task task, long events, @Nullable Instant learned) {

        /** Whether each event made one revision. */
        public boolean complete() {
            return learned != null && task.revision() == events;
        }
    }

    /** How a task compares with its history, folded anew. */
    enum Comparison {
        SAME,
        DIFFERENT,
        /** Earlier rules made of its events what today's would not, so there is nothing to compare with. */
        NOT_COMPARABLE
    }

    /** Open tasks in the order of their ids, those after the given one. */
    List<Account> open(@Nullable String after, int limit);

    /** Tasks that were closed at or after an instant, in the order of their ids, those after the given one. */
    List<Account> closedSince(Instant since, @Nullable String after, int limit);

    /** These tasks; unknown ids are left out. */
    List<Account> accounts(Collection<String> ids);

    /** Folds the histories of these tasks anew. */
    Map<String, Comparison> compare(Collection<Task> tasks);

    /**
     * Writes a task as its history makes it, and announces it. Joins the caller's transaction, which must exist.
     *
     * @return whether it could; false if its history is not comparable or not complete
     */
    boolean mend(String taskId);

    /**
     * Announces a task once more as {@link TasksChanged}, as if the ledger had learned of it at that instant. Joins the
     * caller's transaction, which must exist.
     */
    void announceAgain(String taskId, Instant learned);
}
