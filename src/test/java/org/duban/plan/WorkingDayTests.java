package org.duban.plan;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.PlanFixture.first;
import static org.duban.plan.PlanFixture.plan;
import static org.duban.plan.PlanFixture.policy;
import static org.duban.plan.PlanFixture.told;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The day on which a step is told, in the reality of Chinese holidays and make-up workdays. */
class WorkingDayTests {

    @ParameterizedTest(name = "{0}: {1} of {2} is told on {3}")
    @CsvSource(useHeadersInDisplayName = false, textBlock = """
            # side,         amount, deadline,   told,       what a clerk would say
            # National Day 2026: off 1 to 7 October, worked on Sunday 20 September and Saturday 10 October
            before-deadline, 1wd,  2026-10-08, 2026-09-30, the last day before the holiday
            before-deadline, 3wd,  2026-10-08, 2026-09-28, the 25th to 27th are the Mid-autumn Festival
            before-deadline, 7wd,  2026-10-08, 2026-09-21, over both holidays
            before-deadline, 1wd,  2026-10-12, 2026-10-10, the make-up Saturday works
            before-deadline, 3wd,  2026-10-12, 2026-10-08, Saturday the 10th counts as a day
            before-deadline, 0wd,  2026-10-04, 2026-09-30, due in the holiday: told before it
            before-deadline, 0wd,  2026-10-10, 2026-10-10, due on the make-up Saturday
            before-deadline, P1D,  2026-10-11, 2026-10-10, the day before is the make-up Saturday
            before-deadline, P7D,  2026-10-12, 2026-09-30, the 5th is in the holiday: earlier
            after-deadline,  1wd,  2026-09-30, 2026-10-08, the first day after the holiday
            after-deadline,  2wd,  2026-09-30, 2026-10-09, the second
            after-deadline,  3wd,  2026-09-30, 2026-10-10, the third is the make-up Saturday
            after-deadline,  4wd,  2026-09-30, 2026-10-12, and Sunday is off again
            after-deadline,  0wd,  2026-10-04, 2026-09-30, the contract: the day itself or earlier
            after-deadline,  P1D,  2026-09-30, 2026-10-08, the 1st is off: later
            after-deadline,  P1D,  2026-10-09, 2026-10-10, Saturday but worked
            after-deadline,  1wd,  2026-09-19, 2026-09-20, Sunday the 20th is a make-up workday
            # Spring Festival 2026: off 15 to 23 February, worked on Saturdays 14 and 28 February
            before-deadline, 1wd,  2026-02-24, 2026-02-14, the make-up Saturday before the festival
            before-deadline, 2wd,  2026-02-24, 2026-02-13, Friday
            before-deadline, P3D,  2026-02-24, 2026-02-14, the 21st is off: back to the make-up Saturday
            before-deadline, 0wd,  2026-02-17, 2026-02-14, New Year's Day of the lunar calendar
            before-deadline, 1wd,  2026-03-02, 2026-02-28, the make-up Saturday after the festival
            before-deadline, 0wd,  2026-03-01, 2026-02-28, Sunday: moved to the make-up Saturday
            after-deadline,  1wd,  2026-02-14, 2026-02-24, the whole festival lies between
            after-deadline,  5wd,  2026-02-14, 2026-02-28, the fifth is the make-up Saturday
            after-deadline,  P2D,  2026-02-14, 2026-02-24, the 16th is off: later
            after-deadline,  P2W,  2026-02-14, 2026-02-28, two weeks on: the make-up Saturday
            # New Year 2026: off 1 to 3 January, worked on Sunday 4 January
            before-deadline, 1wd,  2026-01-05, 2026-01-04, the make-up Sunday
            after-deadline,  1wd,  2025-12-31, 2026-01-04, the make-up Sunday
            # Labour Day 2026: off 1 to 5 May, worked on Saturday 9 May
            before-deadline, 3wd,  2026-05-11, 2026-05-07, Saturday the 9th and Friday count
            after-deadline,  3wd,  2026-04-30, 2026-05-08, not the 9th yet
            after-deadline,  4wd,  2026-04-30, 2026-05-09, the make-up Saturday
            # 2027 has not been announced: weekends only
            after-deadline,  1wd,  2026-12-31, 2027-01-01, nobody knows of the holiday yet
            before-deadline, 1wd,  2027-01-04, 2027-01-01, nor here
            """)
    void isFoundAroundHolidaysAndMakeUpWorkdays(String side, String amount, String deadline, String told) {
        var policy = policy("%s: %s, tell: [lead]".formatted(side, amount));

        assertThat(first(policy, aTask().assigned("2025-12-01T01:00:00Z").dueOn(deadline)))
                .isEqualTo(told + "T09:30");
    }

