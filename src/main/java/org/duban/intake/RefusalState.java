package org.duban.intake;

/** What has become of a refused record. */
public enum RefusalState {
    /** Kept; somebody may mend its cause and replay it. */
    OPEN,
    /** An event of a task that is not known yet; applied by itself when the task is assigned. */
    WAITING,
    /** Applied after all, by replay or because its task came. */
    APPLIED,
    /** Somebody has decided that nothing is to be done about it. */
    DISMISSED
}
