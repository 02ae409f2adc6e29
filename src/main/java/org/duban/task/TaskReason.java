package org.duban.task;

import org.duban.reasons.ReasonCode;

/** Why the ledger does not do what an event says. */
public enum TaskReason implements ReasonCode {
    /** The task in its place. */
    TASK_UNKNOWN,
    TASK_ASSIGNED_ALREADY,
    /** The task in its first place, a unit of it in its second. */
    TASK_UNIT_GONE,
    /** The same; the unit's successor in its third. */
    TASK_UNIT_MERGED,
    /** The id in its first place, the source in its second; what has used it up, of what, in the others. */
    EVENT_ID_USED,
    /** The highest sequence that was applied. */
    EVENT_STALE,
    /** The unit in its first place, the act, the task, and who may. */
    NOT_THEIRS,
    /** The act in its first place, the task, and who may. */
    NONE_OF_YOURS,
    /** The unit in its first place, who hands over, and who may. */
    NOT_BELOW,
    LEAD_MAY,
    LEAD_OR_ASSISTING_MAY,
    OFFICES_MAY,
    NOBODY_ABOVE_MAY,
    /** The deadline, and that of the task. */
    REQUEST_NOT_LATER,
    GRANT_NOT_LATER,
    REQUEST_WITHOUT_REASON,
    REOPENING_WITHOUT_REASON,
    HOLD_ENDS_BEFORE_IT_BEGINS,
    HOLD_ENDED_BEFORE_IT_WAS_LEARNED,
    HOLD_TOO_FAR,
    LEAD_ASSISTS,
    DEADLINE_BEFORE_ASSIGNMENT,
    DEADLINE_PASSED,
    DEADLINE_TOO_FAR,
    /** The deadline, and when it was assigned. */
    ASSIGNED_TOO_FAR,
    DAY_OUTSIDE,
    NO_DATE_NOR_INSTANT,
    /** The code in its first place, its successor in its second. */
    UNIT_MERGED,
    /** The code in its first place, the cure in its second. */
    UNIT_UNKNOWN,
    POLICY_UNKNOWN,
    NAME_MEANT,
    ONE_OF_UNITS,
    ONE_OF_POLICIES,
    /** The reason in its place: what the task has from before does not fit. */
    AMOUNTS_FROM_BEFORE
}
