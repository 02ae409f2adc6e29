package org.duban.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.duban.process.FigureReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Whether the database takes what is written to it: with a full disk, or while it only takes reads, it answers every
 * question and Duban does nothing. Each time a table is made anew and filled with pages, because a row that finds room in
 * an old one is taken also by a full disk.
 */
@Component("databaseWrites")
final class JdbcDatabaseWrites implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(JdbcDatabaseWrites.class);
    private static final Duration OVERDUE = Duration.ofSeconds(60);

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private volatile Tried last = new Tried(System.nanoTime(), null);

    JdbcDatabaseWrites(JdbcClient jdbc, TransactionOperations transactions, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        Gauge.builder("duban.database.writable", this, writes -> writes.problem() == null ? 1 : 0)
                .description("1 while the database takes what is written to it")
                .register(meters);
    }

    /** @param problem why nothing could be written; null if it could */
    private record Tried(long at, @Nullable String problem) {}

    @Scheduled(fixedDelay = 15_000, scheduler = FigureReader.SCHEDULER)
    void write() {
        var problem = tryToWrite();
        if (problem != null && last.problem() == null) {
            log.error("Database takes no writes problem=\"{}\"", problem);
        } else if (problem == null && last.problem() != null) {
            log.info("Database takes writes again");
        }
        last = new Tried(System.nanoTime(), problem);
    }

    private @Nullable String tryToWrite() {
        try {
            transactions.executeWithoutResult(transaction -> fill());
            return null;
        } catch (DataAccessException | TransactionException e) {
            return String.valueOf(e.getMostSpecificCause().getMessage());
        }
    }

    private void fill() {
        jdbc.sql("set local lock_timeout = '3s'").update();
        jdbc.sql("set local statement_timeout = '5s'").update();
        jdbc.sql("truncate write_probe").update();
        jdbc.sql("insert into write_probe select repeat('x', 7000) from generate_series(1, 32)")
                .update();
    }

    private @Nullable String problem() {
        var tried = last;
        return tried.problem() == null && System.nanoTime() - tried.at() > OVERDUE.toNanos()
                ? "no write has come to an end for " + OVERDUE.toSeconds() + " seconds"
                : tried.problem();
    }

    @Override
    public Health health() {
        var problem = problem();
        return problem == null
                ? Health.up().build()
                : Health.down().withDetail("problem", problem).build();
    }
}
