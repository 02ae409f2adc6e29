package org.duban.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.PlanFixture.first;
import static org.duban.plan.PlanFixture.plan;
import static org.duban.plan.PlanFixture.policy;
import static org.duban.plan.PlanFixture.policyWith;
import static org.duban.plan.PlanFixture.told;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.Instant;
import java.util.List;
import org.duban.calendar.NamedDay;
import org.duban.calendar.WorkCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What depends on where the reader sits: zone, daylight saving time, and the unit's own calendar. */
class PlaceTests {

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(textBlock = """
            # unit,    tell-at, deadline,   told (UTC),           what a clerk would say
            gyangze-education, 09:30, 2026-12-02, 2026-12-01T01:30:00Z, Beijing time
            urumqi,    09:30, 2026-12-02, 2026-12-01T03:30:00Z, two hours behind Beijing
            new-york,  09:30, 2026-12-02, 2026-12-01T14:30:00Z, winter time
            new-york,  09:30, 2026-03-10, 2026-03-09T13:30:00Z, the Monday after the clocks went forward
            new-york,  09:30, 2026-03-09, 2026-03-06T14:30:00Z, the Friday before they did
            london,    09:30, 2026-03-31, 2026-03-30T08:30:00Z, summer time since Sunday
            london,    09:30, 2026-10-27, 2026-10-26T09:30:00Z, winter time since Sunday
            """)
    void tellsEachUnitAtTheHourOfItsClock(String unit, String tellAt, String deadline, Instant told) {
        var policy = policyWith("tell-at: \"" + tellAt + "\"", "before-deadline: 1wd, tell: [lead]");

        var plan =
                plan(policy, aTask().of(unit).assigned("2026-01-05T01:00:00Z").dueOn(deadline));

        assertThat(plan.next(Instant.EPOCH)).contains(told);
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(textBlock = """
            # zone,           local,            instant,              what the clocks do
            America/New_York, 2026-03-08T01:59, 2026-03-08T06:59:00Z, the last minute before they leap
            America/New_York, 2026-03-08T02:30, 2026-03-08T07:00:00Z, leapt over: the first instant after
            America/New_York, 2026-03-08T03:00, 2026-03-08T07:00:00Z, that instant itself
            America/New_York, 2026-11-01T01:30, 2026-11-01T05:30:00Z, comes twice: the first time
            Europe/London,    2026-03-29T01:15, 2026-03-29T01:00:00Z, leapt over
            Europe/London,    2026-10-25T01:15, 2026-10-25T00:15:00Z, comes twice
            Asia/Urumqi,      2026-03-29T01:15, 2026-03-28T19:15:00Z, never leaps
            """)
    void takesLocalTimesThatDoNotExistOrComeTwice(String zone, String local, Instant instant) {
        var time = java.time.LocalDateTime.parse(local);

        assertThat(Place.at(java.time.ZoneId.of(zone), time.toLocalDate(), time.toLocalTime()))
                .isEqualTo(instant);
    }

    @Test
    void endsADateOnlyDeadlineWithTheOfficeDayOfTheLeadUnit() {
        var policy = policy("after-deadline: PT1H, tell: [lead, assisting]");

        var plan = plan(
                policy,
                aTask().of("london")
                        .withHelpOf("urumqi")
                        .assigned("2026-03-02T01:00:00Z")
                        .dueOn("2026-03-30"));

        assertThat(plan.deadlineEnd()).isEqualTo("2026-03-30T17:00:00Z");
        assertThat(plan.upcoming(Instant.EPOCH, 9))
                .extracting(PlannedStep::at)
                .containsOnly(Instant.parse("2026-03-30T18:00:00Z"));
    }

    @ParameterizedTest(name = "{0} {1}, due {2}: {3}")
    @CsvSource(textBlock = """
            # side,          amount, deadline,   told,             what a clerk of the county would say
            before-deadline, 1wd,   2026-08-13, 2026-08-07T09:30, the 12th works by the policy but not here: earlier
            before-deadline, 3wd,   2026-08-17, 2026-08-07T09:30, the 12th again: counted by the policy
            before-deadline, 2wd,   2026-08-17, 2026-08-13T09:30, works here and there
            before-deadline, P2D,   2026-08-17, 2026-08-15T09:30, the county works on Saturday the 15th
            before-deadline, 0wd,   2026-08-11, 2026-08-07T09:30, due in the festival
            after-deadline,  1wd,   2026-08-10, 2026-08-13T09:30, the 11th works by the policy but not here: later
            after-deadline,  0wd,   2026-08-11, 2026-08-07T09:30, the day itself or earlier
            after-deadline,  3wd,   2026-08-07, 2026-08-13T09:30, the 12th moves later
            after-deadline,  P4D,   2026-08-08, 2026-08-13T09:30, so does this
            after-deadline,  P1D,   2026-08-14, 2026-08-15T09:30, Saturday but worked here
            after-deadline,  1wd,   2026-08-14, 2026-08-17T09:30, counted by the policy: Monday
            """)
    void tellsAUnitOnDaysOnWhichItWorks(String side, String amount, String deadline, String told) {
        var policy = policy("%s: %s, tell: [lead]".formatted(side, amount));

        assertThat(first(
                        policy,
                        aTask().of("gyangze-culture")
                                .assigned("2026-07-01T01:00:00Z")
                                .dueOn(deadline)))
                .isEqualTo(told);
    }

    @Test
    void keepsRungsAWorkingDayOfTheUnitApart() {
        var policy = policy(
                "name: three, before-deadline: 3wd, tell: [assisting]",
                "name: two, before-deadline: 2wd, tell: [assisting]",
                "name: one, before-deadline: 1wd, tell: [assisting]",
                "name: late, after-deadline: 1wd, tell: [assisting]",
                "name: later, after-deadline: 2wd, tell: [assisting]");
        var task = aTask().assigned("2026-07-01T01:00:00Z").withHelpOf("gyangze-roads", "gyangze-culture");

        assertThat(told(policy, task.dueOn("2026-08-13"), 20))
                .filteredOn(line -> line.endsWith("culture"))
                .containsExactly(
                        "2026-08-05T09:30 three gyangze-culture",
                        "2026-08-06T09:30 two gyangze-culture",
                        "2026-08-07T09:30 one gyangze-culture",
                        "2026-08-14T09:30 late gyangze-culture",
                        "2026-08-17T09:30 later gyangze-culture");
        assertThat(told(policy, task.dueOn("2026-08-10"), 20))
                .filteredOn(line -> line.contains("late"))
                .containsExactly(
                        "2026-08-11T09:30 late gyangze-roads",
                        "2026-08-12T09:30 later gyangze-roads",
                        "2026-08-13T09:30 late gyangze-culture",
                        "2026-08-14T09:30 later gyangze-culture");
    }

    @Test
    void saysThatItWasTheUnitsOwnDayOff() {
        var policy = policy("before-deadline: 1wd, tell: [lead]");

        var step = plan(
                        policy,
                        aTask().of("gyangze-culture").dueOn("2026-08-13").assigned("2026-07-01T01:00:00Z"))
                .upcoming(Instant.EPOCH, 1)
                .get(0);

        assertThat(step.movedFrom()).isEqualTo("2026-08-12");
        assertThat(step.moved())
                .containsExactly(new MoveReasons.DayOff(
                        java.time.LocalDate.of(2026, 8, 12),
                        "gyangze",
                        new NamedDay(NamedDay.Kind.HOLIDAY, "望果节", "Ongkor Festival")));
    }

    @Test
    void letsAUnitWhoseCalendarIsGoneWorkByThatOfThePolicy() {
        var policy = policy("before-deadline: 1wd, tell: [lead]");

        assertThat(first(policy, aTask().of("lost").dueOn("2026-08-13").assigned("2026-07-01T01:00:00Z")))
                .isEqualTo("2026-08-12T09:30");
    }

    @ParameterizedTest(name = "{0} assigned {1} is told {2}")
    @CsvSource(textBlock = """
            # unit,            assigned (UTC),       told (UTC),           its office
            gyangze-education, 2026-08-11T00:30:00Z, 2026-08-11T01:00:00Z, opens at 09:00
            gyangze-culture,   2026-08-07T00:30:00Z, 2026-08-07T02:00:00Z, opens at 10:00
            gyangze-culture,   2026-08-07T10:15:00Z, 2026-08-07T10:15:00Z, is open until 18:30
            gyangze-culture,   2026-08-07T10:30:00Z, 2026-08-13T02:00:00Z, is shut for the festival
            new-york,          2026-08-07T10:30:00Z, 2026-08-07T13:00:00Z, opens with the day there
            london,            2026-10-01T10:30:00Z, 2026-10-08T08:00:00Z, keeps the holidays of the policy
            """)
    void waitsForTheOfficeOfTheUnitToOpen(String unit, String assigned, Instant told) {
        var policy = policy("on: assignment, tell: [lead], office-hours: true");

        assertThat(plan(policy, aTask().of(unit).assigned(assigned)).next(Instant.EPOCH))
                .contains(told);
    }

    @Test
    void knowsTheLastInstantAtWhichAnOfficeWasOpen() {
        var place = new Place(java.time.ZoneId.of("Asia/Shanghai"), WorkCalendar.weekendsOnly("w"));

        for (var each : List.of(
                "2026-11-27T06:00:00Z 2026-11-27T06:00:00Z",
                "2026-11-27T10:00:00Z 2026-11-27T09:59:59.999999999Z",
                "2026-11-29T03:00:00Z 2026-11-27T09:59:59.999999999Z",
                "2026-11-30T00:59:00Z 2026-11-27T09:59:59.999999999Z",
                "2026-11-30T01:00:00Z 2026-11-30T01:00:00Z")) {
            var instants = each.split(" ");
            assertThat(place.openUpTo(Instant.parse(instants[0]))).as(each).isEqualTo(instants[1]);
        }
    }
}
