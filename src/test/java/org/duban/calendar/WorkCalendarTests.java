package org.duban.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.duban.calendar.NamedDay.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkCalendarTests {

    private static final WorkCalendar CN = ChineseCalendar.read();

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            day,        n, after,      before
            2026-02-13, 1, 2026-02-14, 2026-02-12
            2026-02-14, 1, 2026-02-24, 2026-02-13
            2026-02-18, 1, 2026-02-24, 2026-02-14
            2026-02-18, 3, 2026-02-26, 2026-02-12
            2026-02-18, 0, 2026-02-14, 2026-02-14
            2026-02-24, 0, 2026-02-24, 2026-02-24
            2026-09-30, 1, 2026-10-08, 2026-09-29
            2026-10-09, 1, 2026-10-10, 2026-10-08
            2026-10-09, 2, 2026-10-12, 2026-09-30
            2028-02-28, 1, 2028-02-29, 2028-02-25
            """)
    void countsWorkingDaysFromADay(LocalDate day, int n, LocalDate after, LocalDate before) {
        assertThat(CN.plusWorkingDays(day, n)).isEqualTo(after);
        assertThat(CN.minusWorkingDays(day, n)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            from,       to,         days
            2026-02-13, 2026-02-13, 0
            2026-02-13, 2026-02-14, 1
            2026-02-14, 2026-02-23, 0
            2026-02-14, 2026-02-24, 1
            2026-02-24, 2026-02-14, -1
            2026-02-23, 2026-02-14, 0
            2026-09-30, 2026-10-12, 4
            2026-10-12, 2026-09-30, -4
            2025-12-31, 2026-12-31, 248
            2024-12-31, 2025-12-31, 248
            """)
    void countsWorkingDaysBetween(LocalDate from, LocalDate to, int days) {
        assertThat(CN.workingDaysBetween(from, to)).isEqualTo(days);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithWalkingDayByDay(long seed) {
        var random = new Random(seed);
        var calendar = anyCalendar(random);
        for (int i = 0; i < 400; i++) {
            var day = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(4000));
            var n = random.nextInt(40);

            assertThat(calendar.lastWorkingDayUpTo(day)).isEqualTo(walk(calendar, day, -1, 0));
            assertThat(calendar.firstWorkingDayFrom(day)).isEqualTo(walk(calendar, day, 1, 0));
            assertThat(calendar.plusWorkingDays(day, n)).isEqualTo(walk(calendar, day, n == 0 ? -1 : 1, n));
            assertThat(calendar.minusWorkingDays(day, n)).isEqualTo(walk(calendar, day, -1, n));
            var other = day.plusDays(random.nextInt(120));
            var between = day.plusDays(1).datesUntil(other.plusDays(1)).filter(calendar::isWorkingDay);
            assertThat(calendar.workingDaysBetween(day, other)).isEqualTo((int) between.count());
            assertThat(calendar.workingDaysBetween(other, day)).isEqualTo(-calendar.workingDaysBetween(day, other));
        }
    }

    @Test
    void takesADayOutsideItsYearsForTheNearestInside() {
        var plain = WorkCalendar.weekendsOnly("plain");
        var first = LocalDate.of(1970, 1, 1);
        var last = LocalDate.of(2199, 12, 31);

        assertThat(plain.isWorkingDay(LocalDate.MAX)).isEqualTo(plain.isWorkingDay(last));
        assertThat(plain.firstWorkingDayFrom(LocalDate.MIN)).isEqualTo(first);
        assertThat(plain.minusWorkingDays(LocalDate.of(1970, 1, 5), 500)).isEqualTo(first);
        assertThat(plain.plusWorkingDays(LocalDate.of(2199, 12, 30), Integer.MAX_VALUE))
                .isEqualTo(last);
        assertThat(plain.lastWorkingDayUpTo(LocalDate.of(2500, 1, 1))).isEqualTo(last);
        assertThat(plain.workingDaysBetween(last, LocalDate.of(2300, 1, 1))).isZero();
    }

    @Test
    void refusesANegativeNumberOfDays() {
        var day = LocalDate.of(2026, 3, 2);

        assertThatIllegalArgumentException().isThrownBy(() -> CN.plusWorkingDays(day, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> CN.minusWorkingDays(day, -1));
    }

    @Test
    void refusesAWeekWithoutWorkingDay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        WorkCalendar.of("none", OfficeHours.USUAL, EnumSet.allOf(DayOfWeek.class), Map.of(), Set.of()));
    }

    @Test
    void knowsOnlyWeekendsWithoutData() {
        var calendar = WorkCalendar.weekendsOnly("plain");

        assertThat(calendar.isWorkingDay(LocalDate.of(2026, 10, 1))).isTrue();
        assertThat(calendar.isWorkingDay(LocalDate.of(2026, 10, 10))).isFalse();
        assertThat(calendar.confirmed(2026)).isFalse();
    }

    private static LocalDate walk(WorkCalendar calendar, LocalDate from, int direction, int n) {
        var day = from;
        if (n == 0) {
            while (!calendar.isWorkingDay(day)) {
                day = day.plusDays(direction);
            }
        }
        for (int found = 0; found < n; ) {
            day = day.plusDays(direction);
            found += calendar.isWorkingDay(day) ? 1 : 0;
        }
        return day;
    }

    private static WorkCalendar anyCalendar(Random random) {
        var named = new HashMap<LocalDate, NamedDay>();
        for (int i = 0; i < 600; i++) {
            var kind = random.nextBoolean() ? Kind.HOLIDAY : Kind.MAKE_UP_WORKDAY;
            named.put(LocalDate.of(2020, 1, 1).plusDays(random.nextInt(4200)), new NamedDay(kind, "某日", "some day"));
        }
        var weekend = EnumSet.noneOf(DayOfWeek.class);
        for (int i = 0; i < random.nextInt(4); i++) {
            weekend.add(DayOfWeek.of(1 + random.nextInt(7)));
        }
        return WorkCalendar.of("any", OfficeHours.USUAL, weekend, named, Set.of());
    }
}
