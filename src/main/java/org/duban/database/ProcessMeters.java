package org.duban.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.duban.process.Duban;
import org.springframework.stereotype.Component;

/**
 * What every process says of itself: its roles, so that an alert can tell that nobody has one, and how it stands to the
 * database's clock. Both figures of the clock are computed when asked for, so that they go on growing while nothing answers.
 */
@Component
final class ProcessMeters {

    ProcessMeters(MeterRegistry registry, Duban duban, DatabaseClock clock) {
        for (var role : duban.roles()) {
            Gauge.builder("duban.role", () -> 1)
                    .description("1 for each role of this process")
                    .tag("role", role.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
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
