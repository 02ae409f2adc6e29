package org.duban.notice.pipeline;

import org.duban.reasons.ReasonCode;

/** Why a notice is not sent once more. */
enum ResendReason implements ReasonCode {
    /** It is sent anyway. */
    ON_ITS_WAY,
    /** Nothing of what it said held when it was to be sent. */
    NOTHING_LEFT,
    /** What it says of tasks holds no more: the reasons stand in its place. */
    OVERTAKEN,
    /** Of task {0}: the reason stands in the second place. */
    OF_TASK,
    /** One reason, and then another one. */
    BOTH;

    @Override
    public String code() {
        return "RESEND_" + name();
    }
}
