package org.duban.agenda;

import java.time.Instant;
import org.duban.plan.LampTimes;
import org.duban.plan.Microsecond;
import org.duban.plan.Plan;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/** What the agenda keeps of a task. Pure. */
public record AgendaRow(
        Task task, Instant toldUntil, @Nullable Instant nextWakeAt, LampTimes lamp) {

    /**
     * The row of a task that has changed.
     *
     * @param before up to when it was told everything, as its row says so far; null if it has none
     * @param appliedAt when the ledger learned of the change
     */
    static AgendaRow of(Task task, Plan plan, @Nullable Instant before, Instant appliedAt) {
        // Another node may just have told what was due after the ledger learned of this change. Going back before it
        // loses nothing, and tells nothing twice: a step told is told once for ever.
        var learned = Microsecond.before(appliedAt);
        var from = before != null && before.isBefore(learned) ? before : learned;
        return new AgendaRow(task, from, plan.next(from).orElse(null), plan.lampTimes());
    }

    /** What the task counts in sums of points; one without points adds nothing. */
    double points() {
        var points = task.matter().points();
        return points == null ? 0 : points;
    }
}
