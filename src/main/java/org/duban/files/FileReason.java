package org.duban.files;

import org.duban.reasons.ReasonCode;

/** Where a mistake of a file is, and what is wrong with files of any kind. */
public enum FileReason implements ReasonCode {
    /** What is wrong, and the cure: of places that say it in English only. */
    PLAIN,
    MISTAKE_IN_FILE,
    MISTAKE_IN_LINE,
    MISTAKE_IN_FIELD,
    MISTAKE_IN_FIELD_OF_LINE,
    /** What belongs there. */
    EMPTY_FIELD,
    /** The name, and the cure. */
    NO_COLUMN,
    COLUMN_MISSING,
    COLUMN_TWICE,
    FILE_EMPTY_OF_ROWS,
    /** What the reader of files says. */
    NO_CSV,
    /** The separator that was found. */
    CSV_SEPARATOR,
    /** How many fields there are, and how many the header has. */
    CSV_WIDTH_COMMA,
    CSV_WIDTH_SEMICOLON,
    CSV_WIDTH_TAB,
    YAML_TAG,
    YAML_EMPTY,
    YAML_CHARACTER,
    /** What the reader of files says. */
    NO_YAML,
    NO_YAML_TOO_MUCH,
    /** What stands there. */
    YAML_NO_FIELDS,
    YAML_NO_LIST,
    YAML_NO_VALUE,
    YAML_NO_BOOLEAN,
    YAML_NO_DATE,
    YAML_NO_TIME,
    /** The same, and the least and the greatest number. */
    YAML_NO_NUMBER,
    YAML_NO_NAME,
    YAML_TWICE,
    /** The name, and the cure. */
    YAML_NO_FIELD,
    YAML_MISSING,
    YAML_EMPTY_VALUE,
    YAML_NOTHING,
    YAML_VALUE,
    YAML_LIST,
    YAML_MAP,
    TEXT_NOT_UTF_8,
    TEXT_LOST_A_CHARACTER
}
