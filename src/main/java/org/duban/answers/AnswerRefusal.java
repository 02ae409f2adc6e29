package org.duban.answers;

import org.duban.reasons.ReasonCode;

/** Why an answer cannot be given, or not any more; each has its words. */
enum AnswerRefusal implements ReasonCode {
    /** The link is too old. */
    EXPIRED,
    /** The task is not known. */
    UNKNOWN,
    /** It is struck off or withdrawn. */
    CLOSED,
    /** It is not, or not any more. */
    OPEN,
    /** The unit is not, or no longer, the one that answers for it or decides about it. */
    NOT_YOURS,
    /** This link has been used. */
    ANSWERED,
    /** The unit has signed for it already. */
    SIGNED,
    /** It is reported complete and waits for its review. */
    IN_REVIEW,
    /** It is held. */
    HELD,
    /** It is not held, or not any more. */
    NOT_HELD,
    /** Its deadline has passed. */
    PAST_DEADLINE,
    /** What was to be decided has been decided, or has changed since the notice. */
    DECIDED;

    @Override
    public String code() {
        return "ANSWER_" + name();
    }
}
