package org.duban.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.duban.files.InputFile;
import org.duban.policy.PolicyFile;
import org.duban.task.Task;
import org.duban.task.ToldChanges;
import org.junit.jupiter.api.Test;

/** Who reads what leaders have written. */
class InstructionTests {

    private static final String FIRST = "2026-11-24T02:00:00Z";
    private static final String SECOND = "2026-11-25T02:00:00Z";
    private static final String POLICY = """
            policies:
              standard:
                tell-changes: false
                steps:
                  - { name: assigned, on: assignment, tell: [lead] }
                  - { name: %s, before-deadline: 3wd, tell: [lead] }
            """;

    @Test
    void tellsItsUnitsEachInstructionWhateverThePolicySaysOfChanges() {
        var task = aTask().dueOn("2027-01-15")
                .withHelpOf("gyangze-veterans")
                .instructed(FIRST, "see to it")
                .instructed(SECOND, "at once");

        assertThat(told(task.build()))
                .containsExactly(
                        FIRST + " instructed lead [gyangze-education] DECISION YELLOW",
                        FIRST + " instructed assisting [gyangze-veterans] DECISION YELLOW",
                        SECOND + " instructed lead [gyangze-education] DECISION YELLOW",
                        SECOND + " instructed assisting [gyangze-veterans] DECISION YELLOW");
    }

    @Test
    void tellsNobodyWhoCameToTheTaskLater() {
        var gained = new ToldChanges(Map.of("gyangze-veterans", Instant.parse(SECOND)), Map.of(), null, null);
        var task = aTask().dueOn("2027-01-15")
                .withHelpOf("gyangze-veterans")
                .changed(gained)
                .instructed(FIRST, "see to it")
                .instructed(SECOND, "at once");

        assertThat(told(task.build()))
                .filteredOn(line -> line.contains("veterans"))
                .hasSize(1);
    }

    @Test
    void tellsItWhileTheTaskIsHeldAndNothingOnceItIsClosed() {
        assertThat(told(aTask().dueOn("2027-01-15")
                        .held("2026-11-20T02:00:00Z", null, "snow")
                        .instructed(FIRST, "see to it")
                        .build()))
                .hasSize(1);
        assertThat(told(aTask().instructed(FIRST, "see to it").struckOff(SECOND).build()))
                .isEmpty();
        assertThat(told(aTask().instructed(FIRST, "see to it").reopened(SECOND).build()))
                .isEmpty();
    }

    @Test
    void tellsEachOnceWhereTheRulesChangeBetweenThem() {
        var task = aTask().dueOn("2027-01-15")
                .instructed(FIRST, "see to it")
                .instructed(SECOND, "at once")
                .build();
        var plans = plan(task, "three").until(Instant.parse("2026-11-24T12:00:00Z"), plan(task, "other"));

        assertThat(told(plans))
                .containsExactly(
                        FIRST + " instructed lead [gyangze-education] DECISION YELLOW",
                        SECOND + " instructed lead [gyangze-education] DECISION YELLOW");
    }

    private static List<String> told(Task task) {
        return told(plan(task, "three"));
    }

    private static List<String> told(Plan plan) {
        return plan.due(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-20T00:00:00Z")).stream()
                .filter(step -> step.step().equals("instructed"))
                .map(step -> step.at() + " " + step.step() + " " + step.audience() + " " + step.units() + " "
                        + step.kind() + " " + step.level())
                .toList();
    }

    private static Plan plan(Task task, String step) {
        var policies = PolicyFile.read(
                InputFile.ofText("policies.yaml", POLICY.formatted(step)), PlanTests.CALENDARS.names(), List.of());
        var policy = policies.policy("standard").orElseThrow();
        return new PlanBuilder(task, policy, PlanTests.CALENDARS, PlanTests.UNITS).plan();
    }
}
