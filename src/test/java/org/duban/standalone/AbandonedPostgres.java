package org.duban.standalone;

import java.nio.file.Path;
import java.sql.DriverManager;

/** A process that starts a PostgreSQL, writes a row and dies without stopping it. */
final class AbandonedPostgres {

    private AbandonedPostgres() {}

    static void leaveBehind(Path home) throws Exception {
        var java = ProcessHandle.current().info().command().orElse("java");
        var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        AbandonedPostgres.class.getName(),
                        home.toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 1) {
            throw new IllegalStateException("the abandoning process ended with " + process.exitValue());
        }
    }

    public static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]);
        var server = PostgresServer.start(home, home.resolve("programs"), Ports.free());
        try (var connection = DriverManager.getConnection(server.url(), PostgresServer.USER, server.password())) {
            connection.createStatement().execute("insert into kept values ('销号')");
        }
        Runtime.getRuntime().halt(1);
    }
}
