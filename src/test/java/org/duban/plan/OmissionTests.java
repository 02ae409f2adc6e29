package org.duban.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.PlanFixture.CALENDARS;
import static org.duban.plan.PlanFixture.UNITS;
import static org.duban.plan.PlanFixture.policy;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.Instant;
import java.util.List;
import org.duban.policy.Policies;
import org.duban.policy.Policy;
import org.duban.rulebook.Planner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not told of a task assigned on Monday 16 November at ten and due on the 30th, and why not. */
class OmissionTests {

    private static final Instant ASSIGNED = Instant.parse("2026-11-16T02:00:00Z");
    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");

    private final TaskBuilder task = aTask().assigned(ASSIGNED.toString()).dueOn("2026-11-30");

    @Test
    void asksWhetherTheWorkHadBegun() {
        var policy = policy("name: silent, after-assignment: 1wd, while: in-progress, tell: [lead]");

        assertThat(omitted(policy, task)).containsExactly("2026-11-17T01:30:00Z silent NOT_IN_PROGRESS");
        assertThat(omitted(policy, task.received("2026-11-16T03:00:00Z"))).isEmpty();
    }

    @ParameterizedTest(name = "{0} percent done: {2}")
    @CsvSource(textBlock = """
            # done, omitted up to,        what a clerk would say; chased daily from the 17th on
            0,      2026-11-17T01:30:00Z, behind from the 18th and then told so
            20,     2026-11-19T01:30:00Z, behind from the 20th
            81,     2026-11-30T01:30:00Z, never behind
            """)
    void asksWhetherTheTaskWasBehind(int percent, Instant last) {
        var policy = policy("name: behind, after-assignment: 1wd, every: 1wd, while: behind, tell: [lead]");

        assertThat(omitted(policy, task.done(percent))).containsExactly(last + " behind NOT_BEHIND");
    }

    @Test
    void takesWhatIsReportedCompleteForNeitherBehindNorOwed() {
        var policy = policy(
                "name: chased, after-assignment: 2wd, tell: [lead]",
                "name: undecided, after-extension-request: 1wd, while: behind, tell: [office]");
        task.asksForExtensionTo("2027-01-31", "2026-11-16T03:00:00Z").submitted("2026-11-16T04:00:00Z");

        assertThat(omitted(policy, task))
                .containsExactly(
                        "2026-11-17T01:30:00Z undecided REPORTED_COMPLETE",
                        "2026-11-18T01:30:00Z chased REPORTED_COMPLETE");
    }

    @Test
    void knowsThatAReviewIsDoneOfWhatWasReturned() {
        var policy = policy("name: unreviewed, after-submission: 1wd, tell: [office]");
        task.submitted("2026-11-16T03:00:00Z").returned("2026-11-16T04:00:00Z");

        assertThat(omitted(policy, task)).containsExactly("2026-11-17T01:30:00Z unreviewed REVIEWED");
    }

    @Test
    void knowsThatAReportIsReviewedOfWhichTheOfficeWasToHearAtOnce() {
        var policy = policy("name: submitted, on: submission, office-hours: true, tell: [office]");
        task.submitted("2026-11-16T12:00:00Z").returned("2026-11-16T13:00:00Z");

        assertThat(omitted(policy, task)).containsExactly("2026-11-17T01:00:00Z submitted REVIEWED");
    }

    @Test
    void leavesAClosedTaskInPeaceHoweverFarBehindItIs() {
        var policy = policy(
                "name: behind, after-assignment: 5wd, while: behind, tell: [lead]",
                "name: one, before-deadline: 1wd, tell: [lead]");

        assertThat(omitted(policy, task.struckOff("2026-11-16T05:00:00Z")))
                .containsExactly("2026-11-23T01:30:00Z behind CLOSED", "2026-11-27T01:30:00Z one CLOSED");
    }

    @Test
    void comesInTheOrderOfTimeAndThenOfThePolicy() {
        var policy = policy(
                "name: one, before-deadline: 1wd, tell: [lead]",
                "name: three, before-deadline: 3wd, tell: [office]",
                "name: three-too, before-deadline: 3wd, tell: [lead]");

        assertThat(omitted(policy, task.deadlineSet("2026-11-27T02:00:00Z")))
                .containsExactly(
                        "2026-11-25T01:30:00Z three IN_THE_PAST",
                        "2026-11-25T01:30:00Z three-too IN_THE_PAST",
                        "2026-11-27T01:30:00Z one IN_THE_PAST");
    }

    private static List<String> omitted(Policy policy, TaskBuilder task) {
        var planner = new Planner(Policies.of(List.of(policy)), CALENDARS);
        return planner.omissions(task.under("test").build(), UNITS, ASSIGNED, DECEMBER).stream()
                .map(omission -> omission.step().at() + " " + omission.step().step() + " " + omission.why())
                .toList();
    }
}
