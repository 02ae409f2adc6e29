package org.duban.plan;

import java.time.Instant;

/** The smallest step of time that tables keep, and so the distance between "just before", "now" and "just after". */
public final class Microsecond {

    private static final long NANOS = 1_000;

    private Microsecond() {}

    /** The last instant before this one. */
    public static Instant before(Instant instant) {
        return instant.minusNanos(NANOS);
    }

    /** The first instant after this one. */
    public static Instant after(Instant instant) {
        return instant.plusNanos(NANOS);
    }
}
