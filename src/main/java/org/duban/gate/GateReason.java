package org.duban.gate;

import org.duban.reasons.ReasonCode;

/** What is said where no room answers. */
public enum GateReason implements ReasonCode {
    GATE_NO_FORM_OF_ANSWER,
    GATE_NO_ACCEPT,
    GATE_NOTHING_HERE,
    GATE_NO_METHOD,
    /** The method, and those there are. */
    GATE_METHOD,
    GATE_NO_FORM_OF_BODY,
    GATE_TOO_LARGE,
    GATE_FORBIDDEN,
    GATE_UNREADABLE,
    GATE_TOO_MANY,
    GATE_OURS,
    GATE_NO_ANSWER,
    /** Which forms are read. */
    GATE_CONTENT_TYPE_MISSING,
    /** The form, and which are read. */
    GATE_CONTENT_TYPE,
    GATE_A_MEDIA_TYPE,
    GATE_PATH,
    GATE_PARAMETER_WITHOUT_NAME,
    /** The name in its place. */
    GATE_PARAMETER,
    /** The coding in its place. */
    GATE_CONTENT_ENCODING,
    GATE_FORM_TOO_LARGE,
    GATE_FORM_FIELDS,
    GATE_FORM_PARTS,
    GATE_TOO_SLOW,
    GATE_REJECTED,
    LOGIN_TITLE_TOO_MANY,
    LOGIN_TITLE_SECOND,
    LOGIN_TITLE_NOT_NOW,
    LOGIN_TITLE_WHO,
    LOGIN_TITLE_NOT_ALLOWED,
    LOGIN_TITLE_CROSS_ORIGIN,
    /** The seconds in its place. */
    LOGIN_TOO_MANY,
    LOGIN_SECOND,
    LOGIN_NO_KEYS,
    LOGIN_NO_DATABASE,
    LOGIN_BAD_TOKEN,
    LOGIN_NO_USER,
    LOGIN_BAD_USER,
    LOGIN_NO_ROLE,
    LOGIN_CROSS_ORIGIN
}
