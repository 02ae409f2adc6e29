package org.duban.database;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import org.duban.process.FigureReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The clock that all rooms ask: the database's, so that all nodes agree on what is due. It is read every 30 s, and goes on by
 * the machine's monotonic time source in between: whoever sets the machine's clock changes nothing.
 * Instants come in microseconds, the precision of PostgreSQL, so that a stored instant equals the one that was asked.
 */
@Component
final class DatabaseClock implements InstantSource {

    private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration WORTH_TELLING = Duration.ofSeconds(5);
    // Below the error of a reading a correction would only make the clock jitter.
    private static final Duration WORTH_CORRECTING = Duration.ofMillis(50);

    private final JdbcClient jdbc;
    private final LongSupplier nanoTime;
    private volatile Reading reading;
    private volatile long answeredAt;
    private volatile Duration machineAhead = Duration.ZERO;
    private @Nullable Duration told;

    @Autowired
    DatabaseClock(JdbcClient jdbc) {
        this(jdbc, System::nanoTime);
    }

    DatabaseClock(JdbcClient jdbc, LongSupplier nanoTime) {
        this.jdbc = jdbc;
        this.nanoTime = nanoTime;
        this.reading = read();
        compareMachine(reading);
    }

    @Override
    public Instant instant() {
        return reading.at(nanoTime.getAsLong()).truncatedTo(ChronoUnit.MICROS);
    }

    @Scheduled(fixedDelay = 30_000, initialDelay = 30_000, scheduler = FigureReader.SCHEDULER)
    void readAgain() {
        try {
            var next = read();
            var off = Duration.between(reading.at(next.nanos), next.database);
            if (off.abs().compareTo(WORTH_CORRECTING) >= 0) {
                reading = next;
            }
            compareMachine(next);
        } catch (DataAccessException e) {
            log.debug("Database clock not read, going on from the last reading", e);
        }
    }

    /** How far the machine's clock is ahead of the database's, as last compared. */
    double secondsAhead() {
        return machineAhead.toMillis() / 1_000.0;
    }

    /** How long ago the database last answered. */
    double secondsOfSilence() {
        return Duration.ofNanos(nanoTime.getAsLong() - answeredAt).toMillis() / 1_000.0;
    }

    private Reading read() {
        var before = nanoTime.getAsLong();
        var database = jdbc.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        answeredAt = nanoTime.getAsLong();
        return new Reading(database, before + (answeredAt - before) / 2);
    }

    private void compareMachine(Reading now) {
        var ahead = Duration.between(now.database, InstantSource.system().instant());
        machineAhead = ahead;
        var before = told == null ? Duration.ZERO : told;
        if (ahead.minus(before).abs().compareTo(WORTH_TELLING) > 0) {
            log.warn("This machine's clock differs from the database's by {}; the database's is used", ahead);
            told = ahead;
        }
    }

    /** What the database's clock said when the machine's time source stood at {@code nanos}. */
    private record Reading(Instant database, long nanos) {
        Instant at(long later) {
            return database.plusNanos(later - nanos);
        }
    }
}
