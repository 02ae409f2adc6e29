package org.duban.reasons;

/** What holds other reasons together. */
enum ReasonFrame implements ReasonCode {
    /** The field in its first place, what is wrong there in its second. */
    FIELD,
    /** One sentence, and another. */
    AND_THEN,
    /** The value in its place. */
    QUOTED,
    /** One of a list, and the next. */
    LISTED,
    /** A list, and how many more there are. */
    LISTED_AND_MORE
}
