package org.duban.directory;

import org.duban.reasons.ReasonCode;

/** What may hang on a unit: what one of it is called, what several are, and how they are taken off. */
enum DependencyName implements ReasonCode {
    OPEN_TASKS_ONE,
    OPEN_TASKS_MANY,
    OPEN_TASKS_OFF,
    UNITS_BELOW_ONE,
    UNITS_BELOW_MANY,
    UNITS_BELOW_OFF,
    STAND_INS_ONE,
    STAND_INS_MANY,
    STAND_INS_OFF,
    MEMBERSHIPS_ONE,
    MEMBERSHIPS_MANY,
    MEMBERSHIPS_OFF,
    FEEDS_ONE,
    FEEDS_MANY,
    FEEDS_OFF,
    INBOX_MAILS_ONE,
    INBOX_MAILS_MANY,
    INBOX_MAILS_OFF,
    POLICY_STEPS_ONE,
    POLICY_STEPS_MANY,
    POLICY_STEPS_OFF;

    @Override
    public String code() {
        return "HANGING_" + name();
    }
}
