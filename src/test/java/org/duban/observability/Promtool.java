package org.duban.observability;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Prometheus' own checker of rules: that of the machine, or else of Debian's package, unpacked without installing it. */
final class Promtool {

    private static final Path TOOLS = Path.of("target/tools");
    private static final Path UNPACKED = TOOLS.resolve("prometheus/usr/bin/promtool");

    private final Path program;

    private Promtool(Path program) {
        this.program = program;
    }

    static Optional<Promtool> find() throws IOException, InterruptedException {
        var installed = installed();
        if (installed.isEmpty() && !Files.isExecutable(UNPACKED)) {
            unpack();
        }
        return installed
                .or(() -> Optional.of(UNPACKED).filter(Files::isExecutable))
                .map(Promtool::new);
    }

    private static Optional<Path> installed() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Leaves nothing behind where there is no apt-get, or no network. */
    private static void unpack() throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            return;
        }
        Files.createDirectories(TOOLS);
        run(
                TOOLS,
                "sh",
                "-c",
                "apt-get download prometheus && dpkg -x prometheus_*.deb prometheus; rm -f prometheus_*.deb");
    }

    /** What it said, and whether it was content. */
    record Verdict(boolean content, String words) {}

    Verdict check(Path directory, String... arguments) throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of(program.toAbsolutePath().toString()), Arrays.stream(arguments));
        return run(directory, command.toArray(String[]::new));
    }

    private static Verdict run(Path directory, String... command) throws IOException, InterruptedException {
        var words = Files.createTempFile("promtool", ".txt");
        try {
            var process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(words.toFile())
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Verdict(false, "gave up after two minutes: " + String.join(" ", command));
            }
            return new Verdict(process.exitValue() == 0, Files.readString(words));
        } finally {
            Files.delete(words);
        }
    }
}
