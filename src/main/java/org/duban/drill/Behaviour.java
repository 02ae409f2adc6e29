package org.duban.drill;

/** What units and offices do of their own accord in a drill. */
enum Behaviour {
    /** Nothing: only what a file says happens. The most mail that a policy can cause. */
    SILENT,
    /** What units usually do: see {@link TypicalUnits}. */
    TYPICAL
}
