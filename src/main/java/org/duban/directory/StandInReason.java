package org.duban.directory;

import org.duban.reasons.ReasonCode;

/** Why a stand-in cannot be so; the value is in the first place of the words. */
enum StandInReason implements ReasonCode {
    STAND_IN_NO_UNIT,
    STAND_IN_NO_NAME,
    /** The first day. */
    STAND_IN_ENDS_FIRST,
    /** The last day, what is overlapped, whom it covers, from, and to. */
    STAND_IN_OVERLAPS,
    /** The way of the mails, and the stand-ins on it. */
    STAND_IN_CIRCLE,
    /** The addresses there are. */
    STAND_IN_FOREIGN,
    STAND_IN_FOREIGN_OF_NONE,
    STAND_IN_ITSELF,
    /** The most characters. */
    STAND_IN_DEPUTY_NAME,
    STAND_IN_NO_DAY,
    /** Its name, and its unit. */
    STAND_IN_CALLED
}
