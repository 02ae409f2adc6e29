package org.duban.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task while an event is being folded into it: those parts of {@link Task} that acts replace. */
final class TaskDraft {

    private final Task task;
    Matter matter;
    String leadUnit;
    List<String> assistingUnits;
    Deadline deadline;
    List<String> earlierDeadlines;
    Supervision supervision;
    TaskStatus status;
    ReportTimes times;
    Reports reports;
    Hold hold;

    @Nullable
    ExtensionRequest request;

    Decision decision;
    ToldFrom toldFrom;
    ToldChanges changes;
    List<Instruction> instructions;

    TaskDraft(Task task) {
        this.task = task;
        matter = task.matter();
        leadUnit = task.leadUnit();
        assistingUnits = task.assistingUnits();
        deadline = task.deadline();
        earlierDeadlines = task.earlierDeadlines();
        supervision = task.supervision();
        status = task.status();
        times = task.times();
        reports = task.reports();
        hold = task.hold();
        request = task.request();
        decision = task.decision();
        toldFrom = task.toldFrom();
        changes = task.changes();
        instructions = task.instructions();
    }

    Task task() {
        return task(task.revision(), task.sequence());
    }

    Task task(long revision, @Nullable Long sequence) {
        return new Task(
                task.id(),
                task.number(),
                matter,
                leadUnit,
                assistingUnits,
                deadline,
                earlierDeadlines,
                supervision,
                status,
                times,
                status == TaskStatus.SUBMITTED ? reports : reports.completed(null),
                hold,
                request,
                decision,
                toldFrom,
                changes,
                instructions,
                revision,
                sequence);
    }
}
