package org.duban.ledger;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One act on an open task, applied to its draft. Each method returns why it cannot be, or null when it is done. Whether it may
 * be is asked before, of new events only: {@link ActRights} and {@link Objections}.
 *
 * @param time when it happened
 * @param appliedAt when the ledger learns of it
 */
record Change(TaskDraft task, Names names, Instant time, Instant appliedAt) {

    private static final String ASKED_BY_ANOTHER =
            "新的牵头单位已另行申请 (the unit that leads by now has asked for more time itself)";

    @Nullable
    String apply(Act act) {
        if (act instanceof Act.Received received) {
            return received(received);
        } else if (act instanceof Act.Progressed progressed) {
            return progressed(progressed);
        } else if (act instanceof Act.ExtensionRequested requested) {
            return extensionRequested(requested);
        } else if (act instanceof Act.ExtensionGranted granted) {
            return extensionGranted(granted);
        } else if (act instanceof Act.ExtensionDeclined declined) {
            return extensionDeclined(declined);
        } else if (act instanceof Act.Held held) {
            return held(held);
        } else if (act instanceof Act.Resumed) {
            return resumed();
        } else if (act instanceof Act.Submitted submitted) {
            return submitted(submitted);
        } else if (act instanceof Act.Returned returned) {
            return returned(returned);
        } else if (act instanceof Act.StruckOff struckOff) {
            return close(TaskStatus.STRUCK_OFF, struckOff.note());
        } else if (act instanceof Act.Withdrawn withdrawn) {
            return close(TaskStatus.WITHDRAWN, withdrawn.reason());
        } else if (act instanceof Act.Amended amended) {
            return new Amendment(this).apply(amended);
        }
        throw new IllegalArgumentException("no change of an open task: " + act);
    }

    private @Nullable String received(Act.Received act) {
        var by = speaker(act);
        sign(by);
        if (by.equals(task.leadUnit) && task.status == TaskStatus.ASSIGNED) {
            task.status = TaskStatus.RECEIVED;
        }
        return null;
    }

    private String speaker(Act act) {
        var by = act.by();
        return by == null ? task.leadUnit : by;
    }

    /** A unit that reports has signed by that; others than the responsible units have nothing to sign. */
    private void sign(String by) {
        boolean responsible = by.equals(task.leadUnit) || task.assistingUnits.contains(by);
        if (!responsible || task.receivedBy.contains(by)) {
            return;
        }
        task.receivedBy.add(by);
        if (by.equals(task.leadUnit)) {
            task.receivedAt = time;
        }
    }

    private @Nullable String progressed(Act.Progressed act) {
        sign(speaker(act));
        if (assists(act)) {
            report(speaker(act), act.percent(), false, act.note());
            return null;
        }
        task.status = TaskStatus.IN_PROGRESS;
        task.progressedAt = time;
        if (act.percent() != null) {
            task.percent = act.percent();
        }
        return null;
    }

    /** The lead unit answers for the task: what a helper reports is neither its word nor its progress. */
    private boolean assists(Act act) {
        return task.assistingUnits.contains(speaker(act));
    }

    private void report(String unit, @Nullable Integer percent, boolean complete, @Nullable String note) {
        var before = task.assistingReports.stream()
                .filter(report -> report.unit().equals(unit))
                .findFirst();
        var known = percent == null ? before.map(Task.AssistingReport::percent).orElse(null) : percent;
        before.ifPresent(task.assistingReports::remove);
        task.assistingReports.add(new Task.AssistingReport(unit, known, complete, time, note));
        task.assistingReports.sort(Comparator.comparing(Task.AssistingReport::unit));
    }

    private @Nullable String extensionRequested(Act.ExtensionRequested act) {
        var read = Deadlines.read(act.deadline(), names.zone(task.leadUnit));
        if (read.wrong() != null) {
            return read.wrong();
        }
        if (task.extensionRequestedBy != null) {
            // The unit that led before hears that nobody decides on what it asked for any more.
            decide(false, ASKED_BY_ANOTHER);
        }
        task.extensionRequested = read.deadline().toString();
        task.extensionRequestedAt = time;
        task.extensionReason = act.reason();
        task.extensionRequestedBy = null;
        task.extensionRequestToldFrom = appliedAt;
        return null;
    }

    private @Nullable String extensionGranted(Act.ExtensionGranted act) {
        // First the answer: with the new deadline the request is met, and forgets who asked.
        decide(true, act.note());
        return replaceDeadline(act.deadline(), true);
    }

    private @Nullable String extensionDeclined(Act.ExtensionDeclined act) {
        decide(false, act.reason());
        return null;
    }

