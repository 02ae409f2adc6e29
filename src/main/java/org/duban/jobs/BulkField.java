package org.duban.jobs;

/** What an act on many tasks asks for, once for all of them. */
public enum BulkField {
    /** A later deadline: a date. */
    DEADLINE,
    /** The last day of a hold: a date. */
    UNTIL,
    /** The code of another lead unit. */
    UNIT,
    /** The name of another policy. */
    POLICY,
    /** A reason or note, for everybody who reads the history of a task. */
    NOTE
}
