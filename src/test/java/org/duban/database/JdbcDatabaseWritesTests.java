package org.duban.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcDatabaseWritesTests {

    private final DataSource database = TestDatabase.create("process");
    private final JdbcClient sql = JdbcClient.create(database);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final JdbcDatabaseWrites writes =
            new JdbcDatabaseWrites(sql, new TransactionTemplate(new JdbcTransactionManager(database)), meters);

    @Test
    void isUpWhileTheDatabaseTakesWhatIsWritten() {
        writes.write();
        writes.write();

        assertThat(writes.health().getStatus()).isEqualTo(Status.UP);
        assertThat(meters.get("duban.database.writable").gauge().value()).isEqualTo(1);
    }

    @Test
    void isDownWhileTheDatabaseOnlyTakesReads() {
        readOnly("on");
        writes.write();
        var reading = writes.health();
        readOnly("off");
        writes.write();

        assertThat(reading.getStatus()).isEqualTo(Status.DOWN);
        assertThat(reading.getDetails().get("problem")).asString().contains("read-only transaction");
        assertThat(writes.health().getStatus()).isEqualTo(Status.UP);
    }

    private void readOnly(String onOrOff) {
        // A connection that is open already keeps what it began with; each of these is a new one.
        sql.sql("begin; set transaction read write; do $$ begin execute format("
                        + "'alter database %I set default_transaction_read_only = " + onOrOff
                        + "', current_database()); end $$; commit")
                .update();
    }

    @Test
    void isDownWhileTheDiskIsFullAndUpOnceThereIsRoomAgain() throws Exception {
        var disk = Files.createTempDirectory("duban-small-disk");
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=4m,mode=0777", "tmpfs", disk.toString()), "may not mount");
        try {
            var space = Files.createDirectory(disk.resolve("space"));
            Files.setPosixFilePermissions(space, PosixFilePermissions.fromString("rwx------"));
            sql.sql("create tablespace small location '" + space + "'").update();
            sql.sql("alter table write_probe set tablespace small").update();
            writes.write();
            assertThat(writes.health().getStatus()).isEqualTo(Status.UP);

            fill(disk);
            writes.write();
            assertThat(writes.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(writes.health().getDetails().get("problem")).asString().contains("No space left on device");

            Files.delete(disk.resolve("filling"));
            writes.write();
            assertThat(writes.health().getStatus()).isEqualTo(Status.UP);
        } finally {
            sql.sql("alter table write_probe set tablespace pg_default").update();
            sql.sql("drop tablespace if exists small").update();
            run("umount", disk.toString());
        }
    }

    private static void fill(Path disk) {
        try {
            Files.write(disk.resolve("filling"), new byte[8 << 20]);
        } catch (IOException e) {
            // Now it is full.
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).start();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
