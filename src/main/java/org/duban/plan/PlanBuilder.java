package org.duban.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.duban.calendar.Calendars;
import org.duban.directory.UnitTree;
import org.duban.plan.Track.Placed;
import org.duban.policy.ActSteps;
import org.duban.policy.Audience;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.policy.Policy;
import org.duban.policy.Step;
import org.duban.task.Task;
import org.duban.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/** The making of one plan. */
public final class PlanBuilder {

    final Task task;
    final List<Step> steps;
    private final List<Audience> tellClosure;
    private final boolean tellChanges;
    final StepRecipients readers;
    final Timetable timetable;
    final @Nullable Instant behindFrom;
    private final @Nullable HoldPeriod hold;
    private final @Nullable Instant reopened;
    private final @Nullable Before before;
    private final List<Track> tracks = new ArrayList<>();
    private final Map<Place, Placed[]> placed = new HashMap<>(2);

    /**
     * What was planned by the rules before these.
     *
     * @param end these come into force right after it
     */
    public record Before(Plan plan, Instant end) {
        /** Those of some units that have not been told of the assignment; of an assignment that others heard of, nobody else is. */
        List<String> waiting(List<String> some) {
            return some.stream()
                    .filter(unit -> plan.awaitsAssignment(unit, end))
                    .toList();
        }
    }

    public PlanBuilder(Task task, Policy policy, Calendars calendars, UnitTree units) {
        this(task, policy, calendars, units, null);
    }

    /** @param before null if the task was assigned under these rules */
    public PlanBuilder(Task task, Policy policy, Calendars calendars, UnitTree units, @Nullable Before before) {
        var calendar = calendars.calendar(policy.calendar());
        this.task = task;
        this.steps = policy.stepsFor(task);
        this.tellClosure = policy.tellClosure();
        this.tellChanges = policy.tellChanges();
        this.readers = new StepRecipients(task, units, calendars, calendar);
        this.timetable = new Timetable(task, policy, steps, calendar, readers.zoneOf(task.leadUnit()));
        this.behindFrom = timetable.behindFrom();
        this.hold = HoldPeriod.of(task);
        this.reopened = task.toldFrom().reopened();
        this.before = before;
    }

    public Plan plan() {
        return plan(step -> true);
    }

    /** Only what follows directly from an act. */
    public Plan directPlan() {
        return plan(step -> step.anchor() == Step.Anchor.ASSIGNMENT);
    }

    private Plan plan(Predicate<Step> which) {
        if (tellChanges && (task.changes().toTell() || reopened != null)) {
            changesToTell();
        }
        if (task.open()) {
            actsToTell();
            for (var index = 0; index < steps.size(); index++) {
                if (which.test(steps.get(index))) {
                    tracksOf(index);
                }
            }
        } else if (task.toldFrom().closure() != null) {
            closureToTell(task.toldFrom().closure());
        }
        var nearDue = timetable.nearDue();
        var outlook = new Plan.Outlook(
                LampTimes.of(task, yellowFrom(nearDue), timetable.deadlineEnd()),
                nearDue,
                behindFrom,
                hold,
                timetable.expectedProgress(),
                readers.zoneOf(task.leadUnit()),
                toldWhileBehind());
        return new Plan(tracks, outlook);
    }

    private Instant yellowFrom(Instant nearDue) {
        return behindFrom != null && behindFrom.isBefore(nearDue) ? behindFrom : nearDue;
    }

    /** Who has lost a task that is closed since has lost it all the same. */
    private void changesToTell() {
        new ChangeTracks(task, steps, readers, this::add).losses();
        if (task.open()) {
            var changes = new ChangeTracks(task, steps, readers, this::act);
            if (reopened != null) {
                changes.reopening(reopened);
            }
            changes.gains();
            changes.move(hold, timetable.deadlineEnd());
        }
    }

    private Set<String> toldWhileBehind() {
        @Nullable Set<String> names = null;
        for (var step : steps) {
            if (step.condition() == Step.Condition.BEHIND) {
                names = names == null ? new HashSet<>() : names;
                names.add(step.name());
            }
        }
        return names == null ? Set.of() : names;
    }

    private void actsToTell() {
        if (task.request() != null && task.toldFrom().extensionRequest() != null) {
            act(
                    ActSteps.EXTENSION_REQUESTED,
                    task.toldFrom().extensionRequest(),
                    new Audience.Office(),
                    NoticeKind.REVIEW,
                    NoticeLevel.YELLOW);
        }
        if (task.toldFrom().decision() != null) {
            extensionDecided(task.toldFrom().decision());
        }
        if (task.toldFrom().returned() != null && task.status() == TaskStatus.RETURNED) {
            decision(ActSteps.RETURNED, task.toldFrom().returned(), NoticeLevel.YELLOW);
        }
        var leaders = new ChangeTracks(task, steps, readers, this::act);
        task.instructions().forEach(instruction -> leaders.instruction(instruction.toldFrom()));
    }

