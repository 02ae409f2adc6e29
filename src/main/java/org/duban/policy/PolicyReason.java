package org.duban.policy;

import org.duban.reasons.ReasonCode;

/** What is wrong with what is said of a policy. */
enum PolicyReason implements ReasonCode {
    /** The policy, the step, and what there is. */
    NO_SUCH_STEP,
    /** The value in its place. */
    TOLD_ON_ASSIGNMENT,
    TOLD_ON_SUBMISSION,
    NO_AMOUNT,
    NO_POLICY,
    NO_POLICY_NAME,
    /** The calendar, and the cure. */
    POLICY_CALENDAR_UNKNOWN,
    NO_STEP,
    STEP_TWICE,
    /** How it may be written. */
    LABEL_EMPTY,
    LABEL_NO_LANGUAGE,
    /** What stands there, and the most characters. */
    NO_LABEL,
    /** What stands there. */
    NO_STEP_NAME,
    STEP_NAME_TAKEN,
    STEP_UNDECIDED,
    STEP_BEHIND,
    /** From what a step may count. */
    STEP_WITHOUT_TIME,
    /** From what it counts. */
    STEP_OF_MANY_TIMES,
    AND_FROM,
    NO_ACT,
    STEP_NO_AMOUNT,
    STEP_NOT_REPEATED,
    STEP_WITHOUT_END,
    /** What stands there, and the least. */
    STEP_TOO_OFTEN,
    STEP_TELLS_NOBODY,
    AUDIENCE_TWICE,
    /** The unit, and the cure. */
    POLICY_UNIT_UNKNOWN,
    /** What stands there, and the cure. */
    NO_CONDITION,
    NO_LEVEL,
    NO_SUCH_AUDIENCE
}
