package org.duban.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.duban.calendar.NamedDay;
import org.duban.directory.Unit;
import org.duban.files.InputFile;
import org.duban.policy.Audience;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.policy.PolicyFile;
import org.duban.rulebook.Planner;
import org.duban.words.ReasonWords;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayWordsTests {

    private static final NamedDay NATIONAL_DAY = new NamedDay(NamedDay.Kind.HOLIDAY, "国庆节", "National Day");

    @Test
    void namesTheHolidayThatMovedAStep() {
        var step = moved("2026-10-03", new MoveReasons.DayOff(day("2026-10-03"), "cn", NATIONAL_DAY));

        assertThat(english(step)).isEqualTo("from Sat 2026-10-03: National Day");
        assertThat(chinese(step)).isEqualTo("原定2026-10-03（周六），适逢国庆节放假");
    }

    @Test
    void namesTheWeekend() {
        var step = moved("2026-10-17", new MoveReasons.DayOff(day("2026-10-17"), "cn", null));

        assertThat(english(step)).isEqualTo("from Sat 2026-10-17: weekend");
        assertThat(chinese(step)).isEqualTo("原定2026-10-17（周六），适逢周末");
    }

    @Test
    void namesTheCalendarOfADayOffThatNobodyExpects() {
        var step = moved("2026-10-16", new MoveReasons.DayOff(day("2026-10-16"), "county", null));

        assertThat(english(step)).isEqualTo("from Fri 2026-10-16: day off in the calendar county");
        assertThat(chinese(step)).isEqualTo("原定2026-10-16（周五），日历county定为休息日");
    }

    @Test
    void namesTheStepThatTookTheDay() {
        var step = moved("2026-12-03", new MoveReasons.Crowded("three-days", day("2026-12-03")));

        assertThat(english(step)).isEqualTo("from Thu 2026-12-03: taken by three-days");
        assertThat(chinese(step)).isEqualTo("原定2026-12-03（周四），须与three-days相隔至少一个工作日");
    }

    @Test
    void namesBothReasons() {
        var step = moved(
                "2026-10-04",
                new MoveReasons.DayOff(day("2026-10-04"), "cn", NATIONAL_DAY),
                new MoveReasons.Crowded("one-day", day("2026-09-30")));

        assertThat(english(step)).isEqualTo("from Sun 2026-10-04: National Day; then taken by one-day");
        assertThat(chinese(step)).isEqualTo("原定2026-10-04（周日），适逢国庆节放假；须与one-day相隔至少一个工作日");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            before-deadline: 3wd | 2026-10-12 | Sat 2026-10-10 worked (make-up workday)                                                           | 2026-10-10（周六）补班
            before-deadline: 1wd | 2026-10-11 | Sat 2026-10-10 worked (make-up workday)                                                           | 2026-10-10（周六）补班
            before-deadline: 2wd | 2026-10-09 | Thu 2026-10-01 to Wed 2026-10-07 off (National Day)                                               | 2026-10-01（周四）至2026-10-07（周三）国庆节放假
            before-deadline: 1wd | 2026-10-05 | Thu 2026-10-01 to Wed 2026-10-07 off (National Day)                                               | 2026-10-01（周四）至2026-10-07（周三）国庆节放假
            after-deadline: 2wd  | 2026-10-08 | Sat 2026-10-10 worked (make-up workday)                                                           | 2026-10-10（周六）补班
            after-deadline: 3wd  | 2026-09-29 | Thu 2026-10-01 to Wed 2026-10-07 off (National Day)                                               | 2026-10-01（周四）至2026-10-07（周三）国庆节放假
            before-deadline: P2D | 2026-10-12 | Sat 2026-10-10 worked (make-up workday)                                                           | 2026-10-10（周六）补班
            before-deadline: 3wd | 2026-12-11 |                                                                                                   |
            before-deadline: PT1H | 2026-10-05 |                                                                                                  |
            """)
    void namesTheDaysThatACountMet(String amount, String deadline, @Nullable String english, @Nullable String chinese) {
        var planner = planner(amount);
        var task = aTask().under("p")
                .assigned("2026-01-05T02:00:00Z")
                .dueOn(deadline)
                .build();

        var step = planner.plan(task, PlanTests.UNITS)
                .next(Instant.EPOCH)
                .map(at -> planner.plan(task, PlanTests.UNITS)
                        .upcoming(at.minusSeconds(1), 1)
                        .get(0));

        var count = planner.toldDay(task, step.orElseThrow(), PlanTests.UNITS).count();
        assertThat(count.flatMap(words(Locale.ENGLISH)::met).orElse(null)).isEqualTo(english);
        assertThat(count.flatMap(words(Locale.CHINESE)::met).orElse(null)).isEqualTo(chinese);
    }

    @Test
    void namesNoMoreThanTheFirstSixOfManyDays() {
        var cn = PlanTests.CALENDARS.calendar("cn");
        var year = new ToldDay.Count(cn, day("2026-01-01"), day("2026-12-31"));

        assertThat(words(Locale.ENGLISH).met(year).orElseThrow().split(", "))
                .hasSize(6)
                .contains("Thu 2026-01-01 to Sat 2026-01-03 off (New Year's Day)");
        assertThat(words(Locale.CHINESE).met(year).orElseThrow().split("，"))
                .hasSize(6)
                .contains("2026-01-01（周四）至2026-01-03（周六）元旦放假");
    }

    private static Planner planner(String amount) {
        var yaml = "policies: { p: { steps: [ { name: s, " + amount + ", tell: [lead] } ] } }";
        var units = PlanTests.UNITS.units().stream().map(Unit::code).toList();
        var policies = PolicyFile.read(InputFile.ofText("p.yaml", yaml), Set.of("cn"), units);
        return new Planner(policies, PlanTests.CALENDARS);
    }

    private static PlannedStep moved(String from, MoveReasons... why) {
        return new PlannedStep(
                "step",
                Instant.EPOCH,
                new Audience.Lead(),
                List.of("lead"),
                NoticeKind.REMINDER,
                NoticeLevel.BLUE,
                0,
                day(from),
                List.of(why),
                null);
    }

    private static String english(PlannedStep step) {
        return words(Locale.ENGLISH).moved(step).orElseThrow();
    }

    private static String chinese(PlannedStep step) {
        return words(Locale.SIMPLIFIED_CHINESE).moved(step).orElseThrow();
    }

    private static DayWords words(Locale reader) {
        return new DayWords(ReasonWords.of(reader));
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
