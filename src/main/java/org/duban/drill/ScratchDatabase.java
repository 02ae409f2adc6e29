package org.duban.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL of the drill's own, in a directory that goes away with it. It is the server of the one-command start, found
 * by Spring because nothing may depend on that room.
 */
final class ScratchDatabase implements AutoCloseable {

    private static final String PROGRAM = "io.zonky.test.db.postgres.embedded.EmbeddedPostgres";

    private final Path directory;

    ScratchDatabase() {
        try {
            directory = Files.createTempDirectory("duban-drill-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is a server to start: the lean jar has none. */
    static boolean available() {
        return ClassUtils.isPresent(PROGRAM, ScratchDatabase.class.getClassLoader());
    }

    /** Lets Spring find the embedded server; a source of the application, no component of it. */
    @ComponentScan("org.duban.standalone")
    @ConfigurationPropertiesScan("org.duban.standalone")
    static final class Server {}

    /** Overrides whatever an installation has set, so that its own database, Kafka and mail server are out of reach. */
    void isolate(ConfigurableEnvironment environment) {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "scratch",
                        Map.of(
                                "spring.datasource.url", "",
                                // What is lost with the process is to be lost.
                                "spring.datasource.hikari.connection-init-sql", "set synchronous_commit = off",
                                "duban.embedded.data", directory.toString(),
                                "duban.embedded.programs", programs(environment).toString(),
                                "duban.embedded.postgres-port", "0",
                                "spring.kafka.bootstrap-servers", "none.invalid:9092",
                                "spring.mail.host", "none.invalid",
                                "duban.demo", "false",
                                // No sweep looks after an agenda that the drill itself looks after.
                                "duban.roles", "desk")));
    }

    /** Where the one-command start has unpacked the programs of PostgreSQL; unpacking them takes seconds. */
    private Path programs(ConfigurableEnvironment environment) {
        var data = environment.getProperty("duban.embedded.data", "./data");
        var unpacked = Path.of(environment.getProperty("duban.embedded.programs", data + "/postgres-programs"));
        return Files.isDirectory(unpacked) ? unpacked : directory.resolve("programs");
    }

    Path directory() {
        return directory;
    }

    /** Takes the directory away, once its server has stopped. */
    @Override
    public void close() {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
