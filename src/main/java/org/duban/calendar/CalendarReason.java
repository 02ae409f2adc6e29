package org.duban.calendar;

import org.duban.reasons.ReasonCode;

/** What is wrong with a calendar file. */
enum CalendarReason implements ReasonCode {
    /** The calendar, and the other file. */
    CALENDAR_DEFINED_TWICE,
    /** The calendar, the year, and the other file. */
    CALENDAR_YEAR_TWICE,
    /** What stands there. */
    NO_CALENDAR_NAME,
    /** When the office closes, and when it opens. */
    CALENDAR_CLOSES_FIRST,
    /** What stands there, and the cure. */
    NO_WEEKDAY,
    CALENDAR_WITHOUT_WORK,
    /** The last day, and the first. */
    HOLIDAY_ENDS_FIRST,
    /** The most days. */
    HOLIDAY_TOO_LONG,
    /** What stands there, and the year. */
    DAY_OF_OTHER_YEAR,
    DAY_OUT_OF_RANGE,
    DAY_TWICE,
    WORKDAY_IN_HOLIDAY,
    CALENDAR_EXTENDS_ITSELF,
    /** The calendar, and the cure. */
    NO_CALENDAR_TO_EXTEND,
    /** The day, and its weekday. */
    WORKDAY_ANYWAY
}