    @ParameterizedTest(name = "{0} after {1}")
    @CsvSource(textBlock = """
            # anchor,               amount, happened (UTC),       told,             what a clerk would say
            after-assignment,        1wd,  2026-09-30T03:00:00Z, 2026-10-08T09:30, assigned before the holiday
            after-assignment,        1wd,  2026-10-09T16:30:00Z, 2026-10-12T09:30, it was Saturday the 10th already
            after-assignment,        2wd,  2026-02-13T02:00:00Z, 2026-02-24T09:30, Saturday the 14th was the first
            after-progress,          3wd,  2026-09-29T02:00:00Z, 2026-10-09T09:30, silent over the holiday
            after-submission,        2wd,  2026-02-13T02:00:00Z, 2026-02-24T09:30, the office owes the review
            after-extension-request, 1wd,  2026-09-30T02:00:00Z, 2026-10-08T09:30, the office owes an answer
            """)
    void isCountedFromTheDayOfTheActWhereTheReaderSits(String anchor, String amount, String happened, String told) {
        var policy = policy("%s: %s, tell: [lead]".formatted(anchor, amount));
        var task = aTask().assigned("2026-01-05T01:00:00Z").dueOn("2026-12-31");

        switch (anchor) {
            case "after-assignment" -> task.assigned(happened);
            case "after-progress" -> task.progressed(happened);
            case "after-submission" -> task.submitted(happened);
            default -> task.asksForExtensionTo("2027-01-31", happened);
        }

        assertThat(told(policy, task, 9)).contains(told + " step gyangze-education");
    }

    @ParameterizedTest(name = "{0} and {1} of {2}")
    @CsvSource(textBlock = """
            # one,   other,  side,            deadline,   one told,         other told,       what a clerk would say
            7wd,     3wd,    before-deadline, 2026-10-12, 2026-09-24T09:30, 2026-10-08T09:30, far enough apart
            P7D,     5wd,    before-deadline, 2026-12-04, 2026-11-26T09:30, 2026-11-27T09:30, both want Friday: the first in the policy is the earlier
            5wd,     P7D,    before-deadline, 2026-12-04, 2026-11-26T09:30, 2026-11-27T09:30, the other way round
            P3D,     P2D,    before-deadline, 2026-10-08, 2026-09-29T09:30, 2026-09-30T09:30, the holiday pushes both: one day earlier
            P1D,     P3D,    before-deadline, 2026-10-08, 2026-09-30T09:30, 2026-09-29T09:30, the order of the file does not matter
            0wd,     1wd,    before-deadline, 2026-10-04, 2026-09-30T09:30, 2026-09-29T09:30, the first working day before a date in the holiday is the 30th too
            P1D,     P2D,    after-deadline,  2026-09-30, 2026-10-08T09:30, 2026-10-09T09:30, the holiday pushes both: one day later
            P3D,     1wd,    after-deadline,  2026-09-30, 2026-10-08T09:30, 2026-10-09T09:30, P3D wants the 3rd and 1wd the 8th
            P5D,     P7D,    after-deadline,  2026-12-07, 2026-12-14T09:30, 2026-12-15T09:30, Saturday moves to Monday which the other wants
            1wd,     1wd,    after-deadline,  2026-09-30, 2026-10-08T09:30, 2026-10-08T09:30, one amount is one rung
            P7D,     P1W,    after-deadline,  2026-12-07, 2026-12-14T09:30, 2026-12-14T09:30, a week is seven days
            """)
    void keepsTheOrderOfRungsAndAWorkingDayBetweenThem(
            String one, String other, String side, String deadline, String oneTold, String otherTold) {
        var policy = policy(
                "name: one, %s: %s, tell: [lead]".formatted(side, one),
                "name: other, %s: %s, tell: [lead]".formatted(side, other));

        assertThat(told(policy, aTask().assigned("2026-01-05T01:00:00Z").dueOn(deadline), 9))
                .containsExactlyInAnyOrder(oneTold + " one gyangze-education", otherTold + " other gyangze-education");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            1wd | 2026-10-12 |
            0wd | 2026-10-04 | 2026-10-04 off by cn: National Day
            P1D | 2026-10-12 | 2026-10-11 off by cn
            P2D | 2026-11-30 | 2026-11-28 off by cn
            """)
    void saysWhyAStepIsNotToldOnItsDay(String amount, String deadline, String why) {
        var policy = policy("before-deadline: %s, tell: [lead]".formatted(amount));

        assertThat(why(plan(policy, aTask().dueOn(deadline).assigned("2026-09-01T01:00:00Z"))))
                .isEqualTo(why == null ? "" : why);
    }

    @Test
    void saysWhichOtherRungWasInTheWay() {
        var policy = policy(
                "name: two, before-deadline: P2D, tell: [lead]", "name: one, before-deadline: P1D, tell: [office]");

        var plan = plan(policy, aTask().dueOn("2026-11-30"));

        assertThat(why(plan)).isEqualTo("2026-11-28 off by cn, then a day from one on 2026-11-27");
    }

    private static String why(Plan plan) {
        var first = plan.upcoming(Instant.EPOCH, 1).get(0);
        return first.moved().stream().map(WorkingDayTests::why).collect(joining(", then "));
    }

    private static String why(MoveReasons moved) {
        if (moved instanceof MoveReasons.DayOff off) {
            var holiday = off.holiday();
            return off.day() + " off by " + off.calendar()
                    + (holiday == null ? "" : ": " + holiday.name(Locale.ENGLISH));
        }
        var crowded = (MoveReasons.Crowded) moved;
        return "a day from " + crowded.step() + " on " + crowded.day();
    }
}
