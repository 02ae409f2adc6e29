package org.duban.auditor;

import java.time.InstantSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Down while there is a gap that could not be healed; unknown while nobody has audited for three turns. Not a part of
 * readiness: a node that knows of a gap serves as well as before.
 */
@Component("auditHealthIndicator")
final class AuditHealth implements HealthIndicator {

    private final JdbcAuditPasses passes;
    private final JdbcFindings findings;
    private final InstantSource clock;
    private final AuditProperties properties;

    AuditHealth(JdbcAuditPasses passes, JdbcFindings findings, InstantSource clock, AuditProperties properties) {
        this.passes = passes;
        this.findings = findings;
        this.clock = clock;
        this.properties = properties;
    }

    @Override
    public Health health() {
        try {
            return told();
        } catch (DataAccessException e) {
            // That the database is away is told by its own component.
            return Health.unknown().build();
        }
    }

    private Health told() {
        var last = passes.last();
        var finishedAt = last.finishedAt();
        var open = findings.open();
        if (finishedAt == null) {
            return Health.unknown()
                    .withDetail("lastRun", "never")
                    .withDetail("open", open)
                    .build();
        }
        var overdue = finishedAt.plus(properties.every().multipliedBy(3)).isBefore(clock.instant());
        return Health.status(open > 0 ? Status.DOWN : overdue ? Status.UNKNOWN : Status.UP)
                .withDetail("lastRun", finishedAt.toString())
                .withDetail("tasks", last.figures().tasks())
                .withDetail("found", last.figures().found())
                .withDetail("healed", last.figures().healed())
                .withDetail("open", open)
                .withDetail("notComparable", last.figures().notComparable())
                .build();
    }
}
