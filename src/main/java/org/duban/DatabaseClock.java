package org.duban;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The clock that all rooms ask: the machine's, corrected to the database's, so that all nodes agree on what is due.
 * Instants come in microseconds, the precision of PostgreSQL, so that a stored instant equals the one that was asked.
 */
@Component
final class DatabaseClock implements InstantSource {

    private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration WORTH_TELLING = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private volatile Duration ahead = Duration.ZERO;
    private volatile Duration measured = Duration.ZERO;
    private volatile long answeredAt = System.nanoTime();

    DatabaseClock(JdbcClient jdbc) {
        this.jdbc = jdbc;
        compare();
    }

    @Override
    public Instant instant() {
        return machine().plus(ahead).truncatedTo(ChronoUnit.MICROS);
    }

    @Scheduled(fixedDelay = 30_000, initialDelay = 30_000, scheduler = Figures.SCHEDULER)
    void compareAgain() {
        try {
            compare();
        } catch (DataAccessException e) {
            log.debug("Database clock not read, keeping the last difference", e);
        }
    }

    /** How far the machine's clock is ahead of the database's, as last measured. */
    double secondsAhead() {
        return measured.negated().toMillis() / 1_000.0;
    }

    /** How long ago the database last answered. */
    double secondsOfSilence() {
        return Duration.ofNanos(System.nanoTime() - answeredAt).toMillis() / 1_000.0;
    }

    private void compare() {
        var before = machine();
        var database = jdbc.sql("select clock_timestamp()")
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
        var after = machine();
        var middle = before.plus(Duration.between(before, after).dividedBy(2));
        var difference = Duration.between(middle, database);
        answeredAt = System.nanoTime();
        measured = difference;
        // Below the error of the measurement a correction would only make the clock jitter.
        var next = difference.abs().compareTo(Duration.ofMillis(50)) < 0 ? Duration.ZERO : difference;
        if (next.minus(ahead).abs().compareTo(WORTH_TELLING) > 0) {
            log.warn("This machine's clock differs from the database's by {}; the database's is used", next.negated());
        }
        ahead = next;
    }

    private static Instant machine() {
        return InstantSource.system().instant();
    }
}
