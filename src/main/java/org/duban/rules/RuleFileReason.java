package org.duban.rules;

import org.duban.reasons.ReasonCode;

/** What is wrong with a name of a calendar file. */
enum RuleFileReason implements ReasonCode {
    NO_CALENDAR_FILE_NAME,
    /** The name, and the cure. */
    NO_CALENDAR_FILE_TO_TAKE
}
