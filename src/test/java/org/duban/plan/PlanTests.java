package org.duban.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.duban.calendar.Calendars;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.files.InputFile;
import org.duban.policy.ActSteps;
import org.duban.policy.Amount;
import org.duban.policy.Audience;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.policy.Policies;
import org.duban.policy.Policy;
import org.duban.policy.Step;
import org.duban.policy.Step.Anchor;
import org.duban.policy.Step.Condition;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class PlanTests {

    public static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    public static final Calendars CALENDARS = Calendars.read(List.of(
            InputFile.of("classpath:calendars/cn-2025.yaml"), InputFile.of("classpath:calendars/cn-2026.yaml")));
    public static final UnitTree UNITS = new UnitTree(
            List.of(
                    unit("group", null, UnitKind.LEADING_GROUP, "Asia/Shanghai"),
                    unit("city-office", "group", UnitKind.LEADING_GROUP_OFFICE, "Asia/Shanghai"),
                    unit("city-health", "city-office", UnitKind.UNIT, "Asia/Shanghai"),
                    unit("gyangze-office", "city-office", UnitKind.LEADING_GROUP_OFFICE, "Asia/Shanghai"),
                    unit("gyangze-education", "gyangze-office", UnitKind.UNIT, "Asia/Shanghai"),
                    unit("gyangze-roads", "gyangze-office", UnitKind.UNIT, "Asia/Shanghai"),
                    unit("berlin", "gyangze-office", UnitKind.UNIT, "Europe/Berlin")),
            Set.of());

    private static Unit unit(String code, @Nullable String parent, UnitKind kind, String zone) {
        return new Unit(
                code, parent, kind, code, code, List.of(code + "@duban.example"), Locale.ENGLISH, ZoneId.of(zone));
    }

    @ParameterizedTest(name = "{0} before/after {1}: {2}")
    @CsvSource(textBlock = """
            # amount, deadline,  side,  told (local), what a clerk would say
            7wd, 2026-12-01, before, 2026-11-20T09:30, seven working days before a Tuesday
            3wd, 2026-12-01, before, 2026-11-26T09:30, over a weekend
            1wd, 2026-12-01, before, 2026-11-30T09:30, the day before
            0wd, 2026-12-01, before, 2026-12-01T09:30, the day itself
            0wd, 2026-12-05, before, 2026-12-04T09:30, a Saturday: moved earlier
            1wd, 2026-10-08, before, 2026-09-30T09:30, before the National Day holiday
            1wd, 2026-10-11, before, 2026-10-10T09:30, Saturday 10 October is a make-up workday
            P3D, 2026-12-04, before, 2026-12-01T09:30, calendar days
            P3D, 2026-12-09, before, 2026-12-04T09:30, Sunday the 6th moves earlier to Friday
            P1D, 2026-12-04, after,  2026-12-07T09:30, Saturday moves later to Monday
            1wd, 2026-12-04, after,  2026-12-07T09:30, first working day after
            1wd, 2026-09-30, after,  2026-10-08T09:30, after the holiday
            2wd, 2026-10-08, after,  2026-10-10T09:30, the make-up Saturday counts
            0wd, 2026-12-05, after,  2026-12-04T09:30, the contract: the day itself or earlier
            """, ignoreLeadingAndTrailingWhitespace = true)
    void tellsStepsInDaysOnWorkingDays(String amount, String deadline, String side, String told) {
        var anchor = side.equals("before") ? Anchor.BEFORE_DEADLINE : Anchor.AFTER_DEADLINE;
        var policy = policy(step("step", anchor, amount, "lead"));

        var plan = plan(policy, aTask().assigned("2026-01-05T02:00:00Z").dueOn(deadline));

        assertThat(local(plan.next(Instant.EPOCH).orElseThrow())).isEqualTo(told);
    }

    @Test
    void tellsExactTimesAtTheirInstantWhateverTheHour() {
        var policy = policy(
                step("soon", Anchor.BEFORE_DEADLINE, "PT30S", "lead"),
                step("late", Anchor.AFTER_DEADLINE, "PT1M", "lead", "office"));

        var plan = plan(policy, aTask().dueOn("2026-11-28T02:13:00+08:00"));

        assertThat(told(plan))
                .containsExactly(
                        "2026-11-28T02:12:30 soon lead", "2026-11-28T02:14 late lead", "2026-11-28T02:14 late office");
    }

    @Test
    void endsADateOnlyDeadlineWithTheOfficeDay() {
        var plan = plan(policy(step("late", Anchor.AFTER_DEADLINE, "PT1M", "lead")), aTask().dueOn("2026-12-01"));

        assertThat(local(plan.deadlineEnd())).isEqualTo("2026-12-01T18:00");
        assertThat(told(plan)).containsExactly("2026-12-01T18:01 late lead");
    }

    @Test
    void climbsTheTreeOfOffices() {
        var policy = policy(step("late", Anchor.AFTER_DEADLINE, "1wd", "lead", "office", "higher-office", "leader"));

        var due = plan(policy, aTask().dueOn("2026-12-01")).upcoming(Instant.EPOCH, 9);

        assertThat(due)
                .extracting(step -> step.units() + " " + step.kind())
                .containsExactly(
                        "[gyangze-education] CHASER",
                        "[gyangze-office] ESCALATION",
                        "[city-office] ESCALATION",
                        "[group] ESCALATION");
    }

    @Test
    void knowsNoHigherOfficeAboveAMunicipalUnit() {
        var policy = policy(step("late", Anchor.AFTER_DEADLINE, "1wd", "office", "higher-office"));

        var due = plan(policy, aTask().of("city-health").dueOn("2026-12-01")).upcoming(Instant.EPOCH, 9);

        assertThat(due).extracting(PlannedStep::units).containsExactly(List.of("city-office"), List.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        gyangze-office | office                | [[city-office]]
        gyangze-office | office, higher-office | [[city-office], []]
        gyangze-office | higher-office         | [[group]]
        gyangze-office | leader                | [[group]]
        city-office    | office                | [[group]]
        city-office    | higher-office, office | [[group], []]
        city-office    | lead, office          | [[city-office], []]
        city-health    | higher-office         | [[group]]
        group          | office                | [[group]]
        group          | leader, office        | [[group], []]
        no-unit        | office                | [[group]]
        no-unit        | lead, office          | [[no-unit], []]
        """)
    void tellsWhoeverStandsHighestWhatWouldBeToldToNobody(String lead, String tell, String told) {
        var policy = policy(step("late", Anchor.AFTER_DEADLINE, "1wd", tell.split(", ")));

        var due = plan(policy, aTask().of(lead).dueOn("2026-12-01")).upcoming(Instant.EPOCH, 9);

        assertThat(due.stream().map(PlannedStep::units).toList()).hasToString(told);
    }

    @Test
    void tellsEachUnitAtTheHourOfItsOwnZone() {
        var policy = policy(step("soon", Anchor.BEFORE_DEADLINE, "1wd", "lead", "assisting"));

        var plan = plan(policy, aTask().withHelpOf("gyangze-roads", "berlin").dueOn("2026-12-02"));

        assertThat(plan.upcoming(Instant.EPOCH, 9))
                .extracting(step -> step.at() + " " + step.units())
                .containsExactly(
                        "2026-12-01T01:30:00Z [gyangze-education]",
                        "2026-12-01T01:30:00Z [gyangze-roads]",
                        "2026-12-01T08:30:00Z [berlin]");
    }

    @Test
    void keepsAWorkingDayBetweenRungsThatADayOffPushesTogether() {
        var policy = policy(
                step("two", Anchor.BEFORE_DEADLINE, "P2D", "lead"),
                step("one", Anchor.BEFORE_DEADLINE, "P1D", "lead"),
                step("late-one", Anchor.AFTER_DEADLINE, "P6D", "lead"),
                step("late-two", Anchor.AFTER_DEADLINE, "P5D", "lead"));

        var plan = plan(policy, aTask().dueOn("2026-11-30"));

        assertThat(told(plan))
                .containsExactly(
                        "2026-11-26T09:30 two lead",
                        "2026-11-27T09:30 one lead",
                        "2026-12-07T09:30 late-two lead",
                        "2026-12-08T09:30 late-one lead");
    }

    @Test
    void leavesRungsOfOneAmountTogether() {
        var policy = policy(
                step("unit", Anchor.AFTER_DEADLINE, "1wd", "lead"),
                step("office", Anchor.AFTER_DEADLINE, "1wd", "office"));

        assertThat(told(plan(policy, aTask().dueOn("2026-12-04"))))
                .containsExactly("2026-12-07T09:30 unit lead", "2026-12-07T09:30 office office");
    }

    @Test
    void skipsWhatLiesInThePastAtAssignment() {
        var policy = policy(
                step("seven", Anchor.BEFORE_DEADLINE, "7wd", "lead"),
                step("one", Anchor.BEFORE_DEADLINE, "1wd", "lead"));

        var plan = plan(policy, aTask().assigned("2026-11-27T02:00:00Z").dueOn("2026-12-01"));

        assertThat(told(plan)).containsExactly("2026-11-30T09:30 one lead");
    }

    @Test
    void tellsOneOverdueNoticeAtOnceOfATaskAssignedAfterItsDeadline() {
        var policy = policy(
                step("one", Anchor.BEFORE_DEADLINE, "1wd", "lead"),
                step("overdue", Anchor.AFTER_DEADLINE, "1wd", "lead"),
                step("overdue-2", Anchor.AFTER_DEADLINE, "3wd", "lead"),
                step("overdue-3", Anchor.AFTER_DEADLINE, "9wd", "lead"));

        var plan = plan(policy, aTask().assigned("2026-11-27T02:00:00Z").dueOn("2026-11-23"));

        assertThat(told(plan)).containsExactly("2026-11-27T10:00 overdue-2 lead", "2026-12-04T09:30 overdue-3 lead");
    }

    @Test
    void tellsTheFirstOverdueRungEarlyWhereNoneHasPassed() {
        var policy = policy(
                step("overdue", Anchor.AFTER_DEADLINE, "1wd", "lead"),
                step("overdue-2", Anchor.AFTER_DEADLINE, "3wd", "lead"));

        var plan = plan(policy, aTask().assigned("2026-11-27T12:00:00Z").dueOn("2026-11-27"));

        assertThat(told(plan)).containsExactly("2026-11-27T20:00 overdue lead", "2026-12-02T09:30 overdue-2 lead");
    }

    @Test
    void takesTheLatestOfTheOverdueRungsThatHavePassedWhereverItStands() {
        var policy = policy(
                step("overdue-2", Anchor.AFTER_DEADLINE, "3wd", "lead"),
                step("overdue", Anchor.AFTER_DEADLINE, "1wd", "lead"));

        var plan = plan(policy, aTask().assigned("2026-11-27T02:00:00Z").dueOn("2026-11-23"));

        assertThat(told(plan)).containsExactly("2026-11-27T10:00 overdue-2 lead");
    }

    @Test
    void showsEachStepSoManyTimesInTheOrderOfTime() {
        var policy = policy(
                repeated("overdue", Anchor.AFTER_DEADLINE, "1wd", "5wd", Condition.ALWAYS),
                step("one", Anchor.BEFORE_DEADLINE, "1wd", "lead"));

        var steps = plan(policy, aTask().dueOn("2026-12-01")).occurrences(Instant.EPOCH, 2);

        assertThat(steps)
                .extracting(step -> local(step.at()) + " " + step.step())
                .containsExactly("2026-11-30T09:30 one", "2026-12-02T09:30 overdue", "2026-12-09T09:30 overdue");
    }

    @Test
    void repeatsUntilStruckOff() {
        var policy = policy(repeated("overdue", Anchor.AFTER_DEADLINE, "1wd", "5wd", Condition.ALWAYS));
        var task = aTask().dueOn("2026-09-22");

        var open = plan(policy, task.assigned("2026-09-01T01:00:00Z"));
        var closed = plan(policy, task.struckOff("2026-10-20T01:00:00Z"));

        assertThat(open.upcoming(Instant.EPOCH, 4))
                .extracting(step -> local(step.at()))
                .containsExactly("2026-09-23T09:30", "2026-10-08T09:30", "2026-10-14T09:30", "2026-10-21T09:30");
        assertThat(closed.upcoming(Instant.EPOCH, 9))
                .extracting(PlannedStep::step)
                .containsExactly(ActSteps.CLOSED);
    }

    @Test
    void tellsTheClosureToWhomThePolicyNamesBesides() {
        var policy = new Policy(
                "test",
                "cn",
                LocalTime.of(9, 30),
                Amount.parse("3wd"),
                Map.of(),
                20,
                audiences("lead", "assisting"),
                true,
                List.of(assignment("lead")));

        var alone = plan(policy, aTask().struckOff("2026-10-20T01:00:00Z"));
        var helped = plan(policy, aTask().withHelpOf("gyangze-roads").struckOff("2026-10-20T01:00:00Z"));

        assertThat(alone.upcoming(Instant.EPOCH, 9))
                .extracting(step -> step.step() + " " + step.audience())
                .containsExactly("closed escalated", "closed lead");
        assertThat(helped.upcoming(Instant.EPOCH, 9)).hasSize(3).allMatch(step -> step.kind() == NoticeKind.CLOSURE);
    }

    @Test
    void tellsOnlyTheLastOfRepetitionsThatWereMissed() {
        var policy = policy(repeated("overdue", Anchor.AFTER_DEADLINE, "PT10S", "PT10S", Condition.ALWAYS));
        var plan = plan(policy, aTask().dueOn("2026-11-24T00:00:00Z"));
        var deadline = Instant.parse("2026-11-24T00:00:00Z");

        var due = plan.due(deadline, deadline.plusSeconds(3_605));

        assertThat(due).extracting(PlannedStep::at).containsExactly(deadline.plusSeconds(3_600));
        assertThat(plan.next(deadline.plusSeconds(3_605))).contains(deadline.plusSeconds(3_610));
    }

    @Test
    void chasesForTheReceiptOnlyThoseWhoHaveNotSigned() {
        var policy = policy(new Step(
                "unreceived",
                Anchor.AFTER_ASSIGNMENT,
                Amount.parse("1wd"),
                null,
                Condition.UNRECEIVED,
                audiences("lead", "assisting", "office"),
                NoticeLevel.YELLOW,
                false));
        var task = aTask().withHelpOf("gyangze-roads", "city-health");

        var nobody = plan(policy, task);
        var lead = plan(policy, task.received("2026-11-23T03:00:00Z"));
        var all = plan(policy, task.alsoReceivedBy("gyangze-roads", "city-health"));

        assertThat(nobody.upcoming(Instant.EPOCH, 9)).hasSize(3);
        assertThat(lead.upcoming(Instant.EPOCH, 9))
                .extracting(PlannedStep::units)
                .containsExactly(List.of("gyangze-roads", "city-health"), List.of("gyangze-office"));
        assertThat(all.next(Instant.EPOCH)).isEmpty();
    }

    @Test
    void waitsForTheOfficeInsteadOfRemindingAUnitThatHasReportedComplete() {
        var policy = policy(
                step("overdue", Anchor.AFTER_DEADLINE, "1wd", "lead"),
                repeated("unreviewed", Anchor.AFTER_SUBMISSION, "2wd", "2wd", Condition.ALWAYS));
        var task = aTask().dueOn("2026-12-01").submitted("2026-11-30T03:00:00Z");

        assertThat(told(plan(policy, task)).subList(0, 2))
                .containsExactly("2026-12-02T09:30 unreviewed lead", "2026-12-04T09:30 unreviewed lead");
    }

    @Test
    void countsSilenceFromTheLastWord() {
        var policy = policy(repeated("silent", Anchor.AFTER_PROGRESS, "10wd", "10wd", Condition.IN_PROGRESS));

        assertThat(plan(policy, aTask()).next(Instant.EPOCH)).isEmpty();
        assertThat(local(plan(policy, aTask().received("2026-11-24T02:00:00Z"))
                        .next(Instant.EPOCH)
                        .orElseThrow()))
                .isEqualTo("2026-12-08T09:30");
        assertThat(local(plan(policy, aTask().received("2026-11-24T02:00:00Z").progressed("2026-11-27T02:00:00Z"))
                        .next(Instant.EPOCH)
                        .orElseThrow()))
                .isEqualTo("2026-12-11T09:30");
    }

    @Test
    void tellsActsAtOnce() {
        var policy = policy(assignment("lead", "assisting"));
        var task = aTask().asksForExtensionTo("2027-01-31");

        assertThat(told(plan(policy, task)).subList(0, 3))
                .containsExactly(
                        "2026-11-23T10:00 assigned lead",
                        "2026-11-23T10:01 extension-requested office",
                        "2026-11-25T09:30 undecided office");

        assertThat(told(plan(policy, task.extensionDecided("2026-11-24T02:00:00Z", true))))
                .contains("2026-11-24T10:00 extension-granted lead");
        assertThat(told(plan(policy, aTask().returned("2026-11-25T02:00:00Z"))))
                .contains("2026-11-25T10:00 returned lead");
    }

    @Test
    void owesNothingToAssistingUnitsThatATaskDoesNotHave() {
        var policy = policy(assignment("lead", "assisting"), step("one", Anchor.BEFORE_DEADLINE, "1wd", "assisting"));

        assertThat(told(plan(policy, aTask()))).containsExactly("2026-11-23T10:00 assigned lead");
    }

    @Test
    void makesAStepWithOfficeHoursWaitForTheOfficeToOpen() {
        var exact = new Step(
                "soon",
                Anchor.AFTER_ASSIGNMENT,
                new Amount.Exact(Duration.ofHours(1)),
                null,
                Condition.ALWAYS,
                audiences("lead"),
                NoticeLevel.BLUE,
                true);

        assertThat(told(plan(policy(exact), aTask().assigned("2026-11-27T11:00:00Z"))))
                .containsExactly("2026-11-30T09:00 soon lead");
        assertThat(told(plan(policy(exact), aTask().assigned("2026-11-27T06:00:00Z"))))
                .containsExactly("2026-11-27T15:00 soon lead");
    }

    @Test
    void tellsNobodyWhatFallsIntoAHold() {
        var policy = policy(
                step("three", Anchor.BEFORE_DEADLINE, "3wd", "lead"),
                step("one", Anchor.BEFORE_DEADLINE, "1wd", "lead"));
        var task = aTask().dueOn("2026-12-01").held("2026-11-25T00:00:00Z", "2026-11-27T00:00:00Z", "road closed");

        assertThat(plan(policy, task).upcoming(Instant.EPOCH, 9))
                .extracting(PlannedStep::step, step -> HoldPeriodTests.sentence(step.held()))
                .containsExactly(tuple("three", "held until 2026-11-27T00:00:00Z: road closed"), tuple("one", null));
        assertThat(told(plan(policy, aTask().dueOn("2026-12-01").resumed("2026-11-27T00:00:00Z"))))
                .containsExactly("2026-11-30T09:30 one lead");
    }

    @Test
    void holdsOnlyWhatThePlanTellsThatUnitAtThatInstant() {
        var policy = policy(step("one", Anchor.BEFORE_DEADLINE, "1wd", "lead"));
        var plan = plan(policy, aTask().dueOn("2026-12-01"));
        var at = plan.next(Instant.EPOCH).orElseThrow();

        assertThat(plan.holds("one", at, "gyangze-education", at)).isTrue();
        assertThat(plan.holds("one", at, "gyangze-roads", at)).isFalse();
        assertThat(plan.holds("one", at.plusSeconds(1), "gyangze-education", at))
                .isFalse();
        assertThat(plan(policy, aTask().dueOn("2026-12-02")).holds("one", at, "gyangze-education", at))
                .isFalse();
    }

    @Test
    void takesTheRedderStepForTheMoreSevereThenTheLaterThenTheLowerInThePolicy() {
        var policy = policy(
                step("soon", Anchor.BEFORE_DEADLINE, "1wd", "lead"),
                step("due", Anchor.BEFORE_DEADLINE, "0wd", "lead"),
                step("due-too", Anchor.BEFORE_DEADLINE, "0wd", "lead"),
                repeated("red", Anchor.AFTER_ASSIGNMENT, "1wd", "P900D", Condition.ALWAYS));

        var steps = new ArrayList<>(plan(policy, aTask().dueOn("2026-12-01")).upcoming(Instant.EPOCH, 4));

        assertThat(steps).extracting(PlannedStep::step).containsExactly("red", "soon", "due", "due-too");
        steps.add(steps.remove(0));
        for (var more = 0; more < steps.size(); more++) {
            for (var less = 0; less < steps.size(); less++) {
                assertThat(steps.get(more).supersedes(steps.get(less))).isEqualTo(more > less);
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            2026-11-25T00:00:00Z, GREEN
            2026-11-25T16:00:00Z, YELLOW
            2026-12-01T10:00:00Z, YELLOW
            2026-12-01T10:00:01Z, RED
            """)
    void lightsTheLamp(String now, Lamp lamp) {
        var plan = plan(policy(), aTask().dueOn("2026-12-01").done(90));

        assertThat(plan.lamp(Instant.parse(now))).isEqualTo(lamp);
    }

    @Test
    void lightsTheLampOfTasksThatWait() {
        var late = Instant.parse("2027-01-01T00:00:00Z");

        assertThat(plan(policy(), aTask().held(null)).lamp(late)).isEqualTo(Lamp.GREY);
        assertThat(plan(policy(), aTask().struckOff("2026-12-01T00:00:00Z")).lamp(late))
                .isEqualTo(Lamp.DONE);
        assertThat(plan(policy(), aTask().submitted("2026-12-01T00:00:00Z")).lamp(late))
                .isEqualTo(Lamp.GREEN);
    }

    private static Plan plan(Policy policy, TaskBuilder task) {
        return plan(policy, task.under(policy.name()).build());
    }

    private static Plan plan(Policy policy, Task task) {
        return new Planner(Policies.of(List.of(policy)), CALENDARS).plan(task, UNITS);
    }

    private static List<String> told(Plan plan) {
        return plan.upcoming(Instant.EPOCH, 12).stream()
                .map(step -> local(step.at()) + " " + step.step() + " " + step.audience())
                .toList();
    }

    private static String local(Instant instant) {
        return instant.atZone(SHANGHAI).toLocalDateTime().toString();
    }

    private static Policy policy(Step... steps) {
        return new Policy("test", "cn", LocalTime.of(9, 30), Amount.parse("3wd"), List.of(steps));
    }

    private static Step assignment(String... tell) {
        return new Step(
                "assigned",
                Anchor.ASSIGNMENT,
                new Amount.Exact(Duration.ZERO),
                null,
                Condition.ALWAYS,
                audiences(tell),
                NoticeLevel.BLUE,
                false);
    }

    private static Step step(String name, Anchor anchor, String amount, String... tell) {
        return new Step(
                name, anchor, Amount.parse(amount), null, Condition.ALWAYS, audiences(tell), NoticeLevel.BLUE, false);
    }

    private static Step repeated(String name, Anchor anchor, String amount, String every, Condition condition) {
        return new Step(
                name,
                anchor,
                Amount.parse(amount),
                Amount.parse(every),
                condition,
                audiences("lead"),
                NoticeLevel.RED,
                false);
    }

    private static List<Audience> audiences(String... names) {
        return Arrays.stream(names).map(PlanTests::audience).toList();
    }

    private static Audience audience(String name) {
        return switch (name) {
            case "lead" -> new Audience.Lead();
            case "assisting" -> new Audience.Assisting();
            case "office" -> new Audience.Office();
            case "higher-office" -> new Audience.HigherOffice();
            default -> new Audience.Leader();
        };
    }
}
