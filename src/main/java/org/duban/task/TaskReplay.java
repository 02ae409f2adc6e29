package org.duban.task;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a task from its history once more. Pure. */
public record TaskReplay(Names names, ActParser acts) {

    /** Between the ends of one office day at the two ends of the earth. */
    private static final Duration MOST_MOVED = Duration.ofHours(36);

    /** An applied event as it is kept. */
    public record Kept(
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
    public Optional<Task> fold(List<Kept> history) {
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
            var once = !TaskFold.madeOtherwise(kept.rules, task, event.act());
            return once && new TaskFold(names, kept.appliedAt).again(task, event) instanceof Verdict.Applied applied
                    ? applied.task()
                    : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    /**
     * The refolded task as the stored one can know it: with its date, if an exact deadline can have it, for which date that
     * is follows from the zone of the lead unit when the event came, and units move; with the end of its hold, which follows
     * from office hours, too; with those changes that were kept; and with its number, of which no event says anything.
     */
    public static Task asKept(Task made, Task stored) {
        var draft = new TaskDraft(made);
        draft.changes = made.changes().knownTo(stored.changes());
        if (canHave(made.deadline().at(), stored.deadline().date())) {
            draft.deadline =
                    new Deadline(stored.deadline().date(), made.deadline().at());
        }
        if (canHave(made.hold().until(), stored.hold().until())) {
            draft.hold = made.hold().until(stored.hold().until());
        }
        return draft.task().numbered(stored.number());
    }

    private static boolean canHave(@Nullable Instant at, LocalDate date) {
        return at != null
                && !date.isBefore(at.atOffset(ZoneOffset.MIN).toLocalDate())
                && !date.isAfter(at.atOffset(ZoneOffset.MAX).toLocalDate());
    }

    private static boolean canHave(@Nullable Instant until, @Nullable Instant kept) {
        return until != null
                && kept != null
                && Duration.between(kept, until).abs().compareTo(MOST_MOVED) <= 0;
    }
}
