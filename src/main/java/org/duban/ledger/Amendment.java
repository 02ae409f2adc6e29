package org.duban.ledger;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Changes the fields that {@code duban.task.amended} names and leaves the others. */
record Amendment(Change change) {

    @Nullable
    String apply(Act.Amended act) {
        var task = change.task();
        lead(act, task);
        if (act.deadline() != null) {
            var wrong = change.replaceDeadline(act.deadline());
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
        task.policy = or(act.policy(), task.policy);
        task.amounts = or(act.amounts(), task.amounts);
        return change.names().policies().objection(task.policy, task.amounts).orElse(null);
    }

    private void lead(Act.Amended act, TaskDraft task) {
        if (act.leadUnit() != null && !act.leadUnit().equals(task.leadUnit)) {
            task.leadUnit = act.leadUnit();
            task.assignedAt = change.time();
            task.assignmentToldFrom = change.appliedAt();
            task.receivedBy = new ArrayList<>();
            task.receivedAt = null;
            task.status = task.status == TaskStatus.RECEIVED ? TaskStatus.ASSIGNED : task.status;
            if (task.deadlineAt != null) {
                var zone = change.names().zone(task.leadUnit);
                task.deadlineDate = task.deadlineAt.atZone(zone).toLocalDate();
            }
        }
        var assisting = act.assistingUnits() == null ? task.assistingUnits : act.assistingUnits();
        task.assistingUnits = TaskFold.assisting(assisting, task.leadUnit);
    }

    private static <T> T or(@Nullable T amended, T present) {
        return amended == null ? present : amended;
    }
}
