package org.duban.content;

/** What a unit has to do with a task. */
public enum Responsibility {
    /** It answers for the task. */
    LEAD,
    /** It helps the lead unit. */
    ASSISTING,
    /** It is told of the task for another reason, as an office above is, or a unit that led it before. */
    NONE
}
