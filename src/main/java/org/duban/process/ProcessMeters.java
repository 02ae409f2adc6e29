package org.duban.process;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The roles of a process as meters, so that an alert can tell that nobody has one. */
@Component
final class ProcessMeters {

    ProcessMeters(MeterRegistry registry, DubanProperties duban) {
        for (var role : duban.roles()) {
            Gauge.builder("duban.role", () -> 1)
                    .description("1 for each role of this process")
                    .tag("role", role.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }
}
