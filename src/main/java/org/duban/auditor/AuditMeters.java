package org.duban.auditor;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.duban.process.FigureReader;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The meters of this room. Gauges are read from the database every quarter of a minute, not at every scrape. */
@Component
class AuditMeters {

    private final MeterRegistry registry;
    private final JdbcFindings findings;
    private final JdbcAuditPasses passes;
    private final InstantSource clock;
    private volatile double open;
    private volatile Instant finishedAt;

    AuditMeters(MeterRegistry registry, JdbcFindings findings, JdbcAuditPasses passes, InstantSource clock) {
        this.registry = registry;
        this.findings = findings;
        this.passes = passes;
        this.clock = clock;
        this.finishedAt = clock.instant();
        Gauge.builder("duban.audit.gaps", this, meters -> meters.open)
                .description("Steps that should have been told and were not, as far as they are not healed")
                .register(registry);
        Gauge.builder("duban.audit.last.run", this, AuditMeters::sinceLastRun)
                .description("How long ago any process finished an audit; before the first, since this process started")
                .baseUnit("seconds")
                .register(registry);
        for (var kind : GapKind.values()) {
            found(kind);
        }
    }

    @Scheduled(fixedDelay = 15_000, scheduler = FigureReader.SCHEDULER)
    void read() {
        open = findings.open();
        var last = passes.last().finishedAt();
        finishedAt = last == null ? finishedAt : last;
    }

    void found(Gap gap) {
        found(gap.kind()).increment();
    }

    private Counter found(GapKind kind) {
        return Counter.builder("duban.audit.gaps.found")
                .description("Gaps that audits of this process found, healed or not")
                .tag("kind", kind.name())
                .register(registry);
    }

    private double sinceLastRun() {
        return Duration.between(finishedAt, clock.instant()).toMillis() / 1_000.0;
    }
}
