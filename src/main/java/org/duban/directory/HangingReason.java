package org.duban.directory;

import org.duban.reasons.ReasonCode;

/** What hangs on a unit, so that it cannot leave. */
enum HangingReason implements ReasonCode {
    /** What hangs, and the cure. */
    HANGS_ON_IT,
    HANG_ON_IT,
    /** Whom it leaves, and what hangs on them. */
    ORPHANS,
    ORPHANS_OF_ONE,
    /** What hangs. */
    NOBODY_TOLD_HERE,
    /** What hangs, a unit, who stood above it, and who does from now on. */
    OTHERS_ABOVE,
    /** What is to be done with what hangs. */
    NAME_SUCCESSOR_OR_FIRST,
    FIRST,
    ALSO_HANGING,
    /** How many there are, what they are called, and some of them. */
    HANGING,
    /** The same, and how many more there are. */
    HANGING_AND_MORE,
    /** The stand-in, and why it cannot follow. */
    STAND_IN_CANNOT_FOLLOW,
    /** The unit that has one of that name. */
    STAND_IN_OF_THAT_NAME
}
