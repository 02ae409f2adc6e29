package org.duban.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a task from its history once more. Pure. */
record Refolding(Names names, ActReader acts) {

    /** An applied event as it is kept. */
    record Kept(
            String source,
            String id,
            String type,
            String taskId,
            Instant time,
            @Nullable Long sequence,
            String data,
            Instant appliedAt,
            long revision,
            int rules) {}

    /** The task that a history makes; empty if events are missing, or made of it what they would not make today. */
    Optional<Task> fold(List<Kept> history) {
        @Nullable Task task = null;
        for (var kept : history) {
            task = apply(task, kept);
            if (task == null || task.revision() != kept.revision()) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(task);
    }

    private @Nullable Task apply(@Nullable Task task, Kept kept) {
        try {
            var event = new TaskEvent(
                    kept.source,
                    kept.id,
                    kept.type,
                    kept.taskId,
                    kept.time,
                    kept.sequence,
                    acts.read(kept.type, kept.data),
                    kept.data);
            var once = kept.rules >= TaskFold.RULES || !TaskFold.madeOtherwise(task, event.act());
            return once && new TaskFold(names, kept.appliedAt).again(task, event) instanceof Verdict.Applied applied
                    ? applied.task()
                    : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    /**
     * The refolded task with the date of the stored one, if an exact deadline can have it: which date that is follows from
     * the zone of the lead unit when the event came, and units move.
     */
    static Task dated(Task made, Task stored) {
        var at = made.deadlineAt();
        var date = stored.deadlineDate();
        if (at == null
                || date.isBefore(at.atOffset(ZoneOffset.MIN).toLocalDate())
                || date.isAfter(at.atOffset(ZoneOffset.MAX).toLocalDate())) {
            return made;
        }
        var draft = new TaskDraft(made);
        draft.deadlineDate = date;
        return draft.task();
    }
}
