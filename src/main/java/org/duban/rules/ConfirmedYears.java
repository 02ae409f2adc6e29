package org.duban.rules;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.duban.calendar.WorkCalendar;
import org.duban.policy.Policy;
import org.duban.policy.Rulebook;

/** For how long the calendars in use know their days. A year that is not announced yet counts weekends only. */
record ConfirmedYears(Rulebook rulebook, LocalDate today) {

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
        for (var name : names()) {
            var last = today.plusDays(AHEAD_DAYS).getYear();
            for (var year = today.getYear(); year <= last; year++) {
                if (!calendar(name).confirmed(year)) {
                    missing.add(new Missing(name, year));
                }
            }
        }
        return missing;
    }

    /** The names of the calendars by which policies count. */
    Set<String> names() {
        var names = new TreeSet<String>();
        rulebook.policies().all().stream().map(Policy::calendar).forEach(names::add);
        return names;
    }

    /** The days from today to the end of the last year in a row that a calendar knows; 0 if it does not know this one. */
    long days(String name) {
        var year = today.getYear();
        while (calendar(name).confirmed(year)) {
            year++;
        }
        return year == today.getYear() ? 0 : ChronoUnit.DAYS.between(today, LocalDate.of(year, 1, 1)) - 1;
    }

    private WorkCalendar calendar(String name) {
        return rulebook.calendars().calendar(name);
    }
}
