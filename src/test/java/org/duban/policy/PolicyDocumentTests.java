package org.duban.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.duban.plan.PlanFixture.first;
import static org.duban.plan.PlanFixture.policy;
import static org.duban.plan.TaskBuilder.aTask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duban.calendar.Calendars;
import org.duban.files.InputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/policies.md says what is so. */
class PolicyDocumentTests {

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TOLD = Pattern.compile(
            "^\\| `((?:before|after)-deadline: \\w+)` \\| ([\\d-]+) \\| ([\\d-]+) \\|", Pattern.MULTILINE);

    @ParameterizedTest
    @MethodSource("yaml")
    void givesExamplesThatCanBeRead(String text) {
        var file = InputFile.ofText("policies.md", text);
        var builtIn = InputFile.of("classpath:calendars/cn-2026.yaml");

        assertThatCode(() -> {
                    if (text.startsWith("policies:")) {
                        PolicyFile.read(file, List.of("cn"), List.of());
                    } else {
                        Calendars.read(List.of(builtIn, file));
                    }
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("told")
    void saysOnWhichDayAStepIsTold(String step, String deadline, String day) {
        var task = aTask().assigned("2026-01-05T01:00:00Z").dueOn(deadline);

        assertThat(first(policy(step + ", tell: [lead]"), task)).isEqualTo(day + "T09:30");
    }

    @Test
    void writesTheImplicitStepAsItIs() {
        var undecided = PolicyFile.read(
                        InputFile.ofText(
                                "policies.md",
                                yaml().filter(text -> text.contains("with-undecided"))
                                        .findFirst()
                                        .orElseThrow()),
                        List.of("cn"),
                        List.of())
                .policy("with-undecided")
                .orElseThrow()
                .steps();

        assertThat(undecided).containsExactly(Policy.UNDECIDED);
    }

    static Stream<String> yaml() {
        return YAML.matcher(text()).results().map(found -> found.group(1)).toList().stream();
    }

    static Stream<Object[]> told() {
        return TOLD
                .matcher(text())
                .results()
                .map(found -> new Object[] {found.group(1), found.group(2), found.group(3)})
                .toList()
                .stream();
    }

    private static String text() {
        try {
            return Files.readString(Path.of("docs/policies.md"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
