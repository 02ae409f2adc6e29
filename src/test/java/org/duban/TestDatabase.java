package org.duban;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real PostgreSQL for tests: one server for the JVM, a fresh migrated database for each caller. */
public final class TestDatabase {

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Map<List<String>, String> TEMPLATES = new HashMap<>();

    private TestDatabase() {}

    /** A new database with all of Duban's tables. */
    public static DataSource create() {
        return create(
                "directory",
                "ledger",
                "intake",
                "policy",
                "agenda",
                "board",
                "rules",
                "notice",
                "auditor",
                "api",
                "answers",
                "inbox",
                "feeds",
                "jobs",
                "views",
                "process");
    }

    /** A new database with the tables of the named rooms, and of the numbers that they give: a copy of one that was migrated once. */
    public static DataSource create(String... rooms) {
        return copyOf(template(
                Stream.concat(Stream.of("numbers"), Stream.of(rooms)).distinct().toList()));
    }

    /** A new database with a room's tables as they were before a migration. */
    public static DataSource before(String version, String room) {
        var database = empty();
        var migrations = flyway(database, List.of(room)).load().info().all();
        var last = Stream.of(migrations)
                .map(MigrationInfo::getVersion)
                .filter(each -> each.compareTo(MigrationVersion.fromVersion(version)) < 0)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        flyway(database, List.of(room)).target(last).load().migrate();
        return database;
    }

    /** Brings a room's tables to what they are now. */
    public static void migrate(DataSource database, String room) {
        flyway(database, List.of(room)).load().migrate();
    }

    private static FluentConfiguration flyway(DataSource database, List<String> rooms) {
        return Flyway.configure()
                .dataSource(database)
                .locations(rooms.stream().map(room -> "classpath:db/" + room).toArray(String[]::new));
    }

    private static synchronized DataSource copyOf(String template) {
        // Two copies at once of one template refuse each other.
        return empty("template " + template + "");
    }

    private static synchronized String template(List<String> rooms) {
        return TEMPLATES.computeIfAbsent(rooms, TestDatabase::migrated);
    }

    private static String migrated(List<String> rooms) {
        var source = empty("");
        flyway(source, rooms).load().migrate();
        return JdbcClient.create(source)
                .sql("select current_database()")
                .query(String.class)
                .single();
    }

    /** A new database without a table. */
    public static DataSource empty() {
        return empty("");
    }

    private static DataSource empty(String options) {
        var name = "test" + NEXT.incrementAndGet();
        JdbcClient.create(Server.POSTGRES.getPostgresDatabase())
                .sql("create database " + name + " " + options)
                .update();
        return Server.POSTGRES.getDatabase("postgres", name);
    }

    /** The JDBC address of the server's database of this name. */
    public static String url(DataSource database) {
        return JdbcClient.create(database)
                .sql("select 'jdbc:postgresql://localhost:' || :port || '/' || current_database() || '?user=postgres'")
                .param("port", Server.POSTGRES.getPort())
                .query(String.class)
                .single();
    }

    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setLocaleConfig("locale-provider", "builtin")
                        .setLocaleConfig("builtin-locale", "C.UTF-8")
                        .setLocaleConfig("encoding", "UTF-8")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
