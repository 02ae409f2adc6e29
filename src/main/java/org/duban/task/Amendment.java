package org.duban.task;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/** Changes what {@code duban.task.amended} names and leaves the rest. */
record Amendment(TaskChange change) {

    @Nullable
    Reason apply(Act.Amended act) {
        var task = change.task();
        var before = ToldChanges.Roles.of(task);
        var toldFrom = task.toldFrom;
        var lead = act.leadUnit();
        var handedOver = lead != null && !lead.equals(task.leadUnit);
        if (lead != null && handedOver) {
            handOver(lead, task, act.reason());
        }
        assisting(act, task, handedOver ? toldFrom : null);
        task.changes = task.changes.roles(before, ToldChanges.Roles.of(task), change.appliedAt());
        task.matter = task.matter.reworded(act.matter());
        var wrong = act.deadline() == null ? null : change.replaceDeadline(act.deadline(), false);
        return wrong == null ? supervise(act.policy(), act.amounts(), task) : wrong;
    }

    /** The amounts fit the policy as both will be, or else nothing changes. */
    private @Nullable Reason supervise(@Nullable String named, @Nullable Map<String, String> own, TaskDraft task) {
        var before = task.supervision;
        var policy = named == null ? before.policy() : named;
        var amounts = own == null ? before.amounts() : own;
        if (policy.equals(before.policy()) && amounts.equals(before.amounts())) {
            return null;
        }
        task.supervision = before.by(policy, amounts, change.appliedAt());
        var objection = change.names().amounts(policy, amounts);
        return own != null || objection == null
                ? objection
                : TaskReason.AMOUNTS_FROM_BEFORE.at(objection.field(), objection.bare(), "{}");
    }

    /**
     * To whoever leads now it is a new assignment, also if it led before; the progress made stays. What the unit before had asked for stays its
     * own: the answer goes to it. What it had reported complete does not count for the new lead unit.
     */
    private void handOver(String lead, TaskDraft task, @Nullable String reason) {
        var before = task.leadUnit;
        if (task.status == TaskStatus.SUBMITTED) {
            // While the report waited, nothing was told about the deadline; what lay in that time stays untold.
            change.planAnew();
            task.times = task.times.submittedAt(null);
        }
        task.request = task.request == null ? null : task.request.handedOver(before, lead);
        task.decision = task.decision
                .handedOver(task.toldFrom.decision() != null, before, lead)
                .because(reason);
        task.times = task.times.handedOver(change.time());
        task.toldFrom = task.toldFrom.handedOver(change.appliedAt());
        task.reports = task.reports.unsignedBy(List.of(before, lead));
        task.status = TaskStatus.ASSIGNED;
        task.leadUnit = lead;
        var at = task.deadline.at();
        if (at != null) {
            task.deadline = new Deadline(at.atZone(change.names().zone(lead)).toLocalDate(), at);
        }
    }

    /**
     * Who joins hears of the assignment like the others did; who leaves and comes back joins anew, and signs anew. To who assists
     * as before nothing was assigned when another unit came to lead.
     *
     * @param toldFrom what was told before the task was handed over; null if it was not
     */
    private void assisting(Act.Amended act, TaskDraft task, @Nullable ToldFrom toldFrom) {
        var before = task.assistingUnits;
        var named = act.assistingUnits() == null ? before : act.assistingUnits();
        task.assistingUnits = TaskFold.assisting(named, task.leadUnit);
        task.reports = task.reports.ofOnly(task.leadUnit, task.assistingUnits);
        var joined = new TreeMap<String, Instant>();
        for (var unit : task.assistingUnits) {
            if (before.contains(unit)) {
                var since = toldFrom == null
                        ? task.toldFrom.joined().get(unit)
                        : toldFrom.joined().getOrDefault(unit, toldFrom.assignment());
                joined.computeIfAbsent(unit, any -> since);
            } else if (toldFrom == null) {
                joined.put(unit, change.appliedAt());
            }
        }
        task.toldFrom = task.toldFrom.joined(joined);
    }
}
