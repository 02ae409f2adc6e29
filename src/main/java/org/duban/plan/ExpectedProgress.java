package org.duban.plan;

import java.time.LocalDate;
import org.duban.calendar.WorkCalendar;

/**
 * The progress that a task should have made (序时进度): it grows evenly over the working days from the assignment to the
 * deadline.
 *
 * @param calendar the policy's calendar
 * @param assigned the day of the assignment where the lead unit sits
 * @param deadline the deadline's date
 */
record ExpectedProgress(WorkCalendar calendar, LocalDate assigned, LocalDate deadline) {

    /** Whole percents on a day, 0 to 100. Where no working day lies between, all is expected from the deadline's date on. */
    int on(LocalDate day) {
        var all = calendar.workingDaysBetween(assigned, deadline);
        if (all <= 0) {
            return day.isBefore(deadline) ? 0 : 100;
        }
        var passed = calendar.workingDaysBetween(assigned, day);
        return Math.max(0, Math.min(100, 100 * passed / all));
    }

    /** The first day on which so many percents are expected, 1 to 100. */
    LocalDate firstDayOf(int percent) {
        var all = calendar.workingDaysBetween(assigned, deadline);
        return all <= 0 ? deadline : calendar.plusWorkingDays(assigned, (percent * all + 99) / 100);
    }
}
