package org.duban.directory;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.duban.process.FigureReader;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Whom mail does not reach. Counted once a minute from the tree, not at every scrape. */
@Component
class DirectoryMeters {

    private final Directory directory;
    private final InstantSource clock;
    private volatile long units;
    private volatile long refused;

    DirectoryMeters(MeterRegistry registry, Directory directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
        Gauge.builder("duban.unreachable.units", this, meters -> meters.units)
                .description("Units whose mails go to the office above, because none of their addresses can be reached")
                .register(registry);
        Gauge.builder("duban.unreachable.addresses", this, meters -> meters.refused)
                .description("Addresses of units that a mail server has refused for good")
                .register(registry);
    }

    @Scheduled(fixedDelay = 60_000, scheduler = FigureReader.SCHEDULER)
    void read() {
        var tree = directory.tree();
        var now = clock.instant();
        units = tree.units().stream()
                .filter(unit -> tree.readers(unit.code(), now).isEmpty())
                .count();
        refused = tree.units().stream()
                .flatMap(unit -> unit.emails().stream())
                .distinct()
                .filter(address -> !tree.reaches(address))
                .count();
    }
}
