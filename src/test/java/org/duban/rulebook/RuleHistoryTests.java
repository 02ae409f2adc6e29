package org.duban.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.duban.calendar.Calendars;
import org.duban.directory.UnitTree;
import org.duban.files.InputFile;
import org.duban.plan.PlanTests;
import org.duban.plan.TaskBuilder;
import org.duban.policy.PolicyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told when the rules change under way; all days are those of a task assigned on Monday, 23 November 2026. */
class RuleHistoryTests {

    private static final String REMINDER = "{ name: reminder, before-deadline: %s, tell: [lead] }";
    private static final String OVERDUE = "{ name: overdue, after-deadline: 1wd, every: 5wd, tell: [lead] }";

    private static final String AT_ONCE = "{ name: assigned, on: assignment, tell: [lead] }";
    private static final String AT_THE_OFFICE = "{ name: assigned, on: assignment, tell: [lead], office-hours: true }";

    private final List<Rulebook> versions = new ArrayList<>();
    private Calendars calendars = PlanTests.CALENDARS;

    @Test
    void tellsByTheRulesInForceAtEachInstant() {
        rules("2026-11-01T00:00:00Z", "09:30", REMINDER.formatted("3wd"), OVERDUE);
        rules("2026-11-25T00:00:00Z", "14:00", REMINDER.formatted("1wd"), OVERDUE);

        assertThat(told(aTask().dueOn("2026-12-01")))
                .containsExactly(
                        "2026-11-30T06:00:00Z reminder",
                        "2026-12-02T06:00:00Z overdue",
                        "2026-12-09T06:00:00Z overdue",
                        "2026-12-16T06:00:00Z overdue");
    }

    @Test
    void tellsNothingForTheTimeBeforeAChange() {
        rules("2026-11-01T00:00:00Z", "09:30", REMINDER.formatted("1wd"));
        rules(
                "2026-11-27T00:00:00Z",
                "09:30",
                REMINDER.formatted("3wd"),
                "{ name: new, before-deadline: 5wd, tell: [lead] }");

        assertThat(told(aTask().dueOn("2026-12-01"))).isEmpty();
    }

    @Test
    void keepsWhatWasDueBeforeAChangeEvenIfNobodyHasBeenToldYet() {
        rules("2026-11-01T00:00:00Z", "09:30", REMINDER.formatted("3wd"));
        rules("2026-11-26T02:00:00Z", "09:30", REMINDER.formatted("7wd"));

        assertThat(told(aTask().dueOn("2026-12-01"))).containsExactly("2026-11-26T01:30:00Z reminder");
    }

    @Test
    void tellsNobodyAgainWhatAChangeMovesToLater() {
        rules("2026-11-01T00:00:00Z", "09:30", REMINDER.formatted("3wd"));
        rules("2026-11-26T02:00:00Z", "14:00", REMINDER.formatted("3wd"));
        rules("2026-11-27T02:00:00Z", "14:00", REMINDER.formatted("1wd"));

        assertThat(told(aTask().dueOn("2026-12-01"))).containsExactly("2026-11-26T01:30:00Z reminder");
    }

    @Test
    void tellsThoseWhomTheOldRulesDidNotTell() {
        rules("2026-11-01T00:00:00Z", "09:30", REMINDER.formatted("3wd"));
        rules("2026-11-26T02:00:00Z", "09:30", "{ name: reminder, before-deadline: 1wd, tell: [lead, office] }");

        var plan = history().planner().plan(aTask().dueOn("2026-12-01").build(), PlanTests.UNITS);

        assertThat(plan.upcoming(Instant.parse("2026-11-26T02:00:00Z"), 9))
                .extracting(step -> step.at() + " " + step.units())
                .containsExactly("2026-11-30T01:30:00Z [gyangze-office]");
    }

    @Test
    void tellsItAgainWhenTheDeadlineIsSetAnew() {
        rules("2026-11-01T00:00:00Z", "09:30", REMINDER.formatted("3wd"));
        rules("2026-11-26T02:00:00Z", "14:00", REMINDER.formatted("3wd"));

        assertThat(told(aTask().dueOn("2026-12-10").deadlineSet("2026-11-27T02:00:00Z")))
                .containsExactly("2026-12-07T06:00:00Z reminder");
    }

