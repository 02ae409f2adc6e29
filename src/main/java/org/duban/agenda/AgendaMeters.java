package org.duban.agenda;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.duban.process.FigureReader;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How much lies ahead, how much is due, and what the sweep had to find. Read every quarter of a minute, not at every scrape. */
@Component
class AgendaMeters {

    private final JdbcMoments moments;
    private final InstantSource clock;
    private final Counter found;
    private volatile Ahead ahead = new Ahead(0, 0, null, null);

    AgendaMeters(MeterRegistry registry, JdbcMoments moments, InstantSource clock) {
        this.moments = moments;
        this.clock = clock;
        Gauge.builder("duban.agenda.depth", this, meters -> meters.ahead.depth())
                .description("Tasks whose plan has something more to say")
                .register(registry);
        Gauge.builder("duban.agenda.due", this, meters -> meters.ahead.due())
                .description("Tasks whose plan has something to say now and that nobody has taken yet")
                .register(registry);
        Gauge.builder("duban.agenda.next.moment", this, meters -> meters.secondsUntil(meters.ahead.next()))
                .description("Until the next moment; less than 0: it has passed and nobody has told what was due")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("duban.quartz.silence", this, meters -> -meters.secondsUntil(meters.ahead.checkIn()))
                .description("How long ago a Quartz of any process last checked in")
                .baseUnit("seconds")
                .register(registry);
        found = Counter.builder("duban.sweep.found")
                .description("Sweeps of this process that found tasks whose moment had been missed")
                .register(registry);
    }

    /**
     * What the agenda holds.
     *
     * @param depth tasks that have a next wake-up
     * @param due those whose wake-up has come
     * @param next the earliest wake-up; null if there is none
     * @param checkIn when a Quartz last said that it lives; null if none ever has
     */
    record Ahead(
            long depth,
            long due,
            @Nullable Instant next,
            @Nullable Instant checkIn) {}

    @Scheduled(fixedDelay = 15_000, scheduler = FigureReader.SCHEDULER)
    void read() {
        ahead = moments.ahead(clock.instant());
    }

    void sweepFound() {
        found.increment();
    }

    /** Not a number where there is none. */
    private double secondsUntil(@Nullable Instant instant) {
        return instant == null
                ? Double.NaN
                : Duration.between(clock.instant(), instant).toMillis() / 1_000.0;
    }
}
