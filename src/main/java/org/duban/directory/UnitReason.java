package org.duban.directory;

import org.duban.reasons.ReasonCode;

/** What is wrong with a unit, a list of units, or what a unit is to leave behind. */
public enum UnitReason implements ReasonCode {
    /** The unit, and what is wrong in which field. */
    UNIT_WRONG,
    /** The value in its place. */
    UNIT_NO_CODE,
    UNIT_CODE_LOOKALIKE,
    UNIT_CODE_TWICE,
    UNIT_PARENT_UNKNOWN,
    UNIT_WRITE_CODE,
    /** The calendar, and the cure. */
    UNIT_CALENDAR_UNKNOWN,
    UNIT_NAME_EMPTY,
    /** How many characters there are, and the most. */
    UNIT_NAME_ZH_LONG,
    UNIT_NAME_EN_LONG,
    UNIT_NAME_ZH_LINES,
    UNIT_NAME_EN_LINES,
    UNIT_NO_LANGUAGE,
    UNIT_NO_ZONE,
    /** The kind, and those there are. */
    UNIT_NO_KIND,
    /** The way round. */
    UNIT_CIRCLE,
    UNITS_NONE,
    UNIT_NEEDS_CODE,
    UNIT_NEEDS_NAME,
    SUCCESSOR_ITSELF,
    SUCCESSOR_BELOW,
    /** The successor, its kind, and that of the unit. */
    SUCCESSOR_OF_OTHER_KIND,
    SUCCESSOR_MERGED,
    /** The successor, and the cure. */
    SUCCESSOR_UNKNOWN
}
