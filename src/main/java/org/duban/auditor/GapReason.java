package org.duban.auditor;

import org.duban.reasons.ReasonCode;

/** What was expected and what was found where there is a gap. Instants are written as ISO 8601 does, in UTC. */
enum GapReason implements ReasonCode {
    NOT_IN_AGENDA,
    /** The instant of the wake-up. */
    DUE_SINCE,
    /** The instant. */
    TOLD_UNTIL,
    /** The instant by the plan. */
    NEVER_WAKES,
    /** The instant by the plan, and that in the agenda. */
    WAKES_LATE,
    NEITHER_TOLD_NOR_LEFT_OUT,
    LEFT_OUT_FOR_NOTHING,
    NO_UNIT_IN_TREE,
    NO_NOTICE_TELLS,
    /** Where the step itself keeps no reason. */
    NOBODY_COULD_BE_TOLD,
    /** By now, that is. */
    CAN_BE_TOLD_BY_NOW,
    /** The state of the notice. */
    NEVER_TRIED_AGAIN,
    /** The end of the lease. */
    IN_HAND_SINCE,
    NOT_OF_ITS_EVENTS,
    /** The revision, and the number of events. */
    REVISION_AND_EVENTS
}
