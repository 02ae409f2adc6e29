package org.duban.intake;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.duban.events.DecodedRecord;
import org.duban.events.RawRecord;
import org.duban.events.TaskEventDecoder;
import org.duban.task.TaskEvent;
import org.flywaydb.core.Flyway;

/** How many assigned events a second reach the ledger, without Kafka; run its main method. */
final class IntakeBenchmark {

    private static final int BATCH = 500;
    private static final int ROUND = 10_000;

    private IntakeBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        // The servers of tests do not wait for the disk; a rate that does not either would promise too much.
        try (var server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
                var house = new IntakeHouse(migrated(server.getPostgresDatabase()))) {
            for (var setting : List.of("fsync", "synchronous_commit")) {
                System.out.println(setting + " "
                        + house.jdbc.sql("show " + setting).query(String.class).single());
            }
            for (int round = 0; round < 8; round++) {
                var records = records(house, round);
                long start = System.nanoTime();
                decode(house, records);
                long decoded = System.nanoTime();
                for (int i = 0; i < ROUND; i += BATCH) {
                    house.intake.take(records.subList(i, i + BATCH));
                }
                long taken = System.nanoTime();
                System.out.printf(
                        "round %d: decode alone %,d/s, decode + ledger %,d/s%n",
                        round, rate(decoded - start), rate(taken - decoded));
            }
            System.out.println("applied " + (long) house.count("applied"));
        }
    }

    private static DataSource migrated(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/numbers", "classpath:db/ledger", "classpath:db/intake")
                .load()
                .migrate();
        return database;
    }

    private static List<RawRecord> records(IntakeHouse house, int round) {
        var records = new ArrayList<RawRecord>();
        for (int i = 0; i < ROUND; i++) {
            records.add(house.assigned("T-" + round + "-" + i));
        }
        return records;
    }

    private static void decode(IntakeHouse house, List<RawRecord> records) {
        var decoder = house.context.getBean(TaskEventDecoder.class);
        var events = new ArrayList<TaskEvent>();
        for (var record : records) {
            events.add(((DecodedRecord.Event) decoder.decode(record)).event());
        }
        if (events.size() != ROUND) {
            throw new AssertionError(events.size());
        }
    }

    private static long rate(long nanos) {
        return ROUND * 1_000_000_000L / nanos;
    }
}
