package org.duban.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an upgrade may rely on: tables are made once, wholly, and older processes live on newer tables. */
@ExtendWith(OutputCaptureExtension.class)
class MigrateCommandTests {

    private final MigrateCommand command = new MigrateCommand();
    private final DataSource database = TestDatabase.empty();
    private final JdbcClient sql = JdbcClient.create(database);

    @Test
    void isAskedForByItsName() {
        assertThat(command.asked("migrate")).isTrue();
        assertThat(command.asked("--migrate")).isFalse();
        assertThat(command.asked()).isFalse();
    }

    @Test
    void makesTheTablesOnceHoweverManyStartAtOnce() throws IOException {
        var processes = IntStream.range(0, 3)
                .mapToObj(each -> MigrateCommand.start(arguments()))
                .toList();
        var threads = Executors.newFixedThreadPool(3);

        var ends = processes.stream()
                .map(process -> CompletableFuture.supplyAsync(() -> MigrateCommand.migrate(process), threads))
                .toList();

        assertThat(ends).extracting(CompletableFuture::join).containsOnly(0);
        assertThat(applied()).isEqualTo(migrations());
        processes.forEach(ConfigurableApplicationContext::close);
        threads.shutdown();
    }

    @Test
    void makesTheTablesWithoutAWordOfWarning(CapturedOutput output) {
        assertThat(migrate()).isZero();

        assertThat(output).contains("Successfully applied").doesNotContain(" WARN ", "already exists");
    }

    @Test
    void goesOnWhereAnInterruptedMigrationStopped(CapturedOutput output) throws SQLException, IOException {
        CompletableFuture<Integer> interrupted;
        try (var other = database.getConnection()) {
            makeTableWithoutCommit(other, "notice");
            interrupted = CompletableFuture.supplyAsync(this::migrate);
            await().atMost(Duration.ofSeconds(60)).until(() -> endWhoeverWaits() == 1);
            assertThat(interrupted.join()).isEqualTo(1);
        }
        assertThat(output).contains("The tables are not up to date; the migration that failed was undone");
        assertThat(applied()).isPositive().isLessThan(migrations());

        assertThat(migrate()).isZero();

        assertThat(applied()).isEqualTo(migrations());
    }

    @Test
    void leavesTheTablesOfALaterVersionAlone() {
        migrate();
        sql.sql("""
                        insert into flyway_schema_history
                        select installed_rank + 1, '2999.01.01.00', 'later', type, 'V2999_01_01_00__later.sql', 1, installed_by,
                            installed_on, 1, true
                        from flyway_schema_history order by installed_rank desc limit 1
                        """).update();

        assertThat(migrate()).isZero();
    }

    @Test
    void saysThatItNeedsADatabase(CapturedOutput output) {
        assertThat(command.run("migrate")).isEqualTo(1);

        assertThat(output)
                .contains("The command migrate needs a database, and none is configured.")
                .contains("Set spring.datasource.url");
    }

    private int migrate() {
        return command.run(arguments());
    }

    private String[] arguments() {
        return new String[] {
            "migrate",
            "--spring.datasource.url=" + TestDatabase.url(database),
            // As for processes that leave the tables to this command.
            "--spring.flyway.enabled=false"
        };
    }

    /** Whoever makes a table of that name waits for the end of this transaction. */
    private static void makeTableWithoutCommit(Connection other, String name) throws SQLException {
        other.setAutoCommit(false);
        try (var statement = other.createStatement()) {
            statement.execute("create table " + name + " (id int)");
        }
    }

    private int endWhoeverWaits() {
        return sql.sql("""
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock' and query ilike '%create table notice%'
                        """).query(Integer.class).single();
    }

    private int applied() {
        return sql.sql("select count(distinct version) from flyway_schema_history where success")
                .query(Integer.class)
                .single();
    }

    private static int migrations() throws IOException {
        return new PathMatchingResourcePatternResolver().getResources("classpath*:db/*/V*.sql").length;
    }
}
