package org.duban.plan;

/** The derived colour of a task (亮灯). */
public enum Lamp {
    GREEN,
    /** Near due. */
    YELLOW,
    /** Overdue. */
    RED,
    /** Held: the clock stands still. */
    GREY,
    /** Struck off or withdrawn. */
    DONE
}
