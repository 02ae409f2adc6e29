package org.duban.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duban.plan.Omission.Why;
import org.duban.policy.Audience;
import org.duban.policy.Step;
import org.jspecify.annotations.Nullable;

/**
 * Finds what one plan does not tell. It asks the same timetable and readers as the plan, and gives for each step and
 * audience the last occurrence that is left out for one reason: a list of every repetition would tell nobody more.
 *
 * @param begin when the rules of the plan came into force; {@link Instant#MIN}: before all
 * @param from omissions because of what the task is are looked for after this instant
 * @param to omissions are looked for up to this instant
 */
public record Omissions(PlanBuilder planning, Instant begin, Instant from, Instant to) {

    /** In the order of the policy. */
    public List<Omission> find() {
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
        return found;
    }

    private void add(int index, Audience audience, List<Omission> found) {
        var step = planning.steps.get(index);
        var all = planning.readers.heard(planning.readers.audiencesOf(step), audience);
        var asked = planning.readers.told(step, audience);
        planning.readers
                .byPlace(all)
                .forEach((place, sharing) -> planning.readers
                        .parties(audience, sharing)
                        .forEach(party -> add(new Part(index, audience, party, place), asked, found)));
    }

    /** Those of an audience who share their instants. */
    private record Part(int index, Audience audience, List<String> units, Place place) {}

    private void add(Part part, List<String> asked, List<Omission> found) {
        var step = planning.steps.get(part.index);
        var floor = Timetable.later(planning.floor(step.anchor()), planning.readers.joined(part.audience, part.units));
        if (!planning.pulled(part.index)) {
            var past = begin.isAfter(floor) ? Why.BEFORE_THE_RULES : Why.IN_THE_PAST;
            omitted(part, part.units, Instant.MIN, earlier(Timetable.later(floor, begin), to), past)
                    .ifPresent(found::add);
        }
        var after = Timetable.later(floor, from);
        var why = why(step);
        if (why != null) {
            omitted(part, part.units, after, untilTold(step), why).ifPresent(found::add);
            return;
        }
        var signed = part.units.stream().filter(unit -> !asked.contains(unit)).toList();
        omitted(part, signed, after, to, Why.SIGNED).ifPresent(found::add);
    }

    private Optional<Omission> omitted(Part part, List<String> units, Instant after, Instant upTo, Why why) {
        var step = planning.steps.get(part.index);
        var first = planning.placed(part.place)[part.index];
        if (first == null || units.isEmpty() || !after.isBefore(upTo)) {
            return Optional.empty();
        }
        var track = new Track(
                step.name(),
                part.index,
                part.audience,
                units,
                planning.readers.kindOf(step, part.audience),
                step.level(),
                first,
                after,
                planning.timetable.repetition(step, first, part.place),
                null,
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
            return step.anchor().ofSubmission() ? Why.REVIEWED : Why.REPORTED_COMPLETE;
        }
        return switch (step.condition()) {
            case ALWAYS, UNRECEIVED -> null;
            case IN_PROGRESS -> planning.applies(step) ? null : Why.NOT_IN_PROGRESS;
            case BEHIND -> planning.task.submitted() ? Why.REPORTED_COMPLETE : Why.NOT_BEHIND;
        };
    }

    /** A task that falls behind is told of that from then on. */
    private Instant untilTold(Step step) {
        var behind = planning.behindFrom;
        return step.condition() == Step.Condition.BEHIND && behind != null && planning.task.open()
                ? earlier(to, Microsecond.before(behind))
                : to;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
