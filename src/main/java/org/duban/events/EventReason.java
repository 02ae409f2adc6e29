package org.duban.events;

import org.duban.reasons.ReasonCode;

/** Why an event cannot be read. */
public enum EventReason implements ReasonCode {
    /** The kind of failure in its place. */
    EVENT_UNFORESEEN,
    /** The same of one that could be read, and not kept. */
    EVENT_NOT_KEPT,
    EVENT_TOO_LARGE,
    PROPOSAL_TOO_LARGE,
    KEY_MISSING,
    /** The key, and the subject. */
    KEY_DIFFERS,
    /** The instant in its place. */
    TIME_OUTSIDE,
    TIMESTAMP_OUTSIDE,
    /** The number, and the largest there may be. */
    SEQUENCE_TOO_LARGE,
    /** The value in its place. */
    CONTENT_TYPE_OF_MANY,
    CONTENT_TYPE_NOT_UTF_8,
    NULL_VALUE,
    NO_CLOUD_EVENT,
    /** The name that was meant. */
    ATTRIBUTE_IN_OTHER_CASE,
    ATTRIBUTE_TWICE,
    DATA_AS_ATTRIBUTE,
    CONTENT_TYPE_AS_ATTRIBUTE,
    /** The name that was meant. */
    ATTRIBUTE_OF_HTTP,
    JSON_EMPTY,
    /** The most that there may be. */
    BATCH_TOO_LARGE,
    BATCH_GOES_ON,
    LOOKS_LIKE_UTF_16,
    NOT_UTF_8,
    /** As earlier releases have kept it; now {@link #NUMBER_BEYOND}. */
    NUMBER_TOO_LARGE,
    NUMBER_BEYOND_MEASURE,
    /** The number in its place. */
    NUMBER_BEYOND,
    NUMBER_TOO_SMALL,
    /** The number as it is written, as it would be kept, and how many digits are kept. */
    NUMBER_TOO_EXACT,
    /** The value in its place. */
    HOLDS_NUL,
    HOLDS_HALF_A_PAIR,
    HOLDS_CONTROL,
    /** What the reader of JSON says, how deep it may be nested, and how long a number may be. */
    NO_JSON,
    /** The same; line and column come last. */
    NO_JSON_AT,
    /** A flaw in its first place, what was expected in its second. */
    NOT_AS_EXPECTED,
    SEE_THE_SCHEMA,
    TYPE_UNKNOWN,
    MISSING,
    /** The value in its place. */
    NOT_FITTING,
    VALUE_NOT_FITTING,
    NO_DAY,
    NO_INSTANT,
    HOLDS_SPACE,
    /** The value, and the character. */
    HOLDS_NO_URI_CHARACTER,
    HOLDS_PERCENT,
    NO_ABSOLUTE_URI,
    NO_URI,
    LEAD_AMONG_ASSISTING,
    /** The fields that there are. */
    AMENDS_NOTHING,
    /** The fields that are unknown, and those that there are. */
    AMENDS_UNKNOWN,
    NO_OBJECT,
    PROPOSAL_OUTSIDE,
    NO_INSTANT_WITH_OFFSET,
    /** The code, and the subject. */
    CODE_DIFFERS,
    NO_LANGUAGE,
    NO_ZONE,
    APPLIED_BEFORE
}
