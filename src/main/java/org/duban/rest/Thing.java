package org.duban.rest;

import org.duban.reasons.ReasonCode;

/** What somebody asks for by its name or number, and there is none. */
public enum Thing implements ReasonCode {
    TASK,
    NOTICE,
    UNIT,
    JOB,
    USER,
    TOKEN,
    VIEW,
    STAND_IN,
    FEED,
    CALENDAR_FILE,
    CALENDAR,
    RULE_CHANGE,
    REFUSAL,
    EVENT;

    @Override
    public String code() {
        return "THING_" + name();
    }
}
