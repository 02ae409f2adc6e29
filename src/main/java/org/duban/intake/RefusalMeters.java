package org.duban.intake;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.duban.events.RefusalState;
import org.duban.process.FigureReader;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What lies in the quarantine. Read from the database every quarter of a minute, not at every scrape. */
@Component
class RefusalMeters {

    private final JdbcRefusals refusals;
    private volatile Kept kept = new Kept(0, 0, 0);

    /**
     * How many records lie in the quarantine.
     *
     * @param open refused, to be mended and replayed
     * @param waiting for their task to be assigned
     * @param uncopied without their copy on the dead-letter topic
     */
    record Kept(long open, long waiting, long uncopied) {}

    RefusalMeters(MeterRegistry registry, JdbcRefusals refusals) {
        this.refusals = refusals;
        gauge(registry, RefusalState.OPEN);
        gauge(registry, RefusalState.WAITING);
        Gauge.builder("duban.dead.letters.waiting", this, meters -> meters.kept.uncopied())
                .description("Refused records whose copy is not on the dead-letter topic yet")
                .register(registry);
    }

    private void gauge(MeterRegistry registry, RefusalState state) {
        Gauge.builder("duban.refusals", this, meters -> meters.count(state))
                .description("Records in the quarantine that are not settled, by state")
                .tag("state", state.name())
                .register(registry);
    }

    private long count(RefusalState state) {
        return state == RefusalState.OPEN ? kept.open() : kept.waiting();
    }

    @Scheduled(fixedDelay = 15_000, scheduler = FigureReader.SCHEDULER)
    void read() {
        kept = refusals.kept();
    }
}
