package org.duban.task;

import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.duban.reasons.Reason;
import org.duban.task.Reports.Assisting;
import org.jspecify.annotations.Nullable;

/**
 * What acts do to the draft of a task: each {@link Act} applies itself by these. Methods that return a reason return why it
 * cannot be, or null when it is done. Whether it may be is asked before, of new events only: {@link ActRights} and
 * {@link ActChecks}.
 *
 * @param time when it happened
 * @param appliedAt when the ledger learns of it
 */
record TaskChange(TaskDraft task, Names names, Instant time, Instant appliedAt) {

    private static final String ASKED_BY_ANOTHER =
            "新的牵头单位已另行申请 (the unit that leads by now has asked for more time itself)";

    void received(@Nullable String by) {
        sign(speaker(by));
        if (speaker(by).equals(task.leadUnit) && task.status == TaskStatus.ASSIGNED) {
            task.status = TaskStatus.RECEIVED;
        }
    }

    private String speaker(@Nullable String by) {
        return by == null ? task.leadUnit : by;
    }

    /** A unit that reports has signed by that; others than the responsible units have nothing to sign. */
    private void sign(String by) {
        var leads = by.equals(task.leadUnit);
        if (!leads && !task.assistingUnits.contains(by)
                || task.reports.receivedBy().contains(by)) {
            return;
        }
        task.reports = task.reports.signedBy(by);
        if (leads) {
            task.times = task.times.receivedAt(time);
        }
    }

    void progressed(Act.Progressed act) {
        if (reportsOwnPart(act.by(), act.percent(), false, act.note())) {
            return;
        }
        task.status = TaskStatus.IN_PROGRESS;
        task.times = task.times.progressedAt(time);
        task.reports = task.reports.done(act.percent());
    }

    void submitted(Act.Submitted act) {
        if (reportsOwnPart(act.by(), null, true, act.note())) {
            return;
        }
        task.status = TaskStatus.SUBMITTED;
        task.reports = task.reports.completed(new Reports.Completion(act.note(), act.evidence()));
        task.times = task.times.submittedAt(time);
        task.toldFrom = task.toldFrom.submission(appliedAt);
    }

    /** The lead unit answers for the task: what a helper reports is neither its word nor its progress. */
    private boolean reportsOwnPart(
            @Nullable String by, @Nullable Integer percent, boolean complete, @Nullable String note) {
        var unit = speaker(by);
        sign(unit);
        if (!task.assistingUnits.contains(unit)) {
            return false;
        }
        task.reports = task.reports.of(new Assisting(unit, percent, complete, time, note));
        return true;
    }

    @Nullable
    Reason extensionRequested(Act.ExtensionRequested act) {
        var read = Deadlines.read(act.deadline(), names.zone(task.leadUnit));
        if (read.wrong() != null) {
            return read.wrong();
        }
        if (task.request != null && task.request.by() != null) {
            // The unit that led before hears that nobody decides on what it asked for any more.
            decide(false, ASKED_BY_ANOTHER);
        }
        task.request = new ExtensionRequest(read.deadline().toString(), time, act.reason(), null);
        task.toldFrom = task.toldFrom.extensionRequest(appliedAt);
        return null;
    }

    /** The answer goes to whoever asked, even if another unit leads by now. */
    void decide(boolean granted, @Nullable String reason) {
        task.decision = new Decision(granted, task.request == null ? null : task.request.by(), reason);
        task.request = null;
        task.toldFrom = task.toldFrom.decision(appliedAt);
    }

    void held(@Nullable String reason, @Nullable Instant until) {
        var before = task.hold;
        if (before.until() != null && before.over(appliedAt)) {
            task.changes = task.changes.deferred(before.from(), before.until());
        }
        task.hold = before.renewed(appliedAt, reason, until);
    }

    void resumed() {
        var before = task.hold;
        task.hold = before.resumed(appliedAt);
        if (before.over(appliedAt)) {
            // Its plan went on by itself when the hold ended.
            return;
        }
        task.changes = task.changes.deferred(before.from(), appliedAt);
        planAnew();
        task.toldFrom = task.toldFrom.resumed(appliedAt);
    }

    void returned(@Nullable String reason) {
        task.status = TaskStatus.RETURNED;
        // While the report waited, nothing was told about the deadline; what lay in that time stays untold.
        planAnew();
        task.times = task.times.returnedAt(time);
        task.toldFrom = task.toldFrom.returned(appliedAt);
        task.decision = task.decision.because(reason);
    }

    void close(TaskStatus status, @Nullable String reason) {
        task.status = status;
        task.times = task.times.closedAt(time);
        task.toldFrom = task.toldFrom.closure(appliedAt);
        task.request = null;
        task.decision = task.decision.because(reason);
    }

    /**
     * It is as it was before it was closed, but for a report of completion: it is not done after all, so no review waits. A request
     * for more time ended with the closure.
     */
    void reopened(String reason) {
        task.status = statusBefore();
        task.times = task.times.reopenedAt(time);
        task.toldFrom = task.toldFrom.reopened(appliedAt);
        task.decision = task.decision.because(reason);
        // What lay in the time in which it was closed stays untold.
        planAnew();
    }

    void instructed(Act.Instructed act) {
        task.instructions = Instruction.and(task.instructions, act, time, appliedAt);
    }

    private TaskStatus statusBefore() {
        if (!task.reports.receivedBy().contains(task.leadUnit)) {
            return TaskStatus.ASSIGNED;
        }
        var reported = task.times.progressed() != null || task.toldFrom.submission() != null;
        return reported ? TaskStatus.IN_PROGRESS : TaskStatus.RECEIVED;
    }

    void planAnew() {
        task.supervision = task.supervision.plannedAnew(appliedAt);
    }

    /** @param decided whether the responsible units hear of it by the decision that it comes with */
    @Nullable
    Reason replaceDeadline(String text, boolean decided) {
        var zone = names.zone(task.leadUnit);
        var read = Deadlines.read(text, zone);
        if (read.wrong() != null) {
            return read.wrong();
        }
        if (!read.deadline().same(task.deadline)) {
            task.changes = task.changes.moved(move(read.deadline(), zone, decided));
            task.earlierDeadlines = Stream.concat(task.earlierDeadlines.stream(), Stream.of(task.deadline.toString()))
                    .toList();
            task.deadline = read.deadline();
            planAnew();
            meetRequest(zone);
        }
        return null;
    }

    /** Whoever has got the time that it asked for, or more, asks no more. */
    private void meetRequest(ZoneId zone) {
        var request = task.request;
        if (request != null && !end(task.deadline).isBefore(end(Deadline.parse(request.deadline(), zone)))) {
            task.request = null;
        }
    }

    private Instant end(Deadline deadline) {
        return names.end(deadline, task.leadUnit, task.supervision.policy());
    }

    /** What is moved more than once at one instant has been moved once; moved back, or written in another way, not at all. */
    private ToldChanges.@Nullable Move move(Deadline to, ZoneId zone, boolean decided) {
        var last = task.changes.deadline();
        var from =
                last != null && last.toldFrom().equals(appliedAt) ? Deadline.parse(last.from(), zone) : task.deadline;
        var difference = end(to).compareTo(end(from));
        return difference == 0 ? null : new ToldChanges.Move(appliedAt, from.toString(), difference > 0, decided);
    }
}
