package org.duban.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.duban.calendar.WorkCalendar;
import org.jspecify.annotations.Nullable;

/** The ways in which a step repeats. */
final class Repetitions {

    private Repetitions() {}

    /** Every so many days from a first day, each moved later when it is a day off where the recipient sits. */
    record EveryDays(Days days, LocalDate first, LocalTime tellAt, Place place) implements Track.Repetition {
        @Override
        public Instant occurrence(long number) {
            return place.at(place.calendar().firstWorkingDayFrom(wanted(number)), tellAt);
        }

        @Override
        public Track.Placed placed(long number) {
            var wanted = wanted(number);
            var day = place.calendar().firstWorkingDayFrom(wanted);
            var moved = Ladder.dayOff(wanted, place.calendar());
            return new Track.Placed(place.at(day, tellAt), day, moved.isEmpty() ? null : wanted, moved);
        }

        private LocalDate wanted(long number) {
            return days.after(first, number);
        }

        @Override
        public long numberUpTo(Instant instant) {
            var local = instant.atZone(place.zone()).toLocalDateTime();
            var day = local.toLocalTime().isBefore(tellAt) ? local.toLocalDate().minusDays(1) : local.toLocalDate();
            return Math.max(1, days.between(first, place.calendar().lastWorkingDayUpTo(day)));
        }
    }

    /** A number of days that is counted again and again. */
    sealed interface Days {
        LocalDate after(LocalDate first, long times);

        /** How often it has been counted in full from a day up to a later one; negative or 0 if it is not later. */
        long between(LocalDate first, LocalDate day);
    }

    record WorkingDays(int days, WorkCalendar policy) implements Days {
        @Override
        public LocalDate after(LocalDate first, long times) {
            return policy.plusWorkingDays(first, Math.toIntExact(times * days));
        }

        @Override
        public long between(LocalDate first, LocalDate day) {
            return policy.workingDaysBetween(first, day) / days;
        }
    }

    record CalendarDays(int days) implements Days {
        @Override
        public LocalDate after(LocalDate first, long times) {
            return first.plusDays(times * days);
        }

        @Override
        public long between(LocalDate first, LocalDate day) {
            return ChronoUnit.DAYS.between(first, day) / days;
        }
    }

    /**
     * Every so much exact time from a first instant.
     *
     * @param office where each waits for the office to open; null if it does not wait
     */
    record EveryDuration(
            Duration every, Instant first, @Nullable Place office) implements Track.Repetition {
        @Override
        public Instant occurrence(long number) {
            var at = first.plus(every.multipliedBy(number));
            return office == null ? at : office.openingFrom(at);
        }

        @Override
        public Track.Placed placed(long number) {
            return Track.Placed.exactly(occurrence(number));
        }

        @Override
        public long numberUpTo(Instant instant) {
            var passed = Duration.between(first, office == null ? instant : office.openUpTo(instant));
            return passed.isNegative() ? 1 : Math.max(1, passed.dividedBy(every));
        }
    }
}
