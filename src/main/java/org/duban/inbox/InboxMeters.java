package org.duban.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/** The meters of this room. */
final class InboxMeters {

    private final MeterRegistry registry;
    private final Timer probes;

    InboxMeters(MeterRegistry registry) {
        this.registry = registry;
        this.probes = Timer.builder("duban.inbox.probe")
                .description("How long the daily mail to ourselves was on its way")
                .register(registry);
    }

    void taken(InboxState state) {
        registry.counter("duban.inbox.mails", "state", state.name()).increment();
    }

    void probed(Instant sent, Instant back) {
        var way = Duration.between(sent, back);
        probes.record(way.isNegative() ? Duration.ZERO : way);
    }
}
