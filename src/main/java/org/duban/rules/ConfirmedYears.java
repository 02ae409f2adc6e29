package org.duban.rules;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.duban.calendar.Calendars;

/**
 * For how long calendars know their days. A year that is not announced yet counts weekends only.
 *
 * @param calendars all calendars
 * @param used the names of those by which anybody counts
 * @param today from when on it matters
 */
record ConfirmedYears(Calendars calendars, Set<String> used, LocalDate today) {

    /** How long before a year its days should be known. */
    static final int AHEAD_DAYS = 60;

    /** A year whose days a calendar does not know although it is here or near. */
    record Missing(String calendar, int year) {
        @Override
        public String toString() {
            return calendar + " " + year;
        }
    }

    List<Missing> missing() {
        var missing = new ArrayList<Missing>();
        var last = today.plusDays(AHEAD_DAYS).getYear();
        for (var name : used) {
            for (var year = today.getYear(); year <= last; year++) {
                if (!confirmed(name, year)) {
                    missing.add(new Missing(name, year));
                }
            }
        }
        return missing;
    }

    /** The days from today to the end of the last year in a row that a calendar knows; 0 if it does not know this one. */
    long days(String name) {
        var year = today.getYear();
        while (confirmed(name, year)) {
            year++;
        }
        return year == today.getYear() ? 0 : ChronoUnit.DAYS.between(today, LocalDate.of(year, 1, 1)) - 1;
    }

    private boolean confirmed(String name, int year) {
        return calendars.find(name).filter(calendar -> calendar.confirmed(year)).isPresent();
    }
}
