package org.duban.judges;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the programs of others that judge what is sent and shown. A test whose judge is missing is skipped, and says how to
 * get it; with {@code DUBAN_JUDGES=required} in the environment it fails.
 */
public final class Judges {

    private static final List<String> PLACES = Stream.concat(
                    Stream.of(System.getenv().getOrDefault("PATH", "").split(":")),
                    Stream.of("/usr/sbin", "/usr/lib/dovecot"))
            .toList();

    private static final Path MODULES = Path.of("target/judges/node_modules");
    private static final Path SCRIPTS = Path.of("src/test/judges");

    private Judges() {}

    /** A program of that name; the variable of that name in capitals may name another one, such as {@code CHROMIUM}. */
    public static Path program(String name) {
        var named = System.getenv(name.toUpperCase(java.util.Locale.ROOT));
        return Stream.concat(
                        Stream.ofNullable(named).map(Path::of), PLACES.stream().map(place -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> missing(name + " is not installed"));
    }

    /** A file of an npm package, such as {@code axe-core/axe.min.js}. */
    public static Path module(String file) {
        var path = MODULES.resolve(file);
        return Files.isRegularFile(path) ? path : missing("the npm package of " + file + " is not installed");
    }

    /** A script of {@code src/test/judges} that asks a Perl module, and lets it read these files. */
    public static String perl(String script, String perlModule, Path... files) {
        var perl = program("perl").toString();
        if (run(List.of(perl, "-M" + perlModule, "-e", "1")).status != 0) {
            missing("the Perl module " + perlModule + " is not installed");
        }
        var command = Stream.concat(
                        Stream.of(perl, SCRIPTS.resolve(script).toString()),
                        Stream.of(files).map(Path::toString))
                .toList();
        return run(command).orFail();
    }

    /** Servers of others have to be started by root: they give their processes to users of their own. */
    public static void asRoot() {
        if (!"root".equals(System.getProperty("user.name"))) {
            missing("only root can start these servers");
        }
    }

    private static <T> T missing(String what) {
        var reason = what + ": run src/test/judges/install (as root on Debian or Ubuntu), see .github/CONTRIBUTING.md";
        assumeTrue(!"required".equals(System.getenv("DUBAN_JUDGES")) || fail(reason), reason);
        return abort(reason);
    }

    private static boolean fail(String reason) {
        throw new AssertionError(reason);
    }

    /** What a program that has ended left. */
    public record Ended(List<String> command, int status, String output) {
        public String orFail() {
            if (status != 0) {
                throw new AssertionError(String.join(" ", command) + " ended with " + status + ":\n" + output);
            }
            return output;
        }
    }

    /** Runs a program and waits for it. */
    public static Ended run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(command, process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
