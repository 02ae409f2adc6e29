package org.duban.rest;

import org.duban.reasons.ReasonCode;

/** What operations say of a request that they do not do; those that are cures only are told behind a value. */
public enum ApiReason implements ReasonCode {
    TITLE_UNUSABLE_VALUE,
    TITLE_UNUSABLE_RULES,
    TITLE_UNUSABLE_LIST,
    TITLE_UNREADABLE_BODY,
    TITLE_UNKNOWN_PARAMETER,
    TITLE_NOT_FOUND,
    TITLE_TOO_LARGE,
    TITLE_UNSUPPORTED_TYPE,
    TITLE_EVENTS_REFUSED,
    TITLE_SETTLED,
    TITLE_NOT_NOW,
    TITLE_OUR_FAULT,
    TITLE_MERGED_NOTICE,
    TITLE_NOT_SENT_AGAIN,
    TITLE_OTHER_TASKS,
    TITLE_TOO_MANY_TASKS,
    TITLE_TOO_MANY_VIEWS,
    TITLE_UNIT_REFUSED,
    TITLE_NOTHING_TO_CHANGE,
    TITLE_NOT_APPLIED,
    TITLE_NOT_COUNTED,
    TITLE_NOT_DISCARDED,

    /** The field, and the cure. */
    API_FIELD_MISSING,
    /** The field, its value, and the cure. */
    API_FIELD_IS,
    /** What there is not, its name, and the cure. */
    API_NOT_FOUND,
    /** The name, and the cure. */
    API_NO_PARAMETER,
    API_NO_PARAMETERS,
    API_NO_SUCH_FIELD,
    API_UNREADABLE_BODY,
    API_BARRED,
    API_KAFKA_AWAY,
    API_DATABASE_AWAY,
    API_OUR_FAULT,
    API_NO_CONTENT_TYPE,
    API_CONTENT_TYPE,
    API_NO_EVENT_CONTENT_TYPE,
    API_EVENT_CONTENT_TYPE,
    /** The most bytes. */
    API_BODY_TOO_LARGE,
    API_BATCH_TOO_LARGE,
    /** How many characters there are, and the most. */
    API_FILES_TOO_LARGE,
    API_NO_OBJECT,
    API_NO_ARRAY,
    /** What is wrong with it. */
    API_EVENT_REFUSED,
    /** How many. */
    API_EVENTS_REFUSED,
    API_MANY_EVENTS_REFUSED,
    /** The state that it has. */
    API_REFUSAL_SETTLED,
    /** The notice that tells it. */
    API_NOTICE_MERGED,
    /** How many were expected, how many are found. */
    API_OTHER_TASKS,
    /** The most that there may be. */
    API_TOO_MANY_TASKS,
    API_NOTHING_ASKED,
    API_IN_FORCE,
    /** Its number, its state, and why. */
    API_RULE_CHANGE,

    API_LIST_THEM,
    API_LIST_YOURS,
    API_EVENT_NOT_HERE,
    API_WRITE_DATE,
    API_WRITE_NUMBER,
    API_WRITE_SHORT_NUMBER,
    API_WRITE_BOOLEAN,
    API_WRITE_ID,
    API_WRITE_TEXTS,
    API_WRITE_NAMES_AND_TEXTS,
    API_WRITE_OBJECT,
    API_WRITE_TEXT,
    API_SEE_EXAMPLE,
    API_SEE_WHAT_MAY_STAND,
    API_SEND_OBJECT,
    /** The lowest, and the highest. */
    API_NUMBER_BETWEEN,
    API_DAY_BETWEEN,
    /** The most. */
    API_MOST_CHARACTERS,
    /** Those in its place. */
    API_USE_ONE_OF,
    API_WRITE_ONE_OF,
    API_SOURCE_AND_ID,
    API_ATTRIBUTE_ONCE,
    /** The name that was meant. */
    API_ATTRIBUTE_OF_KAFKA,
    API_PERCENT_ENCODED,
    API_PERCENT_UTF_8,
    API_PERCENT_SIGN,
    API_CLOSE_QUOTES,
    API_SAY_WHY,
    API_NO_SUCH_TASK,
    /** The cure. */
    API_NO_SUCH_UNIT,
    API_UUID_OR_NONE,
    /** The act. */
    API_NO_FIELD_OF_ACT,
    API_TASKS_OR_FILTER,
    API_TASKS_MOST,
    API_ID_USED_UP,
    API_LAMP_OF_NONE,
    API_NAME_OF_LOGIN,
    /** What stands in the path. */
    API_AS_IN_PATH,
    API_ADDRESSES,
    API_WRITE_IT,
    API_LANGUAGE,
    API_ZONE,
    API_TIME_OF_DAY,
    API_RELOAD_ALONE,
    API_WHOLE_FILE,
    /** A line, and what is wrong there. */
    API_LINE
}
