package org.duban.plan.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.duban.calendar.WorkCalendar;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calendars that are read by the service and by the oracle's own few lines have the same working days. */
class CalendarOracleTests {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void worksOnTheDaysOnWhichTheOracleWorks(long seed) {
        var texts = new CalendarCases(new Random(seed)).calendars();
        var read = Stage.calendars(texts);

        assertThat(read.names()).hasSize(texts.size() + 1);
        NaiveCalendars.read(texts).forEach((name, naive) -> agree(read.calendar(name), naive));
    }

    private static void agree(WorkCalendar read, NaiveCalendar naive) {
        assertThat(List.of(read.officeHours().opens(), read.officeHours().closes()))
                .isEqualTo(List.of(naive.opens(), naive.closes()));
        LocalDate.of(2011, 1, 1)
                .datesUntil(LocalDate.of(2028, 1, 1))
                .forEach(day -> assertThat(read.isWorkingDay(day))
                        .as("%s on %s", read.name(), day)
                        .isEqualTo(naive.works(day)));
    }
}
