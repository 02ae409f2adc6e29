package org.duban.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.ledger.Verdict.Applied;
import org.duban.ledger.Verdict.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The life of a task: what each event makes of it, or why it may not. Pure.
 *
 * @param names the units and policies that events may name
 * @param appliedAt when the ledger learns of the events
 */
record TaskFold(Names names, Instant appliedAt) {

    /** Never {@link Verdict.Duplicate} or {@link Verdict.Stale}: which events were applied before is not the task's to know. */
    Verdict apply(@Nullable Task task, TaskEvent event) {
        if (task == null && !(event.act() instanceof Act.Assigned)) {
            return new Verdict.UnknownTask("subject: no task " + Quoted.of(event.taskId())
                    + " is known; it waits until duban.task.assigned has come for it");
        }
        var objection = task == null || task.open() ? names.objection(event.act()) : Optional.of(closed(task));
        if (objection.isPresent()) {
            return new Refused(objection.get());
        }
        return task == null ? assigned(event) : changed(task, event);
    }

    /** What an event that was applied before makes of its task, whatever is known by now of units and policies. */
    Verdict again(@Nullable Task task, TaskEvent event) {
        if (task == null) {
            return event.act() instanceof Act.Assigned ? assigned(event) : apply(null, event);
        }
        return changed(task, event);
    }

    private Verdict assigned(TaskEvent event) {
        var act = (Act.Assigned) event.act();
        var read = Deadlines.read(act.deadline(), names.zone(act.leadUnit()));
        return read.wrong() != null ? new Refused(read.wrong()) : new Applied(fresh(event, act, read.deadline()));
    }

    private Task fresh(TaskEvent event, Act.Assigned act, Deadline deadline) {
        return new Task(
                event.taskId(),
                act.list(),
                act.title(),
                act.description(),
                act.leadUnit(),
                assisting(act.assistingUnits(), act.leadUnit()),
                deadline.date(),
                deadline.at(),
                act.policy(),
                List.of(),
                act.points(),
                act.clause(),
                act.urgency(),
                act.url(),
                act.amounts(),
                TaskStatus.ASSIGNED,
                micros(event.time()),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                appliedAt,
                null,
                appliedAt,
                Map.of(),
                null,
                null,
                false,
                null,
                null,
                null,
                1,
                event.sequence(),
                Changes.NONE.shownSince(1));
    }

    private Verdict changed(Task task, TaskEvent event) {
        if (event.act() instanceof Act.Assigned) {
            return new Refused(
                    "subject: task " + Quoted.of(task.id()) + " is assigned already; amend it with duban.task.amended");
        }
        var draft = new TaskDraft(task);
        var refusal = new Change(draft, names, micros(event.time()), appliedAt).apply(event.act());
        if (refusal != null) {
            return new Refused(refusal);
        }
        draft.revision++;
        draft.sequence = highest(task.sequence(), event.sequence());
        if (!Shown.of(task).equals(Shown.of(draft.task()))) {
            draft.changes = draft.changes.shownSince(draft.revision);
        }
        return new Applied(draft.task());
    }

    /** What a calendar shows of a task, and to whom. */
    private record Shown(
            String title,
            String lead,
            Set<String> assisting,
            Deadline deadline,
            @Nullable String url,
            boolean open) {
        static Shown of(Task task) {
            return new Shown(
                    task.title(),
                    task.leadUnit(),
                    Set.copyOf(task.assistingUnits()),
                    task.deadline(),
                    task.url(),
                    task.open());
        }
    }

    private static @Nullable Long highest(@Nullable Long before, @Nullable Long sequence) {
        return before == null || sequence != null && sequence > before ? sequence : before;
    }

    private static String closed(Task task) {
        return "subject: task " + Quoted.of(task.id()) + " is " + task.status()
                + " and takes no more events; assign a task of another id";
    }

    static List<String> assisting(List<String> units, String lead) {
        return units.stream().distinct().filter(unit -> !unit.equals(lead)).toList();
    }

    /** PostgreSQL keeps microseconds; the task that is announced is the task that is read again. */
    static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
