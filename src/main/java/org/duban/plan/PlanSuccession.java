package org.duban.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.duban.policy.ActSteps;
import org.jspecify.annotations.Nullable;

/**
 * What one plan of a task tells up to an instant and another one after it, because the rules changed then. Nobody is told
 * again what was told under the old rules, even if the new ones would tell it at a later time.
 */
final class PlanSuccession {

    private final List<Track> told;
    private final Instant end;

    private PlanSuccession(List<Track> told, Instant end) {
        this.told = told;
        this.end = end;
    }

    static List<Track> of(List<Track> before, Instant end, List<Track> after) {
        var told = before.stream()
                .map(track -> track.endingAt(end))
                .filter(track -> track.next(Instant.MIN) != null)
                .toList();
        var succession = new PlanSuccession(told, end);
        var tracks = new ArrayList<>(told);
        after.forEach(track -> succession.successor(track).ifPresent(tracks::add));
        return tracks;
    }

    private Optional<Track> successor(Track track) {
        return track.repetition() == null ? once(track) : repeated(track);
    }

    private Optional<Track> once(Track track) {
        if (track.units().isEmpty()) {
            return told.stream().anyMatch(earlier -> sameStep(earlier, track))
                    ? Optional.empty()
                    : stillTelling(track.startingAfter(end, track.units()));
        }
        var untold = track.units().stream()
                .filter(unit -> lastTold(track, List.of(unit)) == null)
                .toList();
        return untold.isEmpty() ? Optional.empty() : stillTelling(track.startingAfter(end, untold));
    }

    /** The rhythm is the new one's from now on, but what was told just now is not told in half the time again. */
    private Optional<Track> repeated(Track track) {
        var next = track.startingAfter(end, track.units());
        var last = lastTold(track, track.units());
        var first = next.next(end);
        var second = first == null ? null : next.next(first);
        if (last == null || first == null || second == null) {
            return stillTelling(next);
        }
        var sinceLast = Duration.between(last, first);
        var tooSoon = sinceLast.multipliedBy(2).compareTo(Duration.between(first, second)) < 0;
        return Optional.of(tooSoon ? next.startingAfter(first, next.units()) : next);
    }

    private Optional<Track> stillTelling(Track track) {
        return track.next(end) == null ? Optional.empty() : Optional.of(track);
    }

    private @Nullable Instant lastTold(Track track, List<String> units) {
        @Nullable Instant last = null;
        for (var earlier : told) {
            if (sameStep(earlier, track)
                    && (units.isEmpty() || earlier.units().stream().anyMatch(units::contains))) {
                var at = earlier.latest(Instant.MIN, end);
                last = at == null ? last : Timetable.later(at, last);
            }
        }
        return last;
    }

    private static boolean sameStep(Track one, Track other) {
        return one.step().equals(other.step())
                && one.audience().equals(other.audience())
                && (!one.step().equals(ActSteps.INSTRUCTED) || Objects.equals(begin(one), begin(other)));
    }

    /** Each instruction is told, whatever was told of others. */
    private static @Nullable Instant begin(Track track) {
        return track.next(Instant.MIN);
    }
}
