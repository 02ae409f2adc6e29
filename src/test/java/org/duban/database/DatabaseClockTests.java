package org.duban.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicLong;
import org.duban.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseClockTests {

    private final HikariDataSource database = pool();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tellsTheDatabasesTime() {
        var before = databaseTime();
        var clock = new DatabaseClock(jdbc, nanos::get);

        assertThat(clock.instant()).isBetween(before, databaseTime());
    }

    @Test
    void goesOnByTheMonotonicTimeSource() {
        var clock = new DatabaseClock(jdbc, nanos::get);
        var start = clock.instant();

        nanos.addAndGet(Duration.ofSeconds(90).toNanos());

        assertThat(clock.instant()).isEqualTo(start.plusSeconds(90));
    }

    @Test
    void comesBackToTheDatabasesTime() {
        var clock = new DatabaseClock(jdbc, nanos::get);
        nanos.addAndGet(Duration.ofDays(40).toNanos());

        var before = databaseTime();
        clock.readAgain();

        assertThat(clock.instant()).isBetween(before, databaseTime());
    }

    @Test
    void goesOnWhileTheDatabaseIsAway() {
        var clock = new DatabaseClock(jdbc, nanos::get);
        var start = clock.instant();
        database.close();

        nanos.addAndGet(Duration.ofHours(2).toNanos());
        clock.readAgain();

        assertThat(clock.instant()).isEqualTo(start.plus(Duration.ofHours(2)));
    }

    private Instant databaseTime() {
        return jdbc.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static HikariDataSource pool() {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(TestDatabase.url(TestDatabase.create("directory")));
        pool.setMaximumPoolSize(1);
        return pool;
    }
}
