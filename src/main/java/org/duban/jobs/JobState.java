package org.duban.jobs;

/** How far a job is. */
public enum JobState {
    /** Some of its items have no outcome yet. */
    RUNNING,
    /** All have. */
    DONE,
    /** Somebody has ended it early; what was on its way by then still gets its outcome. */
    STOPPED
}
