package org.duban.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a task from its history once more. Pure. */
record Refolding(Names names, ActReader acts) {

    /** Between the ends of one office day at the two ends of the earth. */
    private static final Duration MOST_MOVED = Duration.ofHours(36);

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
            long revision) {}

    /** The task that a history makes; empty if events are missing, or would not be applied by today's rules. */
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
            return new TaskFold(names, kept.appliedAt).apply(task, event) instanceof Verdict.Applied applied
                    ? applied.task()
                    : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    /**
     * The refolded task with the date of the stored one, if an exact deadline can have it: which date that is follows from
     * the zone of the lead unit when the event came, and units move. The same for the end of a hold, which follows from office
     * hours, too.
     */
    static Task dated(Task made, Task stored) {
        return deadlineOf(stored, holdOf(stored, made));
    }

    private static Task holdOf(Task stored, Task made) {
        var kept = stored.holdUntil();
        var until = made.holdUntil();
        if (kept == null || until == null || Duration.between(kept, until).abs().compareTo(MOST_MOVED) > 0) {
            return made;
        }
        var draft = new TaskDraft(made);
        draft.holdUntil = kept;
        return draft.task();
    }

    private static Task deadlineOf(Task stored, Task made) {
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
