package org.duban.drill;

import java.time.Instant;
import java.time.InstantSource;

/** The clock that all rooms of a drill ask: it stands still until it is moved, and never goes back. For one thread. */
final class SimulatedClock implements InstantSource {

    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves on to an instant; stays where it is if that has passed. */
    void moveTo(Instant instant) {
        if (instant.isAfter(now)) {
            now = instant;
        }
    }
}
