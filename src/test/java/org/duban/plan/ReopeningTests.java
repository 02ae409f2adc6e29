package org.duban.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.duban.files.InputFile;
import org.duban.policy.PolicyFile;
import org.duban.task.ToldChanges;
import org.junit.jupiter.api.Test;

/** What is told when a closed task is open again: the plan begins anew. */
class ReopeningTests {

    private static final String REOPENED = "2026-11-25T02:00:00Z";
    private static final String POLICY = """
            policies:
              standard:
                tell-changes: %s
                steps:
                  - { name: assigned, on: assignment, tell: [lead], office-hours: true }
                  - { name: silent,   after-progress: 3wd, every: 3wd, tell: [lead] }
                  - { name: three,    before-deadline: 3wd, tell: [lead] }
                  - { name: late,     after-deadline: 1wd, every: 1wd, tell: [lead, office] }
            """;

    @Test
    void tellsItsUnitsAndThoseWhoHadHeardOfTheClosure() {
        var task = aTask().dueOn("2026-12-15").withHelpOf("gyangze-veterans").reopened(REOPENED);

        assertThat(told(task))
                .startsWith(
                        REOPENED + " reopened lead DECISION YELLOW",
                        REOPENED + " reopened assisting DECISION YELLOW",
                        REOPENED + " reopened informed DECISION BLUE");
    }

    @Test
    void tellsNothingOfWhatFellDueBefore() {
        var task = aTask().dueOn("2026-11-26").reopened(REOPENED);

        assertThat(told(task)).first().asString().startsWith(REOPENED + " reopened");
        assertThat(told(task)).noneMatch(line -> line.contains("assigned") || line.contains("three"));
    }

    @Test
    void tellsOneOverdueStepAtOnceAndGoesOnFromThere() {
        var task = aTask().dueOn("2026-11-19").reopened(REOPENED);

        assertThat(told(task))
                .filteredOn(line -> line.contains("late lead"))
                .startsWith(REOPENED + " late lead CHASER RED", "2026-11-26T01:30:00Z late lead CHASER RED");
    }

    @Test
    void countsTheSilenceFromTheReopening() {
        var task = aTask().dueOn("2026-12-31").received("2026-11-17T02:00:00Z").reopened(REOPENED);

        assertThat(told(task))
                .filteredOn(line -> line.contains("silent"))
                .startsWith("2026-11-30T01:30:00Z silent lead CHASER YELLOW");
    }

    @Test
    void tellsWhoLostTheTaskBeforeItWasClosedAllTheSame() {
        var lost = new ToldChanges(
                Map.of(), Map.of("gyangze-veterans", Instant.parse("2026-11-20T02:00:00Z")), null, null);

        assertThat(told(aTask().dueOn("2026-12-15").changed(lost).reopened(REOPENED)))
                .startsWith("2026-11-20T02:00:00Z taken-off former CLOSURE BLUE");
    }

    @Test
    void keepsQuietWhereThePolicySaysSo() {
        assertThat(told(aTask().dueOn("2026-12-15").reopened(REOPENED), false))
                .noneMatch(line -> line.contains("reopened"));
    }

    private static List<String> told(TaskBuilder task) {
        return told(task, true);
    }

    private static List<String> told(TaskBuilder task, boolean tellChanges) {
        var policies = PolicyFile.read(
                InputFile.ofText("policies.yaml", POLICY.formatted(tellChanges)),
                PlanTests.CALENDARS.names(),
                List.of());
        var policy = policies.policy("standard").orElseThrow();
        return new PlanBuilder(task.build(), policy, PlanTests.CALENDARS, PlanTests.UNITS)
                .plan().upcoming(Instant.EPOCH, 30).stream()
                        .map(step -> step.at() + " " + step.step() + " " + step.audience() + " " + step.kind() + " "
                                + step.level())
                        .toList();
    }
}
