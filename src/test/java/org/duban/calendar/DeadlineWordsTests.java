package org.duban.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asked on Monday, 23 November 2026; Monday the 30th is a holiday here, and Saturday the 5th a make-up workday. */
class DeadlineWordsTests {

    private static final WorkCalendar CALENDAR = WorkCalendar.of(
            "test",
            OfficeHours.USUAL,
            Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
            Map.of(
                    LocalDate.parse("2026-11-30"),
                    new NamedDay(NamedDay.Kind.HOLIDAY, "h", "h"),
                    LocalDate.parse("2026-12-05"),
                    new NamedDay(NamedDay.Kind.MAKE_UP_WORKDAY, "m", "m")),
            Set.of(2026));

    private final DeadlineWords words = new DeadlineWords(LocalDate.parse("2026-11-23"), CALENDAR);

    @ParameterizedTest
    @CsvSource({
        "1个工作日, 2026-11-24",
        "5个工作日, 2026-12-01",
        "10个工作日, 2026-12-07",
        "１０ 个 工作日, 2026-12-07",
        "10工作日内, 2026-12-07",
        "十个工作日, 2026-12-07",
        "二十五个工作日以内, 2026-12-28",
        "10 working days, 2026-12-07",
        "within 1 working day, 2026-11-24",
        "10天, 2026-12-03",
        "十五天内, 2026-12-08",
        "10 days, 2026-12-03",
        "两周, 2026-12-07",
        "2 weeks, 2026-12-07",
        "3个月, 2027-02-23",
        "1 month, 2026-12-23",
        "月底, 2026-11-30",
        "本月末, 2026-11-30",
        "End of Month, 2026-11-30",
        "下月底, 2026-12-31",
        "12月底, 2026-12-31",
        "2月底, 2027-02-28",
        "季度末, 2026-12-31",
        "本季末, 2026-12-31",
        "下季度末, 2027-03-31",
        "end of quarter, 2026-12-31",
        "the end of next quarter, 2027-03-31",
        "年底, 2026-12-31",
        "明年底, 2027-12-31",
        "end of year, 2026-12-31",
        "明天, 2026-11-24",
        "tomorrow, 2026-11-24",
        "12月15日, 2026-12-15",
        "11月23日, 2026-11-23",
        "3月5号, 2027-03-05",
    })
    void countsFromToday(String text, LocalDate day) {
        assertThat(words.read(text)).contains(new DeadlineWords.Meant(day, null, true));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-31, 2026-12-31,",
        "2026/12/31, 2026-12-31,",
        "2026.1.5, 2026-01-05,",
        "2026年12月31日, 2026-12-31,",
        "2026-12-31 18:00, 2026-12-31, 18:00",
        "2026-12-31T09:30, 2026-12-31, 09:30",
        "2026年12月31日 18点, 2026-12-31, 18:00",
        "2026年12月31日 17：30, 2026-12-31, 17:30",
    })
    void readsDates(String text, LocalDate day, LocalTime time) {
        assertThat(words.read(text)).contains(new DeadlineWords.Meant(day, time, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "尽快",
                "10",
                "10日",
                "0个工作日",
                "9999个工作日",
                "十十个工作日",
                "一二个工作日",
                "2026-02-30",
                "2026-13-01",
                "13月底",
                "2月30日",
                "2026-12-31 25:00",
                "soon",
                "end of",
                "2026-12-31 18:00 Beijing",
            })
    void doesNotGuess(String text) {
        assertThat(words.read(text)).isEmpty();
    }
}
