package org.duban.inbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;

/** Down while the mailbox cannot be read or reading does not advance, and when the daily mail to ourselves has not come back in time. */
final class InboxHealth implements HealthIndicator {

    /** One failure may be a server that restarts. */
    static final int FAILURES = 2;

    private final MailboxStatus readings;
    private final InboxTable table;
    private final Duration probeWithin;
    private final InstantSource clock;

    InboxHealth(MailboxStatus readings, InboxTable table, Duration probeWithin, InstantSource clock) {
        this.readings = readings;
        this.table = table;
        this.probeWithin = probeWithin;
        this.clock = clock;
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
        var latest = readings.latest();
        var probe = table.lastProbe();
        var lost =
                probe.filter(sent -> sent.lostBy(clock.instant(), probeWithin)).isPresent();
        var stuck = readings.stuck();
        var health = latest.failures() >= FAILURES || lost || stuck.isPresent() ? Health.down() : Health.up();
        health.withDetail("lastReading", Objects.toString(latest.worked(), "none yet"));
        if (latest.error() != null) {
            health.withDetail("lastError", latest.error());
        }
        if (lost) {
            health.withDetail(
                    "reason",
                    "the daily mail to ourselves has not come back within " + probeWithin
                            + ": replies and bounces may not reach the mailbox (docs/inbox.md)");
        }
        stuck.ifPresent(held -> health.withDetail("stuck", "STUCK at the mail with UID " + held.uid())
                .withDetail("stuckSince", held.since().toString()));
        probe.ifPresent(sent -> health.withDetail("lastProbe", sent.sentAt().toString())
                .withDetail("lastProbeBack", Objects.toString(sent.backAt(), lost ? "overdue" : "not yet")));
        return health.build();
    }
}
