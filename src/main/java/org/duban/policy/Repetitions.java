package org.duban.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import org.duban.calendar.WorkCalendar;

/** The ways in which a step repeats. */
final class Repetitions {

    /** No holiday with its weekends shuts offices for longer. */
    private static final int LONGEST_CLOSURE_DAYS = 20;

    private Repetitions() {}

    /** Every so many working days from a first day. */
    record EveryWorkingDays(int days, LocalDate first, LocalTime tellAt, ZoneId zone, WorkCalendar calendar)
            implements Track.Repetition {
        @Override
        public Instant occurrence(long number) {
            var day = number == 0 ? first : calendar.plusWorkingDays(first, Math.toIntExact(number * days));
            return day.atTime(tellAt).atZone(zone).toInstant();
        }

        @Override
        public long numberNear(Instant instant) {
            var worked = calendar.workingDaysBetween(first, instant.atZone(zone).toLocalDate());
            return Math.max(0, worked / days - 1L);
        }
    }

    /** Every so many calendar days from a first day, each moved later when it is a day off. */
    record EveryCalendarDays(int days, LocalDate first, LocalTime tellAt, ZoneId zone, WorkCalendar calendar)
            implements Track.Repetition {
        @Override
        public Instant occurrence(long number) {
            var day = calendar.firstWorkingDayFrom(first.plusDays(number * days));
            return day.atTime(tellAt).atZone(zone).toInstant();
        }

        @Override
        public long numberNear(Instant instant) {
            var passed = ChronoUnit.DAYS.between(first, instant.atZone(zone).toLocalDate());
            return Math.max(0, (passed - LONGEST_CLOSURE_DAYS) / days);
        }
    }

    /** Every so much exact time from a first instant; {@code opening} may move each into office hours. */
    record EveryDuration(Duration every, Instant first, UnaryOperator<Instant> opening) implements Track.Repetition {
        @Override
        public Instant occurrence(long number) {
            return opening.apply(first.plus(every.multipliedBy(number)));
        }

        @Override
        public long numberNear(Instant instant) {
            var passed = Duration.between(first, instant);
            return passed.isNegative() ? 0 : passed.dividedBy(every);
        }
    }
}