    private void closureToTell(Instant at) {
        act(ActSteps.CLOSED, at, new Audience.Escalated(), NoticeKind.CLOSURE, NoticeLevel.BLUE);
        for (var audience : tellClosure) {
            // Who is not there need not be told that nothing is left to do.
            if (!readers.unitsOf(audience).isEmpty()) {
                act(ActSteps.CLOSED, at, audience, NoticeKind.CLOSURE, NoticeLevel.BLUE);
            }
        }
    }

    /**
     * The answer goes to whoever asked, or took over from it; if another unit leads by now, that one hears of the deadline that
     * it did not know.
     */
    private void extensionDecided(Instant at) {
        var step = task.decision().granted() ? ActSteps.EXTENSION_GRANTED : ActSteps.EXTENSION_DECLINED;
        var asker = readers.answered();
        if (asker.equals(task.leadUnit())) {
            decision(step, at, NoticeLevel.BLUE);
            return;
        }
        act(step, at, new Audience.Named(asker), NoticeKind.DECISION, NoticeLevel.BLUE);
        if (task.decision().granted() && at.isAfter(task.toldFrom().assignment())) {
            act(step, at, new Audience.Lead(), NoticeKind.DECISION, NoticeLevel.BLUE);
            toHelpers(step, at, NoticeLevel.BLUE, asker);
        }
    }

    private void decision(String step, Instant at, NoticeLevel level) {
        act(step, at, new Audience.Lead(), NoticeKind.DECISION, level);
        toHelpers(step, at, level, task.leadUnit());
    }

    /** @param told who hears of it anyway */
    private void toHelpers(String step, Instant at, NoticeLevel level, String told) {
        var helpers = task.assistingUnits().stream()
                .filter(unit -> !unit.equals(told))
                .toList();
        if (!helpers.isEmpty()) {
            act(step, at, new Audience.Assisting(), helpers, NoticeKind.DECISION, level);
        }
    }

    private void act(String step, Instant at, Audience audience, NoticeKind kind, NoticeLevel level) {
        act(step, at, audience, readers.heard(List.of(audience), audience), kind, level);
    }

    /** Of what came before a task was closed nothing is told any more once it is open again: that tells how it is now. */
    private void act(
            String step, Instant at, Audience audience, List<String> units, NoticeKind kind, NoticeLevel level) {
        if (sinceOpen(at)) {
            add(step, at, audience, units, kind, level);
        }
    }

    private boolean sinceOpen(Instant at) {
        return reopened == null || !task.open() || !at.isBefore(reopened);
    }

    private void add(
            String step, Instant at, Audience audience, List<String> units, NoticeKind kind, NoticeLevel level) {
        tracks.add(new Track(
                step,
                steps.size(),
                audience,
                units,
                kind,
                level,
                Placed.exactly(at),
                Microsecond.before(at),
                null,
                null,
                null));
    }

    private void tracksOf(int index) {
        var step = steps.get(index);
        if (!applies(step)) {
            return;
        }
        for (var audience : readers.audiencesOf(step)) {
            var told = readers.told(step, audience);
            if (told.isEmpty() && step.condition() == Step.Condition.UNRECEIVED) {
                continue;
            }
            readers.byPlace(told).forEach((place, sharing) -> {
                for (var party : readers.parties(audience, sharing)) {
                    if (step.anchor() == Step.Anchor.ASSIGNMENT) {
                        assignment(index, audience, party, place);
                    } else {
                        track(index, audience, party, place);
                    }
                }
            });
        }
    }

    private void assignment(int index, Audience audience, List<String> sharing, Place place) {
        var step = steps.get(index);
        var joined = readers.joined(audience, sharing);
        var told = joined == null ? task.toldFrom().assignment() : joined;
        var units = sharing;
        if (before != null && !told.isAfter(before.end)) {
            units = before.waiting(sharing);
            if (units.isEmpty() && !(sharing.isEmpty() && before.plan.awaitsAssignment(null, before.end))) {
                return;
            }
            told = Microsecond.after(before.end);
        }
        var at = step.officeHours() ? place.openingFrom(told) : told;
        if (!sinceOpen(at)) {
            return;
        }
        add(index, audience, units, Placed.exactly(at), notBefore(step, Microsecond.before(at)), null, null);
    }

