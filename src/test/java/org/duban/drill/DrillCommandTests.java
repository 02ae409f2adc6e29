package org.duban.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as it is typed: on a server of its own, which is gone afterwards. */
class DrillCommandTests {

    private static final Instant TODAY = Instant.parse("2026-09-01T02:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicReference<Path> scratch = new AtomicReference<>();

    @TempDir
    private Path directory;

    @Test
    void playsTheDemoAndLeavesNothingButTheReport() {
        var code = drill(
                "drill",
                "--duban.drill.until=20wd",
                "--duban.drill.report=" + directory.resolve("reports/autumn"),
                "--spring.datasource.url=jdbc:postgresql://database.of.the.office.invalid/duban",
                "--lang=en");

        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Drill of the demo campaign", "150 tasks · 100 units · policy standard", "Who gets how much");
        assertThat(directory.resolve("reports"))
                .isDirectoryContaining("glob:**.html")
                .isDirectoryContaining("glob:**.csv");
        assertThat(scratch.get()).doesNotExist();
        assertThat(ProcessHandle.allProcesses().flatMap(process -> process.info().commandLine().stream()))
                .noneMatch(command -> command.contains(scratch.get().toString()));
    }

    @Test
    void tellsMistakesBeforeAnythingIsStarted() throws IOException {
        var tasks = Files.writeString(directory.resolve("tasks.csv"), "id,title,lead_unit,deadline\nT-1,修缮,a,soon\n");

        var code = drill("--duban.drill=" + tasks, "--lang=en");

        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("""
                The drill was not played: one mistake.
                  %s, line 2, deadline: "soon" is no time; %s
                """.formatted(tasks, ListedTime.CURE));
        assertThat(scratch.get()).doesNotExist();
    }

    @Test
    void tellsMistakesOfThePolicyFile() throws IOException {
        var policies = Files.writeString(directory.resolve("policies.yaml"), "policies: { standard: { steps: [] } }\n");

        var code = drill("drill", "--duban.policies=" + policies, "--lang=en");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("The drill was not played: one mistake.\n  " + policies
                        + ", line 1, policies.standard.steps: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --duban.drill.form=2026-09-01      | duban.drill.form: there is no such setting; did you mean "from"?
            --duban.drill.from=yesterday       | duban.drill.from: "yesterday" cannot be read; write a day
            --duban.drill.behaviour=typcal     | duban.drill.behaviour: "typcal" cannot be read; did you mean "typical"?
            --duban.drill.seed=a               | duban.drill.seed: "a" cannot be read; write a whole number
            --duban.drill.tasks=nowhere.csv    | nowhere.csv: there is no such file
            """)
    void tellsWrongSettings(String setting, String message) {
        assertThat(drill(setting, "--lang=en")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(message);
    }

    @ParameterizedTest
    @CsvSource({
        "drill, true",
        "--duban.drill, true",
        "--duban.drill=tasks.csv, true",
        "--duban.drill.tasks=a, true",
        "--duban.drills=a, false",
        "--server.port=0, false"
    })
    void isAskedForByItsNameOrASetting(String argument, boolean asked) {
        assertThat(new DrillCommand().asked("--duban.units=units.csv", argument))
                .isEqualTo(asked);
    }

    private int drill(String... arguments) {
        var database = new ScratchDatabase();
        scratch.set(database.directory());
        return new DrillRun(database, TODAY, new PrintStream(out), new PrintStream(err), arguments).run();
    }
}
