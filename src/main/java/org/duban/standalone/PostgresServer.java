package org.duban.standalone;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL server as a child process; durable as a real one. */
final class PostgresServer implements EmbeddedServer {

    static final String USER = "postgres";
    private static final String DATABASE = "duban";
    private static final Duration START = Duration.ofSeconds(60);
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);

    private final EmbeddedPostgres postgres;
    private final PostgresPassword password;

    private PostgresServer(EmbeddedPostgres postgres, PostgresPassword password) {
        this.postgres = postgres;
        this.password = password;
    }

    /**
     * Starts the server and makes the database {@code duban} if it is missing.
     *
     * @param home its log and, in {@code postgres}, its data
     * @param programs where its programs are, or are unpacked
     * @throws EmbeddedServerProblem with the server's own last words if it does not come up
     */
    static PostgresServer start(Path home, Path programs, int port) throws IOException, SQLException {
        var data = home.resolve("postgres");
        var output = home.resolve("postgres.log");
        var finished = home.resolve("postgres-initialised");
        setAsideUnfinished(data, finished);
        var password = PostgresPassword.in(home);
        Files.createDirectories(programs);
        var writers = writers(programs);
        EmbeddedPostgres postgres;
        try {
            postgres = builder(data, port, password)
                    .setOverrideWorkingDirectory(programs.toFile())
                    .setOutputRedirector(ProcessBuilder.Redirect.to(output.toFile()))
                    .start();
        } catch (IOException | IllegalStateException e) {
            throw notStarted(data, output, e);
        }
        // The library lets everybody write there, and so put programs in the place of those that we start.
        leaveTo(programs.startsWith(home) ? Set.of() : writers, programs);
        var server = new PostgresServer(postgres, password);
        server.makeDatabase(data);
        Files.write(finished, new byte[0]);
        return server;
    }

    /** Who but its owner may write in a directory. */
    private static Set<PosixFilePermission> writers(Path directory) throws IOException {
        var writers = EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
        writers.retainAll(POSIX ? Files.getPosixFilePermissions(directory) : Set.of());
        return writers;
    }

    private static void leaveTo(Set<PosixFilePermission> writers, Path directory) throws IOException {
        var tooMany = writers(directory);
        tooMany.removeAll(writers);
        if (!tooMany.isEmpty()) {
            var permissions = Files.getPosixFilePermissions(directory);
            permissions.removeAll(tooMany);
            Files.setPosixFilePermissions(directory, permissions);
        }
    }

    @Override
    public int port() {
        return postgres.getPort();
    }

    String url() {
        return url(port(), DATABASE);
    }

    @Override
    public void stop() {
        try {
            postgres.close();
        } catch (IOException e) {
            log.warn("PostgreSQL did not stop; the next start will end it", e);
        }
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database + "?user=" + USER;
    }

    static boolean same(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    private static EmbeddedPostgres.Builder builder(Path data, int port, PostgresPassword password) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // Spring stops it last of all; a hook of its own would stop it under running work.
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(START)
                .setServerConfig("fsync", "on")
                // Compiling a query costs more than any of ours takes.
                .setServerConfig("jit", "off")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "localhost")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100")
                .setConnectConfig("password", password.text())
                // These two are no matter of the locale, but stand behind what the library says of them, and so count.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", password.file().toAbsolutePath().toString())
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("encoding", "UTF-8")
                .setLocaleConfig("locale", "C");
    }

    /** Moves aside what a first start left that was killed while it initialised; there is no row in it yet. */
    private static void setAsideUnfinished(Path data, Path finished) throws IOException {
        if (Files.exists(finished) || Files.notExists(data)) {
            return;
        }
        var aside = data.resolveSibling("postgres-unfinished");
        FileSystemUtils.deleteRecursively(aside);
        Files.move(data, aside);
        log.warn("PostgreSQL was interrupted while it initialised {}; moved to {} and made anew", data, aside);
    }

    String password() {
        return password.text();
    }

    private void makeDatabase(Path data) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(url(port(), "postgres"), USER, password());
                var statement = connection.createStatement()) {
            var directory = statement.executeQuery("show data_directory");
            directory.next();
            if (!same(Path.of(directory.getString(1)), data)) {
                throw new EmbeddedServerProblem(
                        "Port " + port() + " (" + ServerKind.POSTGRES.portProperty()
                                + ") is served by a PostgreSQL that is not Duban's.",
                        "Set " + ServerKind.POSTGRES.portProperty() + " to a free port.");
            }
            var known = statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'");
            if (!known.next()) {
                statement.execute("create database " + DATABASE);
            }
            if (password.isNotAskedFor()) {
                statement.execute("alter role " + USER + " password '" + password() + "'");
                password.isToBeAskedFor();
                statement.execute("select pg_reload_conf()");
                log.info("PostgreSQL asks for a password from now on; it is kept in {}", password.file());
            }
        }
    }

    private static EmbeddedServerProblem notStarted(Path data, Path output, Exception cause) {
        return new EmbeddedServerProblem(
                "The embedded PostgreSQL did not start in " + data + ": " + lastWords(output, cause),
                "Read " + output + "; or point Duban at a server of your own with " + ServerKind.POSTGRES.property()
                        + ".",
                cause);
    }

    private static String lastWords(Path output, Exception cause) {
        try {
            var lines = Files.readAllLines(output);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException | UncheckedIOException e) {
            return String.valueOf(cause.getMessage());
        }
    }
}
