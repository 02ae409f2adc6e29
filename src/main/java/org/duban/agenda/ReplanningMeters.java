package org.duban.agenda;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The meters of this room, read from the database every few seconds, not at every scrape. */
@Component
class ReplanningMeters {

    private final JdbcReplanning rows;
    private volatile long open;

    ReplanningMeters(MeterRegistry registry, JdbcReplanning rows) {
        this.rows = rows;
        Gauge.builder("duban.replanning.open", this, meters -> meters.open)
                .description("Open tasks that are still to be planned again after a change of rules or units")
                .register(registry);
    }

    @Scheduled(fixedDelay = 5_000, scheduler = ReplanningConfiguration.SCHEDULER)
    void read() {
        open = rows.anyLeft() ? rows.progress().left() : 0;
    }

    long open() {
        return open;
    }
}
