package org.duban.ledger;

import java.time.Instant;
import java.util.List;
import org.duban.task.Task;

/**
 * News of the ledger: these tasks have changed. Published synchronously inside the transaction that changes them.
 *
 * @param tasks the tasks as they are now, each once
 * @param appliedAt the instant at which the ledger learned of the changes
 */
public record TasksChanged(List<Task> tasks, Instant appliedAt) {
    public TasksChanged {
        tasks = List.copyOf(tasks);
    }
}
