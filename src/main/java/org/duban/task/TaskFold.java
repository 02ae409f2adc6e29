package org.duban.task;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.duban.reasons.Reason;
import org.duban.task.Verdict.Applied;
import org.duban.task.Verdict.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The life of a task: what each event makes of it, or why it may not. Pure.
 *
 * @param names the units and policies that events may name
 * @param appliedAt when the ledger learns of the events
 */
public record TaskFold(Names names, Instant appliedAt) {

    /** The number of the rules by which events are folded now; the database keeps with each event by which it was. */
    public static final int RULES = 4;

    /** Never {@link Verdict.Duplicate} or {@link Verdict.Stale}: which events were applied before is not the task's to know. */
    public Verdict apply(@Nullable Task task, TaskEvent event) {
        if (task == null && !(event.act() instanceof Act.Assigned)) {
            return unknown(event);
        }
        var objection = objection(task, event);
        return objection.isPresent() ? new Refused(objection.get()) : again(task, event);
    }

    private Optional<Reason> objection(@Nullable Task task, TaskEvent event) {
        var rights = names.rights();
        if (task != null && !task.open()) {
            var closed = rights.tooEarlyOrTooLate(ActRule.of(event.act()), task, event.time());
            if (closed.isPresent()) {
                return closed.map(ActRights.Denial::reason);
            }
        }
        var unknown = event.act().unknown(names);
        if (unknown != null) {
            return Optional.of(unknown);
        }
        if (event.act() instanceof Act.Assigned assigned) {
            return task == null ? objection(rights, event, assigned) : Optional.of(assignedAlready(task));
        }
        return task == null ? Optional.empty() : objection(rights, task, event);
    }

    private Optional<Reason> objection(ActRights rights, TaskEvent event, Act.Assigned act) {
        return Optional.ofNullable(rights.assigning(event.taskId(), act))
                .or(() -> Optional.ofNullable(ActChecks.assigned(act, names, micros(event.time()))));
    }

    private Optional<Reason> objection(ActRights rights, Task task, TaskEvent event) {
        var act = event.act();
        var time = micros(event.time());
        return rights.denial(ActRule.of(act), task, act.by(), time)
                .map(ActRights.Denial::reason)
                .or(() -> Optional.ofNullable(act.objection(new ActChecks(task, names, time, appliedAt))));
    }

    /**
     * What an event that was applied before makes of its task, whatever is known by now of units and policies, and whoever
     * may do what by now.
     */
    Verdict again(@Nullable Task task, TaskEvent event) {
        if (task != null) {
            return changed(task, event);
        }
        return event.act() instanceof Act.Assigned ? assigned(event) : unknown(event);
    }

    /** Whether earlier rules made something else of an act than these do. */
    static boolean madeOtherwise(int rules, @Nullable Task task, Act act) {
        if (task == null || rules >= RULES) {
            return false;
        }
        return rules < 2 && madeOtherwiseAtFirst(task, act)
                || rules < 4 && handsOver(task, act) && !task.assistingUnits().isEmpty()
                // Who had asked before was not told.
                || rules < 3
                        && act instanceof Act.ExtensionRequested
                        && task.request() != null
                        && task.request().by() != null;
    }

    /** Reports of helpers, hand-overs, requests met. */
    private static boolean madeOtherwiseAtFirst(Task task, Act act) {
        if (act instanceof Act.Progressed || act instanceof Act.Submitted) {
            return act.by() != null && task.assistingUnits().contains(act.by());
        }
        if (act instanceof Act.Amended amended) {
            return handsOver(task, act) || (amended.deadline() != null && task.request() != null);
        }
        return act instanceof Act.Returned returned && returned.deadline() != null && task.request() != null;
    }

    private static boolean handsOver(Task task, Act act) {
        return act instanceof Act.Amended amended
                && amended.leadUnit() != null
                && !amended.leadUnit().equals(task.leadUnit());
    }

    private static Verdict unknown(TaskEvent event) {
        return new Verdict.UnknownTask(TaskReason.TASK_UNKNOWN.at("subject", QuotedValue.plain(event.taskId())));
    }

    private Verdict assigned(TaskEvent event) {
        var act = (Act.Assigned) event.act();
        var read = Deadlines.read(act.deadline(), names.zone(act.leadUnit()));
        return read.wrong() != null ? new Refused(read.wrong()) : new Applied(fresh(event, act, read.deadline()));
    }

    private Task fresh(TaskEvent event, Act.Assigned act, Deadline deadline) {
        return new Task(
                event.taskId(),
                null,
                act.matter(),
                act.leadUnit(),
                assisting(act.assistingUnits(), act.leadUnit()),
                deadline,
                List.of(),
                new Supervision(act.policy(), act.amounts(), List.of(), appliedAt),
                TaskStatus.ASSIGNED,
                ReportTimes.assignedAt(micros(event.time())),
                Reports.NONE,
                Hold.NONE,
                null,
                Decision.NONE,
                ToldFrom.assignment(appliedAt),
                ToldChanges.NONE.shownSince(1),
                List.of(),
                1,
                event.sequence());
    }

    private Verdict changed(Task task, TaskEvent event) {
        var draft = new TaskDraft(task);
        var refusal = event.act().applyTo(new TaskChange(draft, names, micros(event.time()), appliedAt));
        if (refusal != null) {
            return new Refused(refusal);
        }
        if (!Shown.of(task).equals(Shown.of(draft.task()))) {
            draft.changes = draft.changes.shownSince(task.revision() + 1);
        }
        return new Applied(draft.task(task.revision() + 1, highest(task.sequence(), event.sequence())));
    }

    static Reason assignedAlready(Task task) {
        return TaskReason.TASK_ASSIGNED_ALREADY.at("subject", QuotedValue.plain(task.id()));
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
                    task.matter().title(),
                    task.leadUnit(),
                    Set.copyOf(task.assistingUnits()),
                    task.deadline(),
                    task.matter().url(),
                    task.open());
        }
    }

    private static @Nullable Long highest(@Nullable Long before, @Nullable Long sequence) {
        return before == null || sequence != null && sequence > before ? sequence : before;
    }

    static List<String> assisting(List<String> units, String lead) {
        return units.stream().distinct().filter(unit -> !unit.equals(lead)).toList();
    }

    /** PostgreSQL keeps microseconds; the task that is announced is the task that is read again. */
    static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
