package org.duban.rulebook;

import org.duban.reasons.ReasonCode;

/** What rules would leave without what it goes by. */
enum RulesReason implements ReasonCode {
    /** The calendar, and the unit. */
    CALENDAR_GONE,
    /** The policy, and how many tasks. */
    POLICY_GONE,
    POLICY_GONE_FOR_ONE
}
