package org.duban.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.duban.ledger.TaskStatus;
import org.duban.policy.Omission.Why;
import org.jspecify.annotations.Nullable;

/**
 * Finds what one plan does not tell. It asks the same timetable and readers as the plan, and gives for each step and
 * audience the last occurrence that is left out for one reason: a list of every repetition would tell nobody more.
 *
 * @param begin when the rules of the plan came into force; {@link Instant#MIN}: before all
 * @param from omissions because of what the task is are looked for after this instant
 * @param to omissions are looked for up to this instant
 */
record Omissions(Planning planning, Instant begin, Instant from, Instant to) {

    List<Omission> find() {
        var found = new ArrayList<Omission>();
        for (var index = 0; index < planning.steps.size(); index++) {
            var step = planning.steps.get(index);
            if (step.anchor() == Step.Anchor.ASSIGNMENT) {
                continue;
            }
            for (var audience : planning.readers.audiencesOf(step)) {
                add(index, audience, found);
            }
        }
        found.sort(Comparator.comparing((Omission omission) -> omission.step().at())
                .thenComparing(omission -> omission.step().rank()));
        return found;
    }

    private void add(int index, Audience audience, List<Omission> found) {
        var step = planning.steps.get(index);
        var all = planning.readers.unitsOf(audience);
        var asked = planning.readers.told(step, audience);
        var satisfied = all.stream().filter(unit -> !asked.contains(unit)).toList();
        planning.readers.byPlace(all).forEach((place, units) -> {
            var floor = planning.floor(step.anchor());
            if (!planning.pulled(index, place)) {
                var past = begin.isAfter(floor) ? Why.BEFORE_THE_RULES : Why.IN_THE_PAST;
                var passed = earlier(Timetable.later(floor, begin), to);
                omitted(index, audience, units, place, Instant.MIN, passed, past)
                        .ifPresent(found::add);
            }
            var after = Timetable.later(floor, from);
            var why = why(step);
            if (why != null) {
                omitted(index, audience, units, place, after, untilTold(step), why)
                        .ifPresent(found::add);
            } else if (!satisfied.isEmpty()) {
                var signed = units.stream().filter(satisfied::contains).toList();
                omitted(index, audience, signed, place, after, to, Why.SIGNED).ifPresent(found::add);
            }
        });
    }

    private Optional<Omission> omitted(
            int index, Audience audience, List<String> units, Place place, Instant after, Instant upTo, Why why) {
        var step = planning.steps.get(index);
        var first = planning.placed(place)[index];
        if (first == null || units.isEmpty() || !after.isBefore(upTo)) {
            return Optional.empty();
        }
        var track = new Track(
                step.name(),
                index,
                audience,
                units,
                planning.readers.kindOf(step, audience),
                step.level(),
                first,
                after,
                planning.timetable.repetition(step, first, place),
                null);
        var at = track.latest(after, upTo);
        return at == null ? Optional.empty() : Optional.of(new Omission(track.at(at), why));
    }

    /** Why no occurrence of a step is told as the task is; null if some are, or only some units are not told. */
    private @Nullable Why why(Step step) {
        if (!planning.task.open()) {
            return Why.CLOSED;
        }
        if (!planning.followsStatus(step.anchor())) {
            return step.anchor() == Step.Anchor.AFTER_SUBMISSION ? Why.REVIEWED : Why.REPORTED_COMPLETE;
        }
        return switch (step.condition()) {
            case ALWAYS, UNRECEIVED -> null;
            case IN_PROGRESS -> planning.applies(step) ? null : Why.NOT_IN_PROGRESS;
            case BEHIND -> planning.task.status() == TaskStatus.SUBMITTED ? Why.REPORTED_COMPLETE : Why.NOT_BEHIND;
        };
    }

    /** A task that falls behind is told of that from then on. */
    private Instant untilTold(Step step) {
        var behind = planning.behindFrom;
        return step.condition() == Step.Condition.BEHIND && behind != null && planning.task.open()
                ? earlier(to, behind.minusNanos(1_000))
                : to;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
