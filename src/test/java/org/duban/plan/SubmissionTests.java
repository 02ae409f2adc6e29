package org.duban.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.Instant;
import java.util.List;
import org.duban.files.InputFile;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.policy.PolicyFile;
import org.junit.jupiter.api.Test;

/** What is told when a task is reported complete. */
class SubmissionTests {

    private static final String POLICY = """
            policies:
              standard:
                steps:
                  - { name: assigned,  on: assignment, tell: [lead] }
                  - { name: submitted, on: submission, tell: [office], office-hours: %s }
                  - { name: unreviewed, after-submission: 2wd, tell: [office] }
            """;

    @Test
    void tellsTheOfficeAtOnceThatATaskIsReportedComplete() {
        var step = told(aTask().dueOn("2026-12-15").submitted("2026-11-30T14:00:00Z"), false).stream()
                .filter(one -> one.step().equals("submitted"))
                .toList();

        assertThat(step).singleElement().satisfies(one -> {
            assertThat(one.at()).isEqualTo("2026-11-30T14:00:00Z");
            assertThat(one.kind()).isEqualTo(NoticeKind.REVIEW);
            assertThat(one.level()).isEqualTo(NoticeLevel.BLUE);
            assertThat(one.audience().toString()).isEqualTo("office");
        });
    }

    @Test
    void waitsForTheOfficeToOpenWhereItIsToldTo() {
        assertThat(told(aTask().dueOn("2026-12-15").submitted("2026-11-30T14:00:00Z"), true))
                .extracting(step -> step.step() + " " + step.at())
                .contains("submitted 2026-12-01T01:00:00Z");
    }

    @Test
    void tellsTheOfficeOfEachReport() {
        var again = aTask().dueOn("2026-12-15")
                .submitted("2026-11-30T14:00:00Z")
                .returned("2026-12-01T02:00:00Z")
                .submitted("2026-12-03T02:00:00Z");

        assertThat(told(again, false))
                .extracting(step -> step.step() + " " + step.at())
                .contains("submitted 2026-12-03T02:00:00Z");
    }

    @Test
    void tellsNobodyOfAReportThatWasStruckOff() {
        assertThat(told(
                        aTask().dueOn("2026-12-15")
                                .submitted("2026-11-30T14:00:00Z")
                                .struckOff("2026-11-30T14:00:01Z"),
                        true))
                .extracting(PlannedStep::step)
                .containsExactly("closed");
    }

    @Test
    void tellsNothingOfAReportThatIsHeldBackSince() {
        var held = aTask().dueOn("2026-12-15")
                .submitted("2026-11-30T14:00:00Z")
                .held("2026-11-30T14:30:00Z", null, "flood");

        assertThat(told(held, true))
                .filteredOn(step -> step.step().equals("submitted"))
                .singleElement()
                .satisfies(step -> assertThat(step.held()).isNotNull());
    }

    @Test
    void tellsNobodyOfAReportThatWasReturned() {
        assertThat(told(aTask().dueOn("2026-12-15").returned("2026-12-01T02:00:00Z"), false))
                .extracting(PlannedStep::step)
                .doesNotContain("submitted", "unreviewed");
    }

    @Test
    void tellsOfAReportThatCameInOneBreathWithTheAssignment() {
        var assigned = aTask().build().toldFrom().assignment();

        assertThat(told(aTask().dueOn("2026-12-15").submitted(assigned.toString()), false))
                .extracting(step -> step.step() + " " + step.at())
                .contains("submitted " + assigned);
    }

    private static List<PlannedStep> told(TaskBuilder task, boolean officeHours) {
        var policies = PolicyFile.read(
                InputFile.ofText("policies.yaml", POLICY.formatted(officeHours)),
                PlanTests.CALENDARS.names(),
                List.of());
        var policy = policies.policy("standard").orElseThrow();
        return new PlanBuilder(task.build(), policy, PlanTests.CALENDARS, PlanTests.UNITS)
                .plan()
                .upcoming(Instant.EPOCH, 50);
    }
}
