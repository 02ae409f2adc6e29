package org.duban.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step for one audience in one zone: the instants at which it is told, one or, with a repetition, without end. */
record Track(
        String step,
        int rank,
        Audience audience,
        List<String> units,
        NoticeKind kind,
        NoticeLevel level,
        Instant first,
        @Nullable LocalDate movedFrom,
        Instant notBefore,
        @Nullable Repetition repetition,
        @Nullable Instant until) {

    /** A track that ends with its step, or never. */
    Track(
            String step,
            int rank,
            Audience audience,
            List<String> units,
            NoticeKind kind,
            NoticeLevel level,
            Instant first,
            @Nullable LocalDate movedFrom,
            Instant notBefore,
            @Nullable Repetition repetition) {
        this(step, rank, audience, units, kind, level, first, movedFrom, notBefore, repetition, null);
    }

    /** The instants after the first; {@code occurrence(0)} is the first itself, and they grow strictly. */
    interface Repetition {
        Instant occurrence(long number);

        /** The number of an occurrence at or before the given instant, so near to it that few lie between; at least 0. */
        long numberNear(Instant instant);
    }

    /** The earliest instant after the given one; null if there is none. */
    @Nullable
    Instant next(Instant after) {
        var at = nextForEver(after);
        return at == null || (until != null && at.isAfter(until)) ? null : at;
    }

    private @Nullable Instant nextForEver(Instant after) {
        var from = after.isBefore(notBefore) ? notBefore : after;
        if (first.isAfter(from)) {
            return first;
        }
        if (repetition == null) {
            return null;
        }
        var number = repetition.numberNear(from);
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
        if (repetition == null || upTo.isBefore(first)) {
            return at;
        }
        var number = repetition.numberNear(upTo);
        var last = at;
        var candidate = repetition.occurrence(number);
        while (!candidate.isAfter(upTo)) {
            if (candidate.isAfter(last)) {
                last = candidate;
            }
            candidate = repetition.occurrence(++number);
        }
        return last;
    }

    /** This track up to an instant, and not a step further. */
    Track endingAt(Instant end) {
        var sooner = until != null && until.isBefore(end) ? until : end;
        return new Track(step, rank, audience, units, kind, level, first, movedFrom, notBefore, repetition, sooner);
    }

    /** This track for some of its units, and not before an instant. */
    Track startingAfter(Instant start, List<String> some) {
        var later = start.isAfter(notBefore) ? start : notBefore;
        return new Track(step, rank, audience, some, kind, level, first, movedFrom, later, repetition, until);
    }

    boolean tellsAt(Instant at) {
        return at.equals(next(at.minusNanos(1_000)));
    }

    PlannedStep at(Instant at) {
        return new PlannedStep(step, at, audience, units, kind, level, rank, at.equals(first) ? movedFrom : null);
    }
}
