package org.duban.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.PlanFixture.first;
import static org.duban.plan.PlanFixture.plan;
import static org.duban.plan.PlanFixture.policy;
import static org.duban.plan.PlanFixture.policyWith;
import static org.duban.plan.PlanFixture.told;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.duban.policy.NoticeLevel;
import org.duban.task.Urgency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether and how urgently a step is told: its conditions, the urgency of its task, and amounts of the task's own. */
class ConditionTests {

    @ParameterizedTest(name = "{0} percent by {1}")
    @CsvSource(textBlock = """
            # assigned on Monday 16 November, due on Monday 30 November: ten working days, ten percent each
            # reported, behind-by, behind from, what a clerk would say
            ,    20,  2026-11-18, nothing reported: the second day
            0,   20,  2026-11-18, the same
            5,   20,  2026-11-19, 25 are expected by the third day
            10,  20,  2026-11-19, 30 on the third day
            30,  20,  2026-11-23, 50 on the fifth
            79,  20,  2026-11-30, 99 are never expected before all
            80,  20,  2026-11-30, all on the last day
            81,  20,  never,      101 are never expected
            0,   1,   2026-11-17, the first working day
            0,   100, 2026-11-30, the last
            1,   100, never,      more than all
            """)
    void fallsBehindWhenTooMuchIsMissing(Integer percent, int behindBy, String from) {
        var policy = policyWith("behind-by: " + behindBy, "after-assignment: 1wd, while: behind, tell: [lead]");
        var task = aTask().assigned("2026-11-16T02:00:00Z").dueOn("2026-11-30");

        var behind = plan(policy, percent == null ? task : task.done(percent)).behindFrom();

        assertThat(behind.map(at -> PlanFixture.local(at, "gyangze-education")).orElse("never"))
                .isEqualTo(from.equals("never") ? from : from + "T00:00");
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(textBlock = """
            # assigned,           deadline,   behind from,      what a clerk would say
            2026-09-28T02:00:00Z, 2026-10-10, 2026-09-29T00:00, five working days over National Day: one is 20 percent
            2026-09-30T02:00:00Z, 2026-10-12, 2026-10-08T00:00, the first working day after the holiday
            2026-02-13T02:00:00Z, 2026-02-28, 2026-02-24T00:00, Saturday the 14th is one of six and 16 percent
            2026-11-27T02:00:00Z, 2026-11-29, 2026-11-29T00:00, no working day between: from the deadline's date on
            2026-11-27T02:00:00Z, 2026-11-27, 2026-11-27T00:00, due on the day of the assignment
            2026-11-27T02:00:00Z, 2026-11-20, 2026-11-20T00:00, the deadline had passed
            2026-11-26T17:00:00Z, 2026-12-04, 2026-11-30T00:00, assigned on Friday the 27th where the unit sits
            """)
    void countsTheWorkingDaysOfThePolicyFromTheDayOfTheAssignment(String assigned, String deadline, String from) {
        var plan = plan(
                policy("before-deadline: 1wd, tell: [lead]"),
                aTask().assigned(assigned).dueOn(deadline));

        assertThat(PlanFixture.local(plan.behindFrom().orElseThrow(), "gyangze-education"))
                .isEqualTo(from);
    }

    @ParameterizedTest(name = "on {0} {1}")
    @CsvSource(textBlock = """
            2026-11-13, 0,   before the assignment
            2026-11-16, 0,   on its day
            2026-11-17, 10,  a working day later
            2026-11-21, 40,  on Saturday as on Friday
            2026-11-22, 40,  and on Sunday
            2026-11-23, 50,  Monday
            2026-11-30, 100, the deadline's date
            2026-12-24, 100, after it
            """)
    void expectsProgressEvenly(LocalDate day, int expected) {
        var plan = plan(
                policy("before-deadline: 1wd, tell: [lead]"),
                aTask().assigned("2026-11-16T02:00:00Z").dueOn("2026-11-30"));

        assertThat(plan.expectedProgress(day.atTime(4, 0).toInstant(java.time.ZoneOffset.UTC)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} percent: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # assigned on Monday 16 November, due on the 30th; chased after 1wd and then every 2wd: 17, 19, 23, 25, 27 November
            0  | 2026-11-19T09:30 2026-11-23T09:30 2026-11-25T09:30
            20 | 2026-11-23T09:30 2026-11-25T09:30 2026-11-27T09:30
            60 | 2026-11-27T09:30 2026-12-01T09:30 2026-12-03T09:30
            81 |
            """)
    void isToldOnlyFromThenOn(int percent, String told) {
        var policy = policy("after-assignment: 1wd, every: 2wd, while: behind, tell: [lead]");
        var task = aTask().assigned("2026-11-16T02:00:00Z").dueOn("2026-11-30").done(percent);

        assertThat(told(policy, task, 3).stream().map(line -> line.substring(0, 16)))
                .containsExactly(told == null ? new String[0] : told.split(" "));
    }

    @Test
    void isWhatSomeStepsTellOf() {
        var plan = plan(
                policy(
                        "name: due, before-deadline: 1wd, tell: [lead]",
                        "name: behind, after-assignment: 1wd, while: behind, tell: [lead]",
                        "name: behind-too, after-assignment: 5wd, while: behind, tell: [lead]"),
                aTask());

        assertThat(plan.tellsOfProgress("behind")).isTrue();
        assertThat(plan.tellsOfProgress("behind-too")).isTrue();
        assertThat(plan.tellsOfProgress("due")).isFalse();
    }

    @Test
    void isNotToldLateIfItWasNotBehindThen() {
        var policy = policy("after-assignment: 1wd, while: behind, tell: [lead]");

        assertThat(first(policy, aTask().assigned("2026-11-16T02:00:00Z").dueOn("2026-11-30")))
                .isEqualTo("never");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # status,   while: behind, while: in-progress, while: unreceived
            ASSIGNED,    told,  never, told
            RECEIVED,    told,  told,  never
            IN_PROGRESS, told,  told,  never
            RETURNED,    told,  told,  never
            SUBMITTED,   never, never, never
            STRUCK_OFF,  never, never, never
            """)
    void dependsOnTheStatus(String status, String behind, String inProgress, String unreceived) {
        var task = aTask().assigned("2026-11-16T02:00:00Z").dueOn("2026-11-30");
        if (!status.equals("ASSIGNED")) {
            task.received("2026-11-16T03:00:00Z");
        }
        switch (status) {
            case "IN_PROGRESS" -> task.progressed("2026-11-16T04:00:00Z");
            case "SUBMITTED" -> task.submitted("2026-11-16T05:00:00Z");
            case "RETURNED" -> task.returned("2026-11-16T05:00:00Z");
            case "STRUCK_OFF" -> task.struckOff("2026-11-16T05:00:00Z");
            default -> {}
        }

        assertThat(whetherTold("behind", task)).isEqualTo(behind);
        assertThat(whetherTold("in-progress", task)).isEqualTo(inProgress);
        assertThat(whetherTold("unreceived", task)).isEqualTo(unreceived);
    }

    private static String whetherTold(String condition, TaskBuilder task) {
        var policy = policy("name: checked, after-deadline: 1wd, while: %s, tell: [lead]".formatted(condition));
        return plan(policy, task).upcoming(Instant.EPOCH, 9).stream()
                        .anyMatch(step -> step.step().equals("checked"))
                ? "told"
                : "never";
    }

    @ParameterizedTest(name = "[{0}] when {1} has signed")
    @CsvSource(delimiter = '|', textBlock = """
            # tell                      | signed         | told
            lead                        |                | lead
            lead                        | lead           |
            assisting                   | lead           | roads culture
            assisting                   | roads          | culture
            lead, office                |                | lead office
            lead, office                | lead           |
            lead, office                | roads culture  | lead office
            assisting, office           | lead           | roads culture office
            assisting, office           | roads          | culture office
            assisting, office           | roads culture  |
            lead, assisting, office     | lead           | roads culture office
            lead, assisting, office     | lead roads     | culture office
            lead, assisting, office     | roads culture  | lead office
            lead, assisting, office     | lead roads culture |
            office, higher-office       |                | office city-office
            office, higher-office       | roads culture  | office city-office
            office, higher-office       | lead           |
            leader, 'unit:urumqi'       |                | group urumqi
            """)
    void chasesForReceiptsUntilThoseItTellsHaveSigned(String tell, String signed, String told) {
        var policy = policy("after-assignment: 1wd, while: unreceived, tell: [%s]".formatted(tell));
        var task = aTask().withHelpOf("gyangze-roads", "gyangze-culture");
        if (signed != null && signed.contains("lead")) {
            task.received("2026-11-23T03:00:00Z");
        }
        if (signed != null && signed.contains("roads")) {
            task.alsoReceivedBy("gyangze-roads");
        }
        if (signed != null && signed.contains("culture")) {
            task.alsoReceivedBy("gyangze-culture");
        }

        assertThat(String.join(
                        " ",
                        told(policy, task, 9).stream().map(ConditionTests::unit).toList()))
                .isEqualTo(told == null ? "" : told);
    }

    private static String unit(String line) {
        return line.substring(line.lastIndexOf(' ') + 1).replace("gyangze-", "").replace("education", "lead");
    }

    @ParameterizedTest(name = "{0}: {1} is told as {2}")
    @CsvSource(textBlock = """
            # urgency,    written, told
            NORMAL,       blue,    BLUE
            NORMAL,       red,     RED
            URGENT,       blue,    YELLOW
            URGENT,       yellow,  YELLOW
            URGENT,       red,     RED
            EXTRA_URGENT, blue,    RED
            EXTRA_URGENT, yellow,  RED
            """)
    void startsHigherForUrgentTasks(Urgency urgency, String level, NoticeLevel told) {
        var policy = policyWith(
                "starts-at: { URGENT: yellow, EXTRA_URGENT: red }",
                "name: now, on: assignment, tell: [lead], level: " + level,
                "name: soon, before-deadline: 1wd, tell: [lead], level: " + level);
        var task = aTask().urgent(urgency);

        assertThat(plan(policy, task).upcoming(Instant.EPOCH, 2))
                .extracting(PlannedStep::level)
                .containsExactly(told, told);
    }

    @Test
    void leavesActsAtTheirOwnLevel() {
        var policy = policyWith("starts-at: { EXTRA_URGENT: red }", "after-deadline: 1wd, tell: [lead]");
        var task = aTask().urgent(Urgency.EXTRA_URGENT).asksForExtensionTo("2027-01-31", "2026-11-24T02:00:00Z");

        assertThat(plan(policy, task).upcoming(Instant.EPOCH, 2))
                .extracting(step -> step.step() + " " + step.level())
                .containsExactly("extension-requested YELLOW", "undecided RED");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # the policy says 3wd before, 1wd after and then every 5wd, due on Thursday 31 December
            three=5wd   | 2026-12-24T09:30 three, 2027-01-01T09:30 late, 2027-01-08T09:30 late
            three=P1W   | 2026-12-24T09:30 three, 2027-01-01T09:30 late, 2027-01-08T09:30 late
            three=PT90M | 2026-12-31T16:30 three, 2027-01-01T09:30 late, 2027-01-08T09:30 late
            late=3wd    | 2026-12-28T09:30 three, 2027-01-05T09:30 late, 2027-01-12T09:30 late
            gone=9wd    | 2026-12-28T09:30 three, 2027-01-01T09:30 late, 2027-01-08T09:30 late
            assigned=1wd | 2026-12-28T09:30 three, 2027-01-01T09:30 late, 2027-01-08T09:30 late
            """)
    void takesTheAmountsOfTheTask(String amount, String told) {
        var policy = policy(
                "name: assigned, on: assignment, tell: [lead]",
                "name: three, before-deadline: 3wd, tell: [lead]",
                "name: late, after-deadline: 1wd, every: 5wd, tell: [lead]");
        var own = amount.split("=");

        assertThat(told(policy, aTask().withAmounts(Map.of(own[0], own[1])).dueOn("2026-12-31"), 4).stream()
                        .skip(1)
                        .map(line -> line.replace(" gyangze-education", "")))
                .containsExactly(told.split(", "));
    }

    @Test
    void remindsOfAnExtensionRequestAfterTheTasksOwnAmount() {
        var policy = policy("after-deadline: 1wd, tell: [lead]");
        var task = aTask().asksForExtensionTo("2027-01-31", "2026-11-24T02:00:00Z")
                .withAmounts(Map.of("undecided", "P1D"));

        assertThat(told(policy, task, 3))
                .containsExactly(
                        "2026-11-24T10:00 extension-requested gyangze-office",
                        "2026-11-25T09:30 undecided gyangze-office",
                        "2026-11-27T09:30 undecided gyangze-office");
    }
}
