package org.duban.policy;

import org.duban.reasons.ReasonCode;

/** What is wrong with what is said of a policy. */
enum PolicyReason implements ReasonCode {
    /** The policy, the step, and what there is. */
    NO_SUCH_STEP,
    /** The value in its place. */
    TOLD_ON_ASSIGNMENT,
    TOLD_ON_SUBMISSION,
    NO_AMOUNT
}
