package org.duban.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.duban.policy.NoticeKind;
import org.jspecify.annotations.Nullable;

/**
 * What is told about one task, to whom and when: a value that follows from the task, its policy, its calendar and the
 * units, and from nothing else. It asks no clock.
 */
public final class Plan {

    private final List<Track> tracks;
    private final Outlook outlook;

    Plan(List<Track> tracks, Outlook outlook) {
        this.tracks = List.copyOf(tracks);
        this.outlook = outlook;
    }

    /** What of the task decides its lamp and whether it is told, and what is said of its progress. */
    record Outlook(
            LampTimes lamp,
            Instant nearDue,
            @Nullable Instant behindFrom,
            @Nullable HoldPeriod hold,
            ExpectedProgress expected,
            ZoneId leadZone,
            Set<String> toldWhileBehind) {}

    /** What this plan tells up to an instant, and from then on what another plan of the task tells. */
    public Plan until(Instant end, Plan next) {
        return new Plan(PlanSuccession.of(tracks, end, next.tracks), next.outlook);
    }

    /** Whether a unit has still to be told of the assignment after an instant; without a unit: nobody in its place has. */
    boolean awaitsAssignment(@Nullable String unit, Instant after) {
        var waits = false;
        for (var track : tracks) {
            var concerns =
                    unit == null ? track.units().isEmpty() : track.units().contains(unit);
            var at = track.kind() == NoticeKind.ASSIGNMENT && concerns ? track.next(Instant.MIN) : null;
            if (at != null && !at.isAfter(after)) {
                return false;
            }
            waits |= at != null;
        }
        return waits;
    }

    /** The earliest instant after the given one at which something is told. */
    public Optional<Instant> next(Instant after) {
        @Nullable Instant earliest = null;
        for (var track : tracks) {
            var at = track.next(after);
            if (at != null && (earliest == null || at.isBefore(earliest))) {
                earliest = at;
            }
        }
        return Optional.ofNullable(earliest);
    }

    /**
     * The steps that fall due within ({@code after}, {@code upTo}], by instant. Of a step that repeats, only the last
     * occurrence: nobody is told the same thing for each time it was missed.
     */
    public List<PlannedStep> due(Instant after, Instant upTo) {
        var due = new ArrayList<PlannedStep>();
        for (var track : tracks) {
            var at = track.latest(after, upTo);
            if (at != null) {
                due.add(track.at(at));
            }
        }
        due.sort(BY_INSTANT);
        return due;
    }

    /** The steps to come after an instant, by instant, repetitions included, at most {@code limit} of them. */
    public List<PlannedStep> upcoming(Instant after, int limit) {
        var steps = occurrences(after, limit);
        return List.copyOf(steps.subList(0, Math.min(limit, steps.size())));
    }

    /** The steps to come after an instant, by instant, each for each of its audiences at most so many times. */
    public List<PlannedStep> occurrences(Instant after, int each) {
        var steps = new ArrayList<PlannedStep>();
        for (var track : tracks) {
            var at = track.next(after);
            for (var count = 0; at != null && count < each; count++) {
                steps.add(track.at(at));
                at = track.next(at);
            }
        }
        steps.sort(BY_INSTANT);
        return steps;
    }

    /**
     * Whether the plan tells this unit this step at exactly this instant: whether a notice of it still holds.
     *
     * @param now when it is sent; while the task is held then, nothing of its policy is told
     */
    public boolean holds(String step, Instant at, String unit, Instant now) {
        return holding(step, at, unit, now).isPresent();
    }

    /**
     * The step that this plan tells this unit at exactly this instant, if a notice of it still holds; told to it by name rather
     * than as to one who had been told something before.
     */
    public Optional<PlannedStep> holding(String step, Instant at, String unit, Instant now) {
        var tells = tracks.stream()
                .filter(track -> track.step().equals(step) && track.tellsAt(at) && !track.heldAt(at, now))
                .toList();
        return tells.stream()
                .filter(track -> track.units().contains(unit))
                .findFirst()
                .or(() -> tells.stream()
                        .filter(track -> track.audience().heardBefore())
                        .findFirst())
                .map(track -> track.at(at));
    }

    /**
     * The most severe of what this unit has had to hear since a step, up to now, if the step is left out for that.
     *
     * @param told whether a later step was told, or will be
     */
    public Optional<PlannedStep> overtaking(PlannedStep step, String unit, Instant now, Predicate<PlannedStep> told) {
        @Nullable PlannedStep worst = null;
        for (var later : due(step.at(), now)) {
            if (later.units().contains(unit)
                    && held(later, now).isEmpty()
                    && told.test(later)
                    && later.supersedes(worst == null ? step : worst)) {
                worst = later;
            }
        }
        return Optional.ofNullable(worst);
    }

    /**
     * The hold for which a step that has fallen due is told to nobody; empty if it is told. What falls due a
     * moment before a hold is not told either if it is looked at within it.
     */
    public Optional<HoldPeriod> held(PlannedStep step, Instant now) {
        return step.held() != null || step.direct() ? Optional.ofNullable(step.held()) : heldAt(now);
    }

    /** Whether a step has anybody to tell, whenever that is. */
    public boolean tellsSomebody(String step) {
        return tracks.stream()
                .anyMatch(track -> track.step().equals(step) && !track.units().isEmpty());
    }

    /** The hold for which nothing of the policy is told at an instant; empty if the task is not held then. */
    public Optional<HoldPeriod> heldAt(Instant instant) {
        var hold = outlook.hold;
        return hold != null && hold.covers(instant) ? Optional.of(hold) : Optional.empty();
    }

    /** When the deadline ends: its exact instant, or the close of office on its date. */
    public Instant deadlineEnd() {
        return outlook.lamp.deadlineEnd();
    }

    /** From when on the task is near due. */
    public Instant nearDue() {
        return outlook.nearDue;
    }

    /** From when on the task is behind its expected progress, if it will be as things stand. */
    public Optional<Instant> behindFrom() {
        return Optional.ofNullable(outlook.behindFrom);
    }

    /** The progress in whole percents that the task should have made (序时进度) by the day of an instant, 0 to 100. */
    public int expectedProgress(Instant at) {
        return outlook.expected.on(dayOf(at));
    }

    /** The day of an instant where the lead unit is. */
    public LocalDate dayOf(Instant instant) {
        return instant.atZone(outlook.leadZone).toLocalDate();
    }

    /** Whether a step is told because progress lies behind the expected progress. */
    public boolean tellsOfProgress(String step) {
        return outlook.toldWhileBehind.contains(step);
    }

    /** What decides the task's lamp. */
    public LampTimes lampTimes() {
        return outlook.lamp;
    }

    /** The lamp that the task shows. */
    public Lamp lamp(Instant now) {
        return outlook.lamp.lamp(now);
    }

    private static final Comparator<PlannedStep> BY_INSTANT =
            Comparator.comparing(PlannedStep::at).thenComparing(PlannedStep::rank);
}
