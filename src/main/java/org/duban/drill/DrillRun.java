package org.duban.drill;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** One drill from its arguments to its reports. */
final class DrillRun {

    /** Everything has been played and reported. */
    static final int DONE = 0;
    /** Something else went wrong. */
    static final int FAILED = 1;
    /** A file or setting is wrong; nothing was played. */
    static final int BAD_INPUT = 2;

    private static final String BUNDLE = "drill";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String UNITS = "duban.units";
    private static final String DEMO_UNITS = "classpath:demo/units.csv";

    private final ScratchDatabase scratch;
    private final Instant today;
    private final String[] arguments;
    private final PrintStream out;
    private final PrintStream err;
    private volatile boolean stopping;
    private Words words;
    private @Nullable DrillInput programme;

    /** @param today an instant of the day on which it is played */
    DrillRun(ScratchDatabase scratch, Instant today, PrintStream out, PrintStream err, String... arguments) {
        this.scratch = scratch;
        this.today = today;
        this.arguments = arguments;
        this.out = out;
        this.err = err;
        this.words = Languages.builtIn().words(BUNDLE, Locale.getDefault());
    }

    /** Plays, and says on the terminal how it goes and what it comes to; the exit code. */
    int run() {
        var ended = new CountDownLatch(1);
        var stop = new Thread(() -> stop(ended), "drill-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try (scratch) {
            if (ScratchDatabase.available()) {
                return start();
            }
            err.println(words.say("lean"));
            return FAILED;
        } finally {
            ended.countDown();
            if (!stopping) {
                Runtime.getRuntime().removeShutdownHook(stop);
            }
        }
    }

    /** Whoever ends this process early waits until the database is gone. */
    private void stop(CountDownLatch ended) {
        stopping = true;
        try {
            if (!ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                err.println(words.say("left", scratch.directory()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int start() {
        try (var context = application().run(arguments)) {
            play(context);
            return DONE;
        } catch (Stopped e) {
            err.println(words.say("stopped"));
            return FAILED;
        } catch (IOException | RuntimeException e) {
            return new DrillErrors(words, err).tell(e);
        }
    }

    private static final class Stopped extends RuntimeException {}

    private SpringApplication application() {
        var application = new SpringApplication(DrillContext.class, ScratchDatabase.Server.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(Map.of(
                "logging.level.root",
                "warn",
                // Told by us, in words that fit.
                "logging.level.org.springframework.boot.diagnostics",
                "off"));
        application.addInitializers(context -> {
            var environment = context.getEnvironment();
            scratch.isolate(environment);
            environment.getPropertySources().addLast(new MapPropertySource("drill", Map.of(UNITS, DEMO_UNITS)));
            read(environment);
        });
        return application;
    }

    /** Before anything is started, so that a mistake is told at once. */
    private void read(ConfigurableEnvironment environment) {
        words = Languages.of(environment).words(BUNDLE, DrillProperties.lang(environment));
        DrillProperties.check(arguments);
        var read = DrillInput.read(DrillProperties.of(environment), today);
        programme = read;
        read.unused().stream()
                .reduce((one, other) -> one + ", " + other)
                .ifPresent(columns -> out.println(words.say("unused", columns)));
    }

    private void play(ConfigurableApplicationContext context) throws IOException {
        var begin = System.nanoTime();
        var line = new ProgressLine(out, words, System.console() != null);
        var played = context.getBean(DrillRunner.class).play(Objects.requireNonNull(programme), (now, mails) -> {
            if (stopping) {
                throw new Stopped();
            }
            line.at(now, mails);
        });
        line.end();
        var figures = DrillFigures.of(played);
        out.println();
        out.print(new TerminalReport(played, figures, words, block()).text());
        out.println();
        out.println(words.say("took", seconds(Duration.ofNanos(System.nanoTime() - begin))));
        write(played, figures);
    }

    private void write(DrillResult played, DrillFigures figures) throws IOException {
        var report = played.programme().settings().report();
        var directory = report.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        var name = Objects.requireNonNull(report.getFileName());
        var html = report.resolveSibling(name + ".html");
        var csv = report.resolveSibling(name + ".csv");
        CsvReport.write(played, csv);
        HtmlReport.write(played, figures, words, html, csv);
        say("files.written", html);
        say("files.mails", csv);
    }

    private void say(String key, Path file) {
        out.println(words.say(key, file.toString()));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }

    private static String block() {
        return Charset.defaultCharset().newEncoder().canEncode('█') ? "█" : "#";
    }
}
