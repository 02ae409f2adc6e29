package org.duban.task;

/** How urgent a task is: 一般件, 急件, 特急. */
public enum Urgency {
    NORMAL,
    URGENT,
    EXTRA_URGENT
}
