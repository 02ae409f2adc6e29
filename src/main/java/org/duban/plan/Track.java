package org.duban.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.duban.policy.Audience;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.jspecify.annotations.Nullable;

/**
 * One step for one audience in one place: the instants at which it is told, one or, with a repetition, without end.
 *
 * @param notBefore only what lies after this instant is told
 * @param until nothing that lies after this instant is told; null: the track has no such end
 * @param hold what of it is told to nobody; null for what follows directly from an act
 */
record Track(
        String step,
        int rank,
        Audience audience,
        List<String> units,
        NoticeKind kind,
        NoticeLevel level,
        Placed first,
        Instant notBefore,
        @Nullable Repetition repetition,
        @Nullable HoldPeriod hold,
        @Nullable Instant until) {

    /** Calendars end with 2199, and all repetitions that would go on. */
    private static final Instant END_OF_CALENDARS = Instant.parse("2199-12-30T00:00:00Z");

    /**
     * The first instant of a step in one place.
     *
     * @param day the day it is told on, if it counts days
     * @param movedFrom the day it counts to, if it is told on another
     * @param moved why it is
     */
    record Placed(
            Instant at, @Nullable LocalDate day, @Nullable LocalDate movedFrom, List<MoveReasons> moved) {

        static Placed exactly(Instant at) {
            return new Placed(at, null, null, List.of());
        }
    }

    /** The instants after the first. They never go back; of those that are the same, one is told. */
    interface Repetition {
        /** The instant of an occurrence, counted from 1: the first repetition. */
        Instant occurrence(long number);

        /** The same with the day it counts to and why it is told on another. */
        Placed placed(long number);

        /**
         * The last occurrence at or before an instant, or one shortly before that; at least 1. Of the instant of an
         * occurrence: itself, or another one at the same instant.
         */
        long numberUpTo(Instant instant);
    }

    /** The earliest instant after the given one; null if there is none. */
    @Nullable
    Instant next(Instant after) {
        var at = nextForEver(after);
        return at == null || (until != null && at.isAfter(until)) ? null : at;
    }

    private @Nullable Instant nextForEver(Instant after) {
        var from = after.isBefore(notBefore) ? notBefore : after;
        if (first.at().isAfter(from)) {
            return first.at();
        }
        if (repetition == null || !from.isBefore(END_OF_CALENDARS)) {
            return null;
        }
        var number = repetition.numberUpTo(from);
        var at = repetition.occurrence(number);
        while (!at.isAfter(from)) {
            at = repetition.occurrence(++number);
        }
        return at;
    }

    /** The latest instant within ({@code after}, {@code asked}]; null if there is none. */
    @Nullable
    Instant latest(Instant after, Instant asked) {
        var upTo = until != null && until.isBefore(asked) ? until : asked;
        var at = next(after);
        if (at == null || at.isAfter(upTo)) {
            return null;
        }
        if (repetition == null) {
            return at;
        }
        var end = upTo.isBefore(END_OF_CALENDARS) ? upTo : END_OF_CALENDARS;
        var number = repetition.numberUpTo(end);
        var last = at;
        var candidate = repetition.occurrence(number);
        while (!candidate.isAfter(end)) {
            last = candidate.isAfter(last) ? candidate : last;
            candidate = repetition.occurrence(++number);
        }
        return last;
    }

    /** This track up to an instant, and not a step further. */
    Track endingAt(Instant end) {
        var sooner = until != null && until.isBefore(end) ? until : end;
        return new Track(step, rank, audience, units, kind, level, first, notBefore, repetition, hold, sooner);
    }

    /** This track for some of its units, and not before an instant. */
    Track startingAfter(Instant start, List<String> some) {
        var later = start.isAfter(notBefore) ? start : notBefore;
        return new Track(step, rank, audience, some, kind, level, first, later, repetition, hold, until);
    }

    boolean tellsAt(Instant at) {
        return at.equals(next(Microsecond.before(at)));
    }

    /** Whether what is told at the one instant is told to nobody at the other, because the task is held. */
    boolean heldAt(Instant at, Instant now) {
        return hold != null && (hold.covers(at) || hold.covers(now));
    }

    PlannedStep at(Instant at) {
        var placed = at.equals(first.at()) || repetition == null ? first : repetition.placed(repetition.numberUpTo(at));
        return new PlannedStep(
                step,
                at,
                audience,
                units,
                kind,
                level,
                rank,
                placed.movedFrom(),
                placed.moved(),
                hold != null && hold.covers(at) ? hold : null);
    }
}
