package org.duban.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.PlanFixture.local;
import static org.duban.plan.PlanFixture.plan;
import static org.duban.plan.PlanFixture.policy;
import static org.duban.plan.PlanFixture.policyWith;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duban.policy.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a step goes on after it has been told once. */
class RepetitionTests {

    @ParameterizedTest(name = "{0} then every {1}, of {3} due {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # first | every | due        | unit              | told
            1wd     | 1wd   | 2026-09-29 | gyangze-education | 09-30T09:30 10-08T09:30 10-09T09:30 10-10T09:30 10-12T09:30
            1wd     | 5wd   | 2026-09-29 | gyangze-education | 09-30T09:30 10-13T09:30 10-20T09:30 10-27T09:30
            1wd     | P1D   | 2026-09-29 | gyangze-education | 09-30T09:30 10-08T09:30 10-09T09:30 10-10T09:30 10-12T09:30
            P1D     | P7D   | 2026-09-29 | gyangze-education | 09-30T09:30 10-08T09:30 10-14T09:30 10-21T09:30
            0wd     | P1D   | 2026-10-04 | gyangze-education | 09-30T09:30 10-08T09:30 10-09T09:30
            PT1H    | 1wd   | 2026-09-29 | gyangze-education | 09-29T19:00 09-30T09:30 10-08T09:30
            PT1H    | P1D   | 2026-09-30 | gyangze-education | 09-30T19:00 10-08T09:30 10-09T09:30
            1wd     | PT36H | 2026-09-29 | gyangze-education | 09-30T09:30 10-01T21:30 10-03T09:30
            1wd     | 1wd   | 2026-08-06 | gyangze-culture   | 08-07T09:30 08-13T09:30 08-14T09:30 08-17T09:30
            1wd     | P1D   | 2026-08-06 | gyangze-culture   | 08-07T09:30 08-13T09:30 08-14T09:30 08-15T09:30 08-17T09:30
            1wd     | 2wd   | 2026-02-12 | gyangze-education | 02-13T09:30 02-24T09:30 02-26T09:30 02-28T09:30
            """)
    void countsFromTheFirstTimeAndNeverTellsTwiceAtOnce(
            String first, String every, String due, String unit, String told) {
        var policy = policy("after-deadline: %s, every: %s, tell: [lead]".formatted(first, every));
        var plan =
                plan(policy, aTask().of(unit).assigned("2026-01-05T01:00:00Z").dueOn(due));
        var expected = told.split(" ");

        assertThat(plan.upcoming(Instant.EPOCH, expected.length))
                .extracting(step -> local(step.at(), unit).substring("2026-".length()))
                .containsExactly(expected);
    }

    @Test
    void keepsItsHourWhenClocksAreSetForward() {
        var policy = policyWith("tell-at: \"02:30\"", "after-deadline: 1wd, every: 1wd, tell: [lead]");
        var plan = plan(
                policy, aTask().of("new-york").assigned("2026-01-05T01:00:00Z").dueOn("2026-03-05"));

        assertThat(plan.upcoming(Instant.EPOCH, 3))
                .extracting(PlannedStep::at)
                .containsExactly(
                        Instant.parse("2026-03-06T07:30:00Z"),
                        Instant.parse("2026-03-09T06:30:00Z"),
                        Instant.parse("2026-03-10T06:30:00Z"));
    }

    @Test
    void waitsForTheOfficeAndTellsWhatFellIntoTheNightOnce() {
        var policy = policy("after-deadline: PT1H, every: PT5H, tell: [lead], office-hours: true");
        var plan = plan(policy, aTask().assigned("2026-11-02T01:00:00Z").dueOn("2026-11-26T02:00:00Z"));

        assertThat(plan.upcoming(Instant.EPOCH, 6))
                .extracting(step -> local(step.at(), "gyangze-education"))
                .containsExactly(
                        "2026-11-26T11:00",
                        "2026-11-26T16:00",
                        "2026-11-27T09:00",
                        "2026-11-27T12:00",
                        "2026-11-27T17:00",
                        "2026-11-30T09:00");
    }

    @Test
    void saysFromWhichDayARepetitionWasMoved() {
        var policy = policy("after-deadline: P1D, every: P7D, tell: [lead]");
        var plan = plan(policy, aTask().assigned("2026-01-05T01:00:00Z").dueOn("2026-09-29"));

        assertThat(plan.upcoming(Instant.EPOCH, 3))
                .extracting(step -> String.valueOf(step.movedFrom()))
                .containsExactly("null", "2026-10-07", "null");
    }

    /** All that is told one by one is what is found by jumping to any place in between. */
    @ParameterizedTest(name = "{0} then every {1} {2}")
    @CsvSource(textBlock = """
            1wd,  1wd,   gyangze-culture,   false
            1wd,  P1D,   gyangze-culture,   false
            P1D,  P3D,   new-york,          false
            PT1H, PT7H,  gyangze-culture,   true
            PT1H, PT50M, london,            true
            0wd,  PT11H, gyangze-education, false
            """)
    void findsEachOccurrenceFromAnywhere(String first, String every, String unit, boolean officeHours) {
        var policy = policy(
                "after-deadline: %s, every: %s, tell: [lead], office-hours: %s".formatted(first, every, officeHours));
        var plan =
                plan(policy, aTask().of(unit).assigned("2026-01-05T01:00:00Z").dueOn("2026-07-30"));
        var all = new ArrayList<Instant>();
        var end = Instant.parse("2026-11-30T00:00:00Z");
        for (var at = plan.next(Instant.EPOCH); at.orElseThrow().isBefore(end); at = plan.next(at.orElseThrow())) {
            all.add(at.orElseThrow());
        }

        for (var now = Instant.parse("2026-07-29T00:00:00Z"); now.isBefore(end); now = now.plusSeconds(9_973)) {
            var moment = now;
            var last = all.stream().filter(at -> !at.isAfter(moment)).reduce((one, other) -> other);
            assertThat(plan.due(Instant.EPOCH, now))
                    .extracting(PlannedStep::at)
                    .isEqualTo(last.stream().toList());
        }
        assertThat(all).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(30);
    }

    @Test
    void tellsOneOverdueStepAtOnceThatTellsSomebody() {
        var policy = policy(
                "name: overdue, after-deadline: 1wd, tell: [lead]",
                "name: unsigned, after-deadline: 2wd, while: unreceived, tell: [lead]",
                "name: slow, after-deadline: 2wd, while: behind, tell: [lead]");
        var task = aTask().assigned("2026-11-27T02:00:00Z").dueOn("2026-11-20");

        assertThat(atOnce(policy, task)).containsExactly("slow");
        assertThat(atOnce(policy, task.done(90))).containsExactly("unsigned");
        assertThat(atOnce(policy, task.received("2026-11-27T03:00:00Z"))).containsExactly("overdue");
    }

    @Test
    void goesOnFromTheStepThatWasToldAtOnce() {
        var policy = policy(
                "name: overdue, after-deadline: 1wd, tell: [lead]",
                "name: overdue-2, after-deadline: 3wd, every: 3wd, tell: [lead]");
        var plan = plan(policy, aTask().assigned("2026-11-27T02:00:00Z").dueOn("2026-11-20"));

        assertThat(plan.upcoming(Instant.EPOCH, 3))
                .extracting(step -> local(step.at(), "gyangze-education") + " " + step.step())
                .containsExactly(
                        "2026-11-27T10:00 overdue-2", "2026-11-30T09:30 overdue-2", "2026-12-03T09:30 overdue-2");
    }

    private static List<String> atOnce(Policy policy, TaskBuilder task) {
        return plan(policy, task).due(Instant.EPOCH, Instant.parse("2026-11-27T02:00:00Z")).stream()
                .map(PlannedStep::step)
                .toList();
    }
}
