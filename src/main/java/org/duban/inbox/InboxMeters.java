package org.duban.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.duban.process.FigureReader;
import org.springframework.scheduling.annotation.Scheduled;

/** The meters of this room. Whether a probe is lost is read from the database once a minute, not at every scrape. */
class InboxMeters {

    private final MeterRegistry registry;
    private final InboxTable table;
    private final Duration probeWithin;
    private final InstantSource clock;
    private final Timer probes;
    private volatile boolean lost;

    InboxMeters(
            MeterRegistry registry,
            InboxTable table,
            MailboxStatus readings,
            Duration probeWithin,
            InstantSource clock) {
        this.registry = registry;
        this.table = table;
        this.probeWithin = probeWithin;
        this.clock = clock;
        this.probes = Timer.builder("duban.inbox.probe")
                .description("How long the daily mail to ourselves was on its way")
                .register(registry);
        Gauge.builder("duban.inbox.probe.lost", this, meters -> meters.lost ? 1 : 0)
                .description("1 while the last daily mail to ourselves is overdue")
                .register(registry);
        Gauge.builder("duban.inbox.failures", readings, each -> each.latest().failures())
                .description("How often in a row the mailbox could not be read by this process")
                .register(registry);
        Gauge.builder("duban.inbox.stuck", readings, each -> each.stuck().isPresent() ? 1 : 0)
                .description("1 while the same mail has kept this process from reading on for ten minutes")
                .register(registry);
        for (var state : InboxState.values()) {
            mails(state);
        }
    }

    @Scheduled(fixedDelay = 60_000, scheduler = FigureReader.SCHEDULER)
    void read() {
        lost = table.lastProbe().filter(this::isLost).isPresent();
    }

    private boolean isLost(InboxTable.Probe probe) {
        return probe.lostBy(clock.instant(), probeWithin);
    }

    void taken(InboxState state) {
        mails(state).increment();
    }

    private Counter mails(InboxState state) {
        return Counter.builder("duban.inbox.mails")
                .description("Mails that came in, by what became of them")
                .tag("state", state.name())
                .register(registry);
    }

    void probed(Instant sent, Instant back) {
        var way = Duration.between(sent, back);
        probes.record(way.isNegative() ? Duration.ZERO : way);
    }
}
