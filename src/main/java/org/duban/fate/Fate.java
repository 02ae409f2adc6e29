package org.duban.fate;

/** What became of a step that fell due for one recipient. */
public enum Fate {
    /** Told in a notice. */
    TOLD,
    /** A more severe step of the same task fell due for the same recipient at the same time, or before it could be sent. */
    SUPERSEDED,
    /** It no longer held when its notice was to be sent. */
    MOOT,
    /** It fell due while its task was held; the reason says until when and why. */
    HELD,
    /** Nobody could be told: no unit of that audience, or no reachable address up to the top. */
    UNDELIVERABLE
}
