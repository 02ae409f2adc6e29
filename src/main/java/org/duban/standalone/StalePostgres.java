package org.duban.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The server that a killed process left running on a data directory. The caller holds the directory, so whatever runs
 * on it has lost its owner.
 */
final class StalePostgres {

    private static final Duration END = Duration.ofSeconds(20);
    private static final Duration SAME_START = Duration.ofSeconds(30);

    private StalePostgres() {}

    /**
     * Ends such a server, and removes the note of one that has gone. Leaves every other process alone.
     *
     * @throws EmbeddedServerProblem if it does not end
     */
    static void end(Path directory) throws IOException {
        var note = directory.resolve("postmaster.pid");
        if (Files.notExists(note)) {
            return;
        }
        var lines = Files.readAllLines(note);
        var process = number(lines, 0).flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive);
        if (process.isEmpty() || !isOurs(process.get(), lines, directory)) {
            // PostgreSQL would take any process of that number for itself and refuse to start.
            Files.deleteIfExists(note);
            return;
        }
        stop(process.get(), directory);
        Files.deleteIfExists(note);
    }

    private static boolean isOurs(ProcessHandle process, List<String> lines, Path directory) {
        var command = process.info().command().orElse("");
        if (!command.isEmpty() && !command.contains("postgres")) {
            return false;
        }
        return number(lines, 3).map(port -> runsOn(port.intValue(), directory)).orElse(false)
                || startedAsNoted(process, lines);
    }

    /** Asks the server which directory it serves, and sends its clients away so that it can stop at once. */
    private static boolean runsOn(int port, Path directory) {
        try (var connection = connect(port, directory);
                var statement = connection.createStatement()) {
            var result = statement.executeQuery("show data_directory");
            result.next();
            if (!PostgresServer.same(Path.of(result.getString(1)), directory)) {
                return false;
            }
            statement.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where pid <> pg_backend_pid() and backend_type = 'client backend'""");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static Connection connect(int port, Path directory) throws SQLException {
        try {
            var password = PostgresPassword.read(directory.resolveSibling(""));
            return DriverManager.getConnection(PostgresServer.url(port, "postgres"), PostgresServer.USER, password);
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    private static boolean startedAsNoted(ProcessHandle process, List<String> lines) {
        var noted = number(lines, 2).map(Instant::ofEpochSecond);
        var started = process.info().startInstant();
        return noted.isPresent()
                && started.isPresent()
                && Duration.between(noted.get(), started.get()).abs().compareTo(SAME_START) < 0;
    }

    private static void stop(ProcessHandle process, Path directory) {
        process.destroy();
        try {
            process.onExit().get(END.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stuck(process, directory, e);
        } catch (ExecutionException | TimeoutException e) {
            throw stuck(process, directory, e);
        }
    }

    private static EmbeddedServerProblem stuck(ProcessHandle process, Path directory, Exception cause) {
        return new EmbeddedServerProblem(
                "A PostgreSQL of an earlier run (process " + process.pid() + ") still serves " + directory
                        + " and does not end.",
                "End process " + process.pid() + " and start again.",
                cause);
    }

    private static Optional<Long> number(List<String> lines, int index) {
        if (index >= lines.size() || !lines.get(index).strip().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(lines.get(index).strip()));
    }
}
