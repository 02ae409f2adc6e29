package org.duban.access;

import org.duban.reasons.ReasonCode;

/** Why somebody may not write an event that others might. */
enum OwnReason implements ReasonCode {
    /** The task in its place. */
    OWN_TASK_UNSEEN,
    /** The unit in its first place, the act, and the cure. */
    OWN_NOT_YOURS,
    /** The act in its first place, and the cure. */
    OWN_SEVERAL,
    /** The act in its place. */
    OWN_NONE_HERE,
    OWN_NO_ROLE,
    /** The units in its place. */
    OWN_AS_WHICH,
    OWN_ID_USED_UP
}
