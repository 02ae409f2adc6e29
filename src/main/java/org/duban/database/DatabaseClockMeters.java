package org.duban.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * How this machine stands to the database's clock. Both figures are computed when asked for, so that they go on growing while
 * nothing answers.
 */
@Component
final class DatabaseClockMeters {

    DatabaseClockMeters(MeterRegistry registry, DatabaseClock clock) {
        Gauge.builder("duban.clock.difference", clock, DatabaseClock::secondsAhead)
                .description("How far this machine's clock is ahead of the database's, which counts")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("duban.database.silence", clock, DatabaseClock::secondsOfSilence)
                .description("How long ago the database last answered; it is asked for its time every 30 seconds")
                .baseUnit("seconds")
                .register(registry);
    }
}
