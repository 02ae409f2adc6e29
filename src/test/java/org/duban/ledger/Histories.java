package org.duban.ledger;

import java.time.Instant;
import java.util.Optional;
import org.duban.directory.UnitTree;
import org.duban.task.KnownPolicies;
import org.duban.task.Names;
import org.duban.task.Task;
import org.duban.task.TaskEvent;
import org.duban.task.TaskFold;
import org.duban.task.Verdict;
import org.jspecify.annotations.Nullable;

/** Folds events into tasks for the tests of other rooms, the way the ledger does. */
public final class Histories {

    private Histories() {}

    /** The task after an event; empty if the event is refused or stale. */
    public static Optional<Task> fold(
            @Nullable Task task, TaskEvent event, Instant learned, UnitTree units, KnownPolicies policies) {
        var verdict = new TaskFold(new Names(units, policies), learned).apply(task, event);
        return verdict instanceof Verdict.Applied applied ? Optional.of(applied.task()) : Optional.empty();
    }
}