    /** The answer goes to whoever asked, even if another unit leads by now. */
    private void decide(boolean granted, @Nullable String reason) {
        task.decisionFor = task.extensionRequestedBy;
        endRequest();
        task.extensionGranted = granted;
        task.decisionToldFrom = appliedAt;
        task.lastReason = reason;
    }

    private void endRequest() {
        task.extensionRequested = null;
        task.extensionRequestedAt = null;
        task.extensionReason = null;
        task.extensionRequestedBy = null;
    }

    private @Nullable String held(Act.Held act) {
        if (ranOut() && task.holdUntil != null) {
            task.changes = task.changes.deferred(task.holdFrom, task.holdUntil);
        }
        task.holdFrom = task.held && task.holdFrom != null && !ranOut() ? task.holdFrom : appliedAt;
        task.held = true;
        task.holdReason = act.reason();
        task.holdUntil = end(act);
        return null;
    }

    private @Nullable Instant end(Act.Held act) {
        var day = act.untilDay();
        if (day != null) {
            return names.endOfOfficeDay(day, task.leadUnit, task.policy);
        }
        return act.until() == null ? null : TaskFold.micros(act.until());
    }

    private @Nullable String resumed() {
        task.held = false;
        if (ranOut()) {
            // Its plan went on by itself when the hold ended; what lay in the hold stays untold.
            return null;
        }
        task.changes = task.changes.deferred(task.holdFrom, appliedAt);
        task.holdFrom = null;
        task.holdReason = null;
        task.holdUntil = null;
        task.plannedFrom = appliedAt;
        task.resumedToldFrom = appliedAt;
        return null;
    }

    /** Whether the hold has ended by itself. */
    private boolean ranOut() {
        return task.holdUntil != null && !task.holdUntil.isAfter(appliedAt);
    }

    private @Nullable String submitted(Act.Submitted act) {
        sign(speaker(act));
        if (assists(act)) {
            report(speaker(act), null, true, act.note());
            return null;
        }
        task.status = TaskStatus.SUBMITTED;
        task.submittedAt = time;
        return null;
    }

    private @Nullable String returned(Act.Returned act) {
        var wrong = act.deadline() == null ? null : replaceDeadline(act.deadline(), true);
        if (wrong != null) {
            return wrong;
        }
        task.status = TaskStatus.RETURNED;
        // While the report waited, nothing was told about the deadline; what lay in that time stays untold.
        task.plannedFrom = appliedAt;
        task.returnedAt = time;
        task.returnToldFrom = appliedAt;
        task.lastReason = act.reason();
        return null;
    }

    private @Nullable String close(TaskStatus status, @Nullable String reason) {
        task.status = status;
        task.closedAt = time;
        task.closureToldFrom = appliedAt;
        endRequest();
        task.lastReason = reason;
        return null;
    }

    /** @param decided whether the responsible units hear of it by the decision that it comes with */
    @Nullable
    String replaceDeadline(String text, boolean decided) {
        var zone = names.zone(task.leadUnit);
        var read = Deadlines.read(text, zone);
        if (read.wrong() != null) {
            return read.wrong();
        }
        if (!read.deadline().same(task.deadline())) {
            task.changes = task.changes.moved(move(read.deadline(), zone, decided));
            task.earlierDeadlines = new ArrayList<>(task.earlierDeadlines);
            task.earlierDeadlines.add(task.deadline().toString());
            task.deadlineDate = read.deadline().date();
            task.deadlineAt = read.deadline().at();
            task.plannedFrom = appliedAt;
            meetRequest(zone);
        }
        return null;
    }

    /** Whoever has got the time that it asked for, or more, asks no more. */
    private void meetRequest(ZoneId zone) {
        if (task.extensionRequested == null) {
            return;
        }
        var asked = Deadlines.end(Deadline.parse(task.extensionRequested, zone), zone);
        if (!Deadlines.end(task.deadline(), zone).isBefore(asked)) {
            endRequest();
        }
    }

    /** What is moved more than once at one instant has been moved once; moved back, not at all. */
    private Changes.@Nullable Move move(Deadline to, ZoneId zone, boolean decided) {
        var last = task.changes.deadline();
        var from =
                last != null && last.toldFrom().equals(appliedAt) ? Deadline.parse(last.from(), zone) : task.deadline();
        if (to.same(from)) {
            return null;
        }
        var later = Deadlines.end(to, zone).isAfter(Deadlines.end(from, zone));
        return new Changes.Move(appliedAt, from.toString(), later, decided);
    }
}
