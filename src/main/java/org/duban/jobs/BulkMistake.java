package org.duban.jobs;

/** What may be wrong with a field of an act on many tasks, whatever the tasks. */
public enum BulkMistake {
    MISSING,
    LONG,
    NO_DATE,
    /** The day has passed. */
    PAST,
    NO_UNIT,
    NO_POLICY
}
