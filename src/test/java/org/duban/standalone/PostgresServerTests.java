package org.duban.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

final class PostgresServerTests {

    @TempDir
    Path home;

    @Test
    void keepsItsRowsOverARestartAndOverAProcessThatWasKilled() throws Exception {
        var first = PostgresServer.start(home, home.resolve("programs"), Ports.free());
        rows(first).sql("create table kept (word text)").update();
        rows(first).sql("insert into kept values ('督办')").update();
        first.stop();
        AbandonedPostgres.leaveBehind(home);

        StalePostgres.end(home.resolve("postgres"));
        var third = PostgresServer.start(home, home.resolve("programs"), Ports.free());

        try {
            assertThat(rows(third)
                            .sql("select word from kept")
                            .query(String.class)
                            .list())
                    .containsExactly("督办", "销号");
        } finally {
            third.stop();
        }
    }

    @Test
    void isAsDurableAsARealOneAndSortsTheSameEverywhere() throws Exception {
        var server = PostgresServer.start(home, home.resolve("programs"), Ports.free());

        try {
            assertThat(List.of(setting(server, "fsync"), setting(server, "synchronous_commit")))
                    .containsOnly("on");
            assertThat(setting(server, "listen_addresses")).isEqualTo("localhost");
            assertThat(rows(server)
                            .sql(
                                    "select datlocprovider::text || ' ' || datlocale from pg_database where datname = 'duban'")
                            .query(String.class)
                            .single())
                    .isEqualTo("b C.UTF-8");
        } finally {
            server.stop();
        }
    }

    @Test
    void leavesAProcessAloneThatOnlyHasTheNotedNumber() throws Exception {
        var self = ProcessHandle.current();
        var data = Files.createDirectories(home.resolve("postgres"));
        var note = data.resolve("postmaster.pid");
        Files.write(note, List.of(String.valueOf(self.pid()), data.toString(), "1", String.valueOf(Ports.free())));

        StalePostgres.end(data);

        assertThat(self.isAlive()).isTrue();
        assertThat(note).doesNotExist();
    }

    @Test
    void setsAsideWhatAnInterruptedFirstStartLeft() throws Exception {
        var data = Files.createDirectories(home.resolve("postgres"));
        Files.writeString(data.resolve("postgresql.conf"), "half");

        var server = PostgresServer.start(home, home.resolve("programs"), Ports.free());

        try {
            assertThat(rows(server).sql("select 1").query(Integer.class).single())
                    .isEqualTo(1);
            assertThat(home.resolve("postgres-unfinished")).isDirectoryContaining("glob:**.conf");
        } finally {
            server.stop();
        }
    }

    @Test
    void letsNobodyInWithoutThePasswordThatOnlyItsUserReads() throws Exception {
        var server = PostgresServer.start(home, home.resolve("programs"), Ports.free());

        try {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("programs"))))
                    .isEqualTo("rwxr-xr-x");
            assertAsksForThePassword(server);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("postgres-password"))))
                    .isEqualTo("rw-------");
            assertThat(home.resolve("postgres/pg_hba.conf")).content().doesNotContainPattern("(?m)^[^#]*trust\\s*$");
        } finally {
            server.stop();
        }
    }

    @Test
    void asksForAPasswordOnceDataOfBeforeIsStartedAgain() throws Exception {
        trusting();

        var server = PostgresServer.start(home, home.resolve("programs"), Ports.free());

        try {
            assertThat(rows(server)
                            .sql("select word from kept")
                            .query(String.class)
                            .list())
                    .containsExactly("督办");
            await().untilAsserted(() -> assertAsksForThePassword(server));
        } finally {
            server.stop();
        }
    }

    @Test
    void findsItsWayInAgainWhereThePasswordWasLost() throws Exception {
        PostgresServer.start(home, home.resolve("programs"), Ports.free()).stop();
        Files.delete(home.resolve("postgres-password"));

        var server = PostgresServer.start(home, home.resolve("programs"), Ports.free());

        try {
            await().untilAsserted(() -> assertAsksForThePassword(server));
        } finally {
            server.stop();
        }
    }

    /** Data as the versions before left it: everybody is let in. */
    private void trusting() throws Exception {
        var before = PostgresServer.start(home, home.resolve("programs"), Ports.free());
        rows(before).sql("create table kept (word text)").update();
        rows(before).sql("insert into kept values ('督办')").update();
        rows(before).sql("alter role postgres password null").update();
        before.stop();
        var rules = home.resolve("postgres/pg_hba.conf");
        Files.writeString(rules, Files.readString(rules).replaceAll("(?m)scram-sha-256$", "trust"));
        Files.delete(home.resolve("postgres-password"));
    }

    private static void assertAsksForThePassword(PostgresServer server) {
        for (var password : List.of("", "postgres", "wrong")) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.url(), PostgresServer.USER, password))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(rows(server).sql("select 1").query(Integer.class).single()).isEqualTo(1);
    }

    private static String setting(PostgresServer server, String name) {
        return rows(server).sql("show " + name).query(String.class).single();
    }

    private static JdbcClient rows(PostgresServer server) {
        return JdbcClient.create(new DriverManagerDataSource(server.url(), PostgresServer.USER, server.password()));
    }
}