    private void track(int index, Audience audience, List<String> sharing, Place place) {
        var step = steps.get(index);
        var all = placed(place);
        var first = all[index];
        if (first == null) {
            return;
        }
        var floor = floor(step.anchor());
        var notBefore = Timetable.later(floor, readers.joined(audience, sharing));
        if (notBefore.equals(floor) && pulled(index)) {
            add(index, audience, sharing, Placed.exactly(floor), Microsecond.before(floor), null, hold);
            notBefore = floor.isBefore(first.at()) ? first.at() : floor;
        }
        notBefore = notBefore(step, notBefore);
        var repetition = timetable.repetition(step, first, place);
        if (repetition != null || first.at().isAfter(notBefore)) {
            add(index, audience, sharing, first, notBefore, repetition, hold);
        }
    }

    /** Who is not behind yet is not told so. */
    private Instant notBefore(Step step, Instant otherwise) {
        return step.condition() == Step.Condition.BEHIND && behindFrom != null
                ? Timetable.later(otherwise, Microsecond.before(behindFrom))
                : otherwise;
    }

    /** When the steps are told in a place, by their index; null where what one counts from has not happened. */
    @Nullable
    Placed[] placed(Place place) {
        return placed.computeIfAbsent(place, timetable::place);
    }

    private void add(
            int index,
            Audience audience,
            List<String> sharing,
            Placed first,
            Instant notBefore,
            Track.@Nullable Repetition repetition,
            @Nullable HoldPeriod mask) {
        var step = steps.get(index);
        var kind = readers.kindOf(step, audience);
        tracks.add(new Track(
                step.name(), index, audience, sharing, kind, step.level(), first, notBefore, repetition, mask, null));
    }

    /** Whether a step is told at once, because the deadline had passed as it was set. */
    boolean pulled(int index) {
        var floor = floor(Step.Anchor.AFTER_DEADLINE);
        return steps.get(index).anchor() == Step.Anchor.AFTER_DEADLINE
                && timetable.deadlineEnd().isBefore(floor)
                && index == pulledRung(floor);
    }

    /**
     * The one overdue step that is told at once when a deadline had already passed as it was set: the last rung that is
     * past, or else the first one, told early. It is the same for all, whatever their own clocks say: past is what is past
     * where the lead unit sits.
     */
    private int pulledRung(Instant floor) {
        var all = placed(readers.placeOf(task.leadUnit()));
        var pulled = -1;
        var earliest = -1;
        for (int index : rungsToPull()) {
            var at = atOf(all, index);
            if (!at.isAfter(floor) && (pulled < 0 || !at.isBefore(atOf(all, pulled)))) {
                pulled = index;
            }
            if (earliest < 0 || at.isBefore(atOf(all, earliest))) {
                earliest = index;
            }
        }
        return pulled >= 0 ? pulled : earliest;
    }

    /** A rung that would tell nobody must not keep another from being told. */
    private List<Integer> rungsToPull() {
        var rungs = IntStream.range(0, steps.size())
                .filter(index -> canBePulled(steps.get(index)))
                .boxed()
                .toList();
        var heard = rungs.stream()
                .filter(index -> readers.tellsAnybody(steps.get(index)))
                .toList();
        return heard.isEmpty() ? rungs : heard;
    }

    /** A task that ever falls behind has done so by the end of its deadline. */
    private boolean canBePulled(Step step) {
        return step.anchor() == Step.Anchor.AFTER_DEADLINE && applies(step);
    }

    private static Instant atOf(@Nullable Placed[] all, int index) {
        var at = all[index];
        return at == null ? Instant.MAX : at.at();
    }

    boolean applies(Step step) {
        return followsStatus(step.anchor())
                && switch (step.condition()) {
                    case ALWAYS, UNRECEIVED -> true;
                    case IN_PROGRESS -> task.status() != TaskStatus.ASSIGNED && !task.submitted();
                    case BEHIND -> behindFrom != null && !task.submitted();
                };
    }

    /** Who waits for a review owes nothing, and the office owes it; an extension request waits beside all that. */
    boolean followsStatus(Step.Anchor anchor) {
        var submitted = task.submitted();
        return switch (anchor) {
            case ASSIGNMENT, AFTER_EXTENSION_REQUEST -> true;
            case SUBMISSION, AFTER_SUBMISSION -> submitted;
            case AFTER_ASSIGNMENT, BEFORE_DEADLINE, AFTER_DEADLINE, AFTER_PROGRESS -> !submitted;
        };
    }

    Instant floor(Step.Anchor anchor) {
        if (anchor == Step.Anchor.BEFORE_DEADLINE || anchor == Step.Anchor.AFTER_DEADLINE) {
            return task.supervision().plannedFrom();
        }
        var learned = Timetable.later(
                Timetable.later(task.toldFrom().assignment(), task.toldFrom().resumed()), reopened);
        // Of a report that comes in one breath with the assignment the office hears, too.
        return anchor == Step.Anchor.SUBMISSION ? Microsecond.before(learned) : learned;
    }
}