    @Test
    void keepsTheRhythmOfWhatRepeats() {
        rules("2026-11-01T00:00:00Z", "09:30", OVERDUE);
        rules("2026-12-02T02:00:00Z", "14:00", OVERDUE);

        assertThat(told(aTask().dueOn("2026-12-01")))
                .containsExactly(
                        "2026-12-02T01:30:00Z overdue", "2026-12-09T06:00:00Z overdue", "2026-12-16T06:00:00Z overdue");
    }

    /** Found by the simulation, of a task that was given another policy; a change of its own policy did the same. */
    @Test
    void tellsAtOnceOfAnAssignmentThatWaitedUnderEarlierRules() {
        rules("2026-11-01T00:00:00Z", "09:30", AT_THE_OFFICE);
        rules("2026-11-21T04:00:00Z", "09:30", AT_ONCE);

        assertThat(told(aTask().assigned("2026-11-21T02:00:00Z").dueOn("2026-12-01")))
                .containsExactly("2026-11-21T04:00:00.000001Z assigned");
    }

    @Test
    void tellsNobodyAgainOfAnAssignmentThatEarlierRulesToldAtOnce() {
        rules("2026-11-01T00:00:00Z", "09:30", AT_ONCE);
        rules("2026-11-21T04:00:00Z", "09:30", AT_THE_OFFICE);

        assertThat(told(aTask().assigned("2026-11-21T02:00:00Z").dueOn("2026-12-01")))
                .containsExactly("2026-11-21T02:00:00Z assigned");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            at-the-office | at-once       | 2026-11-21T04:00:00Z assigned
            at-once       | at-the-office | 2026-11-21T02:00:00Z assigned
            at-the-office | at-the-office | 2026-11-23T01:00:00Z assigned
            """)
    void tellsTheAssignmentByThePolicyThatTheTaskFollowsThen(String first, String second, String expected) {
        add(
                "2026-11-01T00:00:00Z",
                "policies: { at-the-office: { steps: [ %s ] }, at-once: { steps: [ %s ] } }"
                        .formatted(AT_THE_OFFICE, AT_ONCE));

        assertThat(told(aTask().assigned("2026-11-21T02:00:00Z")
                        .dueOn("2026-12-01")
                        .insteadOf(first, "2026-11-21T04:00:00Z")
                        .under(second)))
                .containsExactly(expected);
    }

    /** Found by the simulation: what it was told before the task came under the other policy was before the hand-over, too. */
    @Test
    void tellsNobodyAgainWhoAssistsAsBeforeWhenAnotherUnitComesToLeadUnderAnotherPolicy() {
        add(
                "2026-11-01T00:00:00Z",
                "policies: { at-the-office: { steps: [ %s ] }, at-once: { steps: [ %s ] } }"
                        .formatted(
                                AT_THE_OFFICE.replace("[lead]", "[lead, assisting]"),
                                AT_ONCE.replace("[lead]", "[lead, assisting]")));

        assertThat(told(aTask().assigned("2026-11-21T06:00:00Z")
                        .withHelpOf("gyangze-roads")
                        .joined(Map.of("gyangze-roads", Instant.parse("2026-11-21T02:00:00Z")))
                        .dueOn("2026-12-01")
                        .insteadOf("at-once", "2026-11-21T04:00:00Z")
                        .under("at-the-office")))
                .containsExactly("2026-11-21T02:00:00Z assigned", "2026-11-23T01:00:00Z assigned");
    }

    @Test
    void tellsNothingOfAnAssignmentStepThatCameLater() {
        rules("2026-11-01T00:00:00Z", "09:30", "{ name: assigned, on: assignment, tell: [lead] }");
        rules("2026-11-24T00:00:00Z", "09:30", "{ name: handed-over, on: assignment, tell: [lead] }");

        assertThat(told(aTask().dueOn("2026-12-01"))).containsExactly("2026-11-23T02:00:00Z assigned");
    }

    @Test
    void plansATaskAssignedAfterAChangeByThatChangeAlone() {
        rules("2026-11-01T00:00:00Z", "09:30", REMINDER.formatted("3wd"));
        rules("2026-11-20T00:00:00Z", "14:00", REMINDER.formatted("3wd"));

        assertThat(told(aTask().dueOn("2026-12-01"))).containsExactly("2026-11-26T06:00:00Z reminder");
    }

    @Test
    void leavesThoseInPeaceWhoFollowAPolicyThatIsGone() {
        rules("2026-11-01T00:00:00Z", "09:30", REMINDER.formatted("3wd"));
        add("2026-11-24T00:00:00Z", "policies: { other: { steps: [ %s ] } }".formatted(OVERDUE));

        assertThat(told(aTask().dueOn("2026-12-01"))).containsExactly("2026-11-26T01:30:00Z reminder");
        assertThat(history().planner().knows(aTask().build())).isTrue();
        assertThat(history().planner().knows(aTask().under("never").build())).isFalse();
        assertThatThrownBy(() -> told(aTask().under("never")))
                .hasMessageContaining("\"never\", which no version of the rulebook has");
    }

    @Test
    void countsTheHolidaysOfANewYearOnceTheyAreKnown() {
        rules("2026-11-01T00:00:00Z", "09:30", REMINDER.formatted("3wd"));
        calendars = withNewYear("{ from: 2027-01-01, to: 2027-01-05, name: 元旦 }");
        rules("2026-12-01T00:00:00Z", "09:30", REMINDER.formatted("3wd"));

        assertThat(told(aTask().dueOn("2027-01-06"))).containsExactly("2026-12-29T01:30:00Z reminder");
    }

    @Test
    void resendsNothingWhenHolidaysBecomeKnownThatMoveItLater() {
        rules("2026-11-01T00:00:00Z", "09:30", "{ name: overdue, after-deadline: 1wd, tell: [lead] }");
        calendars = withNewYear("{ from: 2027-01-01, to: 2027-01-05, name: 元旦 }");
        rules("2027-01-04T00:00:00Z", "09:30", "{ name: overdue, after-deadline: 1wd, tell: [lead] }");

        assertThat(told(aTask().dueOn("2026-12-31"))).containsExactly("2027-01-01T01:30:00Z overdue");
    }

    @Test
    void knowsWhichPoliciesTheNewestVersionChanges() {
        add(
                "2026-11-01T00:00:00Z",
                "policies: { a: { steps: [ %s ] }, b: { steps: [ %s ] } }".formatted(OVERDUE, OVERDUE));
        add(
                "2026-11-02T00:00:00Z",
                "policies: { a: { steps: [ %s ] }, b: { tell-at: '10:00', steps: [ %s ] } }"
                        .formatted(OVERDUE, OVERDUE));

        assertThat(history().changed("a")).isFalse();
        assertThat(history().changed("b")).isTrue();
    }

    @Test
    void plansNothingAnewBecauseAStepIsCalledOtherwise() {
        rules("2026-11-01T00:00:00Z", "09:30", OVERDUE);
        rules("2026-11-25T00:00:00Z", "09:30", OVERDUE.replace("name: overdue", "name: overdue, label: { zh-CN: 逾期 }"));
        rules("2026-11-26T00:00:00Z", "09:30", OVERDUE.replace("name: overdue", "name: overdue, label: { zh-CN: 催办 }"));

        var task = aTask().dueOn("2026-12-01").build();
        assertThat(history().changed("standard")).isFalse();
        assertThat(history().planner().label(task, "overdue").in(Locale.CHINESE))
                .hasValue("催办");
    }

    @Test
    void leavesAClosedTaskUnderTheRulesOfItsClosure() {
        nearDue("2026-11-01T00:00:00Z", "3wd");
        nearDue("2026-11-25T00:00:00Z", "2wd");
        nearDue("2026-11-27T00:00:00Z", "1wd");

        var planner = history().planner();
        var open = planner.plan(aTask().dueOn("2026-12-01").build(), PlanTests.UNITS);
        var closed = planner.plan(
                aTask().dueOn("2026-12-01").struckOff("2026-11-26T00:00:00Z").build(), PlanTests.UNITS);

        assertThat(open.nearDue()).isEqualTo("2026-11-29T16:00:00Z");
        assertThat(closed.nearDue()).isEqualTo("2026-11-26T16:00:00Z");
    }

    @Test
    void tellsTheAssignmentByTheRulesOfThatTimeThoughTheDeadlineIsSetAnew() {
        rules("2026-11-01T00:00:00Z", "09:30", "{ name: assigned, on: assignment, tell: [lead] }");
        rules("2026-11-25T00:00:00Z", "09:30", "{ name: handed-over, on: assignment, tell: [lead] }");

        assertThat(told(aTask().dueOn("2026-12-10").deadlineSet("2026-11-27T02:00:00Z")))
                .containsExactly("2026-11-23T02:00:00Z assigned");
    }

    @Test
    void noLongerRepeatsWhatOneOfTwoChangesTookAway() {
        rules("2026-11-01T00:00:00Z", "09:30", OVERDUE);
        rules("2026-12-03T00:00:00Z", "09:30", REMINDER.formatted("1wd"));
        rules("2026-12-12T00:00:00Z", "09:30", REMINDER.formatted("2wd"));

        assertThat(told(aTask().dueOn("2026-12-01"))).containsExactly("2026-12-02T01:30:00Z overdue");
    }

    @Test
    void tellsTheLastOccurrenceBeforeAChangeAfterAnOutage() {
        rules("2026-11-01T00:00:00Z", "09:30", OVERDUE);
        rules("2026-12-12T00:00:00Z", "09:30", REMINDER.formatted("1wd"));

        var plan = history().planner().plan(aTask().dueOn("2026-12-01").build(), PlanTests.UNITS);

        assertThat(plan.due(Instant.EPOCH, Instant.parse("2026-12-31T00:00:00Z")))
                .extracting(step -> step.at() + " " + step.step())
                .containsExactly("2026-12-09T01:30:00Z overdue");
    }

    @ParameterizedTest(name = "after {0}: told {2} later")
    @CsvSource(textBlock = """
            # told an hour after the deadline and then daily; the change comes between
            PT13H,    2026-12-01T23:00:00Z, half a day
            PT12H59M, 2026-12-02T22:59:00Z, a minute less than that would be too soon
            """)
    void letsHalfTheDistanceLieBetweenTheOldRhythmAndTheNew(String first, String next) {
        var overdue = "{ name: overdue, after-deadline: %s, every: PT24H, tell: [lead] }";
        rules("2026-11-01T00:00:00Z", "09:30", overdue.formatted("PT1H"));
        rules("2026-12-01T12:00:00Z", "09:30", overdue.formatted(first));

        assertThat(told(aTask().dueOn("2026-12-01"))).startsWith("2026-12-01T11:00:00Z overdue", next + " overdue");
    }

    @Test
    void tellsThoseWhoseMorningHadNotComeWhenTheRulesChanged() {
        var reminder = "{ name: reminder, before-deadline: 1wd, tell: [assisting] }";
        rules("2026-11-01T00:00:00Z", "09:30", reminder);
        rules("2026-11-30T03:00:00Z", "14:00", reminder);
        var task = aTask().withHelpOf("gyangze-roads", "berlin").dueOn("2026-12-01");

        assertThat(history().planner().plan(task.build(), PlanTests.UNITS).upcoming(Instant.EPOCH, 9))
                .extracting(step -> step.at() + " " + step.units())
                .containsExactly("2026-11-30T01:30:00Z [gyangze-roads]", "2026-11-30T13:00:00Z [berlin]");
    }

    @Test
    void saysOnceThatNobodyIsThereToBeTold() {
        var steps = new String[] {
            "{ name: early, before-deadline: 3wd, tell: [higher-office] }",
            "{ name: late, before-deadline: 1wd, tell: [higher-office] }"
        };
        rules("2026-11-01T00:00:00Z", "09:30", steps);
        rules("2026-11-26T02:00:00Z", "14:00", steps);

        assertThat(told(aTask().of("city-health").dueOn("2026-12-01")))
                .containsExactly("2026-11-26T01:30:00Z early", "2026-11-30T06:00:00Z late");
    }

    @Test
    void saysOfEachVersionWhatItLeftOutWhileItWasInForce() {
        var silent = "{ name: %s, after-assignment: %s, while: in-progress, tell: [lead] }";
        rules("2026-11-01T00:00:00Z", "09:30", silent.formatted("silent", "2wd"), silent.formatted("gone", "6wd"));
        rules("2026-11-26T00:00:00Z", "09:30", REMINDER.formatted("5wd"), silent.formatted("silent", "5wd"));
        var task = aTask().dueOn("2026-12-01").build();

        var omissions = history()
                .planner()
                .omissions(task, PlanTests.UNITS, task.times().assigned(), Instant.parse("2026-12-02T00:00:00Z"));

        assertThat(omissions)
                .extracting(
                        omission -> omission.step().at() + " " + omission.step().step() + " " + omission.why())
                .containsExactly(
                        "2026-11-24T01:30:00Z reminder BEFORE_THE_RULES",
                        "2026-11-25T01:30:00Z silent NOT_IN_PROGRESS",
                        "2026-11-30T01:30:00Z silent NOT_IN_PROGRESS");
    }

    @Test
    void canBeAskedWhatAProposedVersionWouldChange() {
        rules("2026-11-01T00:00:00Z", "09:30", OVERDUE);
        rules("2026-11-02T00:00:00Z", "14:00", OVERDUE);
        var at = Instant.parse("2026-11-03T00:00:00Z");

        var proposed = RuleHistory.of(versions.subList(0, 1)).with(versions.get(1), at);

        assertThat(proposed.versions()).extracting(Rulebook::version).containsExactly(1L, 2L);
        assertThat(proposed.current().appliedAt()).isEqualTo(at);
        assertThat(proposed.version(1)).contains(versions.get(0));
        assertThat(proposed.version(2).orElseThrow().texts())
                .isEqualTo(versions.get(1).texts());
        assertThat(proposed.version(3)).isEmpty();
    }

    @Test
    void asksForNewPlansWhenRulesOrUnitsHaveGrown() {
        rules("2026-11-01T00:00:00Z", "09:30", OVERDUE);
        var before = history().planner().basis(new UnitTree(List.of(), Set.of(), 7));

        assertThat(history().planner().basis(new UnitTree(List.of(), Set.of(), 8)))
                .isGreaterThan(before);
        rules("2026-11-02T00:00:00Z", "14:00", OVERDUE);
        assertThat(history().planner().basis(new UnitTree(List.of(), Set.of(), 7)))
                .isGreaterThan(before);
    }

    private void nearDue(String from, String amount) {
        add(
                from,
                "policies: { standard: { near-due: %s, steps: [ %s ] } }".formatted(amount, REMINDER.formatted("1wd")));
    }

    private void rules(String from, String tellAt, String... steps) {
        add(
                from,
                "policies: { standard: { tell-at: '%s', steps: [ %s ] } }".formatted(tellAt, String.join(", ", steps)));
    }

    private void add(String from, String policies) {
        var read = PolicyFile.read(InputFile.ofText("p", policies), calendars.names(), List.of());
        versions.add(new Rulebook(
                versions.size() + 1L, Instant.parse(from), new RuleTexts(policies, new TreeMap<>()), read, calendars));
    }

    private static Calendars withNewYear(String holidays) {
        return Calendars.read(List.of(
                InputFile.of("classpath:calendars/cn-2026.yaml"),
                InputFile.ofText("cn-2027.yaml", "calendar: cn\nyear: 2027\nholidays: [ " + holidays + " ]")));
    }

    private RuleHistory history() {
        return RuleHistory.of(versions);
    }

    /** The steps up to the third week after the deadline, of those that repeat no more than fit there. */
    private List<String> told(TaskBuilder builder) {
        var task = builder.build();
        var end = task.deadline()
                .date()
                .plusDays(16)
                .atStartOfDay(PlanTests.SHANGHAI)
                .toInstant();
        return history().planner().plan(task, PlanTests.UNITS).upcoming(Instant.EPOCH, 99).stream()
                .filter(step -> step.at().isBefore(end))
                .filter(step -> !step.step().equals("undecided"))
                .map(step -> step.at() + " " + step.step())
                .toList();
    }
}
