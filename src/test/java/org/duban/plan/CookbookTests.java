package org.duban.plan;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.PlanFixture.CALENDARS;
import static org.duban.plan.PlanFixture.UNITS;
import static org.duban.plan.TaskBuilder.aTask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duban.directory.Unit;
import org.duban.files.InputFile;
import org.duban.policy.PolicyFile;
import org.duban.rulebook.Planner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/policy-cookbook.md says is told of its task is what the plans tell. */
class CookbookTests {

    private static final Pattern RECIPE = Pattern.compile("```yaml\n(.*?)```\n(.*?)(?=\n## |\\z)", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("^\\| (\\d{4}-\\d\\d-\\d\\d \\| .*?) \\|$", Pattern.MULTILINE);

    @ParameterizedTest
    @MethodSource("recipes")
    void showsWhatIsToldOfTheTask(String yaml, String shown) {
        var rows = ROW.matcher(shown).results().map(row -> row.group(1)).toList();

        assertThat(rows).isNotEmpty();
        assertThat(told(yaml)).startsWith(rows.toArray(String[]::new));
    }

    private static List<String> told(String yaml) {
        var file = InputFile.ofText("policy-cookbook.md", yaml);
        var units = UNITS.units().stream().map(Unit::code).toList();
        var policies = PolicyFile.read(file, CALENDARS.names(), units);
        var task = aTask().under(policies.names().iterator().next())
                .assigned("2026-11-16T02:00:00Z")
                .received("2026-11-16T03:00:00Z")
                .dueOn("2026-12-18")
                .build();
        var steps = new Planner(policies, CALENDARS).plan(task, UNITS).upcoming(Instant.EPOCH, 40);
        return steps.stream()
                .filter(step -> !step.units().isEmpty() && steps.stream().noneMatch(other -> tellsInstead(other, step)))
                .collect(groupingBy(
                        CookbookTests::row,
                        LinkedHashMap::new,
                        mapping(step -> step.audience().toString(), joining(", "))))
                .entrySet()
                .stream()
                .map(row -> row.getKey() + row.getValue())
                .toList();
    }

    private static boolean tellsInstead(PlannedStep other, PlannedStep step) {
        return other.at().equals(step.at()) && other.units().containsAll(step.units()) && other.supersedes(step);
    }

    private static String row(PlannedStep step) {
        return PlanFixture.local(step.at(), "gyangze-education").substring(0, 10) + " | " + step.step() + " | ";
    }

    static Stream<Object[]> recipes() throws IOException {
        return RECIPE
                .matcher(Files.readString(Path.of("docs/policy-cookbook.md")))
                .results()
                .map(found -> new Object[] {found.group(1), found.group(2)})
                .toList()
                .stream();
    }
}
