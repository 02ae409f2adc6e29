package org.duban.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes the fields that {@code duban.task.amended} names and leaves the others. */
record Amendment(Change change) {

    @Nullable
    String apply(Act.Amended act) {
        var task = change.task();
        var before = Changes.Roles.of(task);
        var lead = act.leadUnit();
        var handedOver = lead != null && !lead.equals(task.leadUnit);
        if (lead != null && handedOver) {
            handOver(lead, task);
        }
        assisting(act, task, handedOver);
        task.changes = task.changes.roles(before, Changes.Roles.of(task), change.appliedAt());
        if (act.deadline() != null) {
            var wrong = change.replaceDeadline(act.deadline(), false);
            if (wrong != null) {
                return wrong;
            }
        }
        var amounts = amounts(act, task);
        if (amounts != null) {
            return amounts;
        }
        task.title = or(act.title(), task.title);
        task.urgency = or(act.urgency(), task.urgency);
        task.list = act.list() == null ? task.list : act.list();
        task.description = act.description() == null ? task.description : act.description();
        task.points = act.points() == null ? task.points : act.points();
        task.clause = act.clause() == null ? task.clause : act.clause();
        task.url = act.url() == null ? task.url : act.url();
        return null;
    }

    /** The amounts fit the policy as both will be, or else nothing changes. */
    private @Nullable String amounts(Act.Amended act, TaskDraft task) {
        var policy = or(act.policy(), task.policy);
        var amounts = or(act.amounts(), task.amounts);
        if (policy.equals(task.policy) && amounts.equals(task.amounts)) {
            return null;
        }
        if (!policy.equals(task.policy)) {
            task.earlierPolicies = new ArrayList<>(task.earlierPolicies);
            task.earlierPolicies.add(new Task.EarlierPolicy(task.policy, change.appliedAt()));
        }
        task.policy = policy;
        task.amounts = amounts;
        task.plannedFrom = change.appliedAt();
        var objection = change.names().policies().objection(policy, amounts);
        return act.amounts() != null || objection.isEmpty()
                ? objection.orElse(null)
                : objection.get() + " (the task has it from before: send \"amounts\" beside \"policy\", {} for none)";
    }

    /**
     * To everybody concerned it is a new assignment; the progress made stays. What the unit before had asked for stays its
     * own: the answer goes to it. What it had reported complete does not count for the new lead unit.
     */
    private void handOver(String lead, TaskDraft task) {
        if (task.extensionRequested != null && task.extensionRequestedBy == null) {
            task.extensionRequestedBy = task.leadUnit;
        }
        if (task.decisionToldFrom != null && task.decisionFor == null) {
            task.decisionFor = task.leadUnit;
        }
        if (task.status == TaskStatus.SUBMITTED) {
            // While the report waited, nothing was told about the deadline; what lay in that time stays untold.
            task.plannedFrom = change.appliedAt();
            task.submittedAt = null;
        }
        task.assignedAt = change.time();
        task.assignmentToldFrom = change.appliedAt();
        task.joinedToldFrom = Map.of();
        task.receivedBy.removeAll(List.of(task.leadUnit, lead));
        task.receivedAt = null;
        task.progressedAt = null;
        task.returnedAt = null;
        task.returnToldFrom = null;
        task.lastReason = null;
        task.status = TaskStatus.ASSIGNED;
        task.leadUnit = lead;
        if (lead.equals(task.extensionRequestedBy)) {
            task.extensionRequestedBy = null;
        }
        if (lead.equals(task.decisionFor)) {
            task.decisionFor = null;
        }
        if (task.deadlineAt != null) {
            task.deadlineDate =
                    task.deadlineAt.atZone(change.names().zone(lead)).toLocalDate();
        }
    }

    /** Who joins hears of the assignment like the others did; who leaves and comes back joins anew, and signs anew. */
    private void assisting(Act.Amended act, TaskDraft task, boolean handedOver) {
        var before = task.assistingUnits;
        var named = act.assistingUnits() == null ? before : act.assistingUnits();
        task.assistingUnits = TaskFold.assisting(named, task.leadUnit);
        task.receivedBy.removeIf(unit -> !unit.equals(task.leadUnit) && !task.assistingUnits.contains(unit));
        task.assistingReports.removeIf(report -> !task.assistingUnits.contains(report.unit()));
        var joined = new TreeMap<String, Instant>();
        for (var unit : task.assistingUnits) {
            if (before.contains(unit)) {
                joined.computeIfAbsent(unit, task.joinedToldFrom::get);
            } else if (!handedOver) {
                joined.put(unit, change.appliedAt());
            }
        }
        task.joinedToldFrom = joined;
    }

    private static <T> T or(@Nullable T amended, T present) {
        return amended == null ? present : amended;
    }
}
