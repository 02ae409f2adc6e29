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
    COLUMN_TWICE
}
