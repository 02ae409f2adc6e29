package org.duban.plan.oracle;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.Set;
import org.duban.calendar.NamedDay;

/** A calendar that is asked day by day: the named days, the weekend, and the hours of the office. */
record NaiveCalendar(
        String name, Set<DayOfWeek> weekend, Map<LocalDate, NamedDay.Kind> named, LocalTime opens, LocalTime closes) {

    boolean works(LocalDate day) {
        var kind = named.get(day);
        if (kind != null) {
            return kind == NamedDay.Kind.MAKE_UP_WORKDAY;
        }
        return !weekend.contains(day.getDayOfWeek());
    }

    /** The day, or the last working day before it. */
    LocalDate orEarlier(LocalDate day) {
        while (!works(day)) {
            day = day.minusDays(1);
        }
        return day;
    }

    /** The day, or the first working day after it. */
    LocalDate orLater(LocalDate day) {
        while (!works(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    /** The n-th working day after a day. */
    LocalDate after(LocalDate day, int n) {
        for (var found = 0; found < n; ) {
            day = day.plusDays(1);
            if (works(day)) {
                found++;
            }
        }
        return day;
    }

    /** The n-th working day before a day. */
    LocalDate before(LocalDate day, int n) {
        for (var found = 0; found < n; ) {
            day = day.minusDays(1);
            if (works(day)) {
                found++;
            }
        }
        return day;
    }

    /** How many working days lie after one day up to and with another, which may not be the earlier. */
    int count(LocalDate from, LocalDate to) {
        var count = 0;
        for (var day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
            if (works(day)) {
                count++;
            }
        }
        return count;
    }
}
