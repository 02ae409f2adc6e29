package org.duban.answers;

import org.duban.reasons.ReasonCode;

/** What may be wrong with a field of an answer. */
enum AnswerFieldError implements ReasonCode {
    MISSING,
    LONG,
    LONG_NAME,
    PERCENT,
    DATE,
    NOT_LATER,
    PAST,
    FAR,
    EVIDENCE,
    NO_UNIT,
    SEVERAL_UNITS,
    LEADS_ALREADY,
    NOT_BELOW;

    @Override
    public String code() {
        return "ANSWER_" + name();
    }
}
