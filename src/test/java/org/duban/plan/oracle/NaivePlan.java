package org.duban.plan.oracle;

import static org.duban.policy.Step.Anchor.AFTER_DEADLINE;
import static org.duban.policy.Step.Anchor.AFTER_EXTENSION_REQUEST;
import static org.duban.policy.Step.Anchor.AFTER_SUBMISSION;
import static org.duban.policy.Step.Anchor.ASSIGNMENT;
import static org.duban.policy.Step.Anchor.BEFORE_DEADLINE;
import static org.duban.policy.Step.Anchor.SUBMISSION;
import static org.duban.policy.Step.Condition.BEHIND;
import static org.duban.policy.Step.Condition.UNRECEIVED;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.duban.directory.Unit;
import org.duban.plan.Lamp;
import org.duban.policy.Audience;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.policy.Policy;
import org.duban.policy.Step;
import org.duban.task.Task;
import org.duban.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a plan once more, written from their description and not from the planner: what is told, to whom and as
 * what. When a step is told, {@link NaiveTimes} walks out. It remembers nothing and takes as long as it takes.
 */
final class NaivePlan {

    private final Task task;
    private final List<Step> steps;
    private final Policy policy;
    private final NaiveReaders readers;
    private final NaiveTimes times;
    private final Instant begin;
    private final @Nullable NaivePlan before;

    Task task() {
        return task;
    }

    /**
     * @param begin since when the task follows the policy; {@link Instant#MIN}: always
     * @param before by the policy that it followed up to then
     */
    NaivePlan(
            Task task,
            Policy policy,
            Map<String, NaiveCalendar> calendars,
            Map<String, Unit> units,
            Instant begin,
            @Nullable NaivePlan before) {
        this.task = task;
        this.begin = begin;
        this.before = before;
        this.policy = policy;
        this.steps = policy.steps();
        this.readers = new NaiveReaders(task, units);
        this.times = new NaiveTimes(task, policy, calendars, units);
    }

    /** Who is told in the place of a unit that is gone. */
    List<String> insteadOfThoseGone() {
        return NaiveReaders.top(readers.units());
    }

    /** Everything that is told after an instant, up to and with another. */
    List<Told> told(Instant after, Instant upTo) {
        return tracks(upTo).stream()
                .flatMap(track -> within(track, after, upTo).stream())
                .sorted(Told.ORDER)
                .toList();
    }

    /** Of each step that repeats, for each unit, only the last occurrence. */
    List<Told> due(Instant after, Instant upTo) {
        var due = new ArrayList<Told>();
        for (var track : tracks(upTo)) {
            var fallen = within(track, after, upTo);
            if (!fallen.isEmpty()) {
                due.add(fallen.get(fallen.size() - 1));
            }
        }
        due.sort(Told.ORDER);
        return due;
    }

    private static List<Told> within(List<Told> track, Instant after, Instant upTo) {
        return track.stream()
                .filter(one -> one.at().isAfter(after) && !one.at().isAfter(upTo))
                .toList();
    }

    /** Whether a notice that a unit is told a step at exactly an instant may be sent now. */
    boolean holds(List<Told> told, String step, Instant at, String unit, Instant now) {
        return told.stream()
                .anyMatch(one -> one.at().equals(at)
                        && one.step().equals(step)
                        && one.held() == null
                        && (one.direct() || held(now) == null)
                        && (one.unit().equals(unit)
                                || List.of("escalated", "informed").contains(one.audience())));
    }

    // ---- everything that is told, one list for each step, audience and unit

    private List<List<Told>> tracks(Instant upTo) {
        var tracks = new ArrayList<List<Told>>();
        changes(Instant.MAX).forEach(tracks::add);
        if (task.open()) {
            acts(tracks);
            tracks.addAll(assignment(Instant.MAX));
            for (var rank = 0; rank < steps.size(); rank++) {
                step(tracks, rank, upTo);
            }
        } else {
            var closed = task.toldFrom().closure();
            act(tracks, "closed", closed, new Audience.Escalated(), NoticeKind.CLOSURE, NoticeLevel.BLUE);
            for (var audience : policy.tellClosure()) {
                if (!readers.unitsOf(audience).isEmpty()) {
                    act(tracks, "closed", closed, audience, NoticeKind.CLOSURE, NoticeLevel.BLUE);
                }
            }
        }
        return tracks;
    }

    /** Before an instant; what a change leads to is told by the policy of the time at which it is told. */
    private List<List<Told>> changes(Instant end) {
        var earlier = before == null || !task.open() ? List.<List<Told>>of() : before.changes(begin);
        var since = task.open() ? begin : Instant.MIN;
        var own = new NaiveChanges(task, times.deadlineEnd(), readers.leadZone())
                .heard().stream()
                        .filter(heard -> task.open() || !heard.open())
                        .filter(heard -> policy.tellChanges())
                        .filter(heard -> !heard.gain() || !tellsAssignmentTo(heard))
                        .filter(heard ->
                                !heard.at().isBefore(since) && heard.at().isBefore(end))
                        .map(this::changed);
        return Stream.concat(earlier.stream(), own).toList();
    }

    private List<Told> changed(NaiveChanges.Heard heard) {
        return List.of(new Told(
                heard.at(),
                steps.size(),
                heard.step(),
                heard.audience(),
                heard.unit(),
                heard.kind(),
                heard.level(),
                null,
                List.of(),
                null));
    }

    private boolean tellsAssignmentTo(NaiveChanges.Heard heard) {
        return steps.stream()
                .filter(step -> step.anchor() == ASSIGNMENT)
                .flatMap(step -> step.tell().stream())
                .map(Audience::toString)
                .anyMatch(name -> name.equals(heard.audience()) || name.equals("unit:" + heard.unit()));
    }

    private void acts(List<List<Told>> tracks) {
        if (task.request() != null) {
            var asked = task.toldFrom().extensionRequest();
            act(tracks, "extension-requested", asked, new Audience.Office(), NoticeKind.REVIEW, NoticeLevel.YELLOW);
        }
        if (task.toldFrom().decision() != null) {
            var name = task.decision().granted() ? "extension-granted" : "extension-declined";
            answer(tracks, name, task.toldFrom().decision());
        }
        if (task.status() == TaskStatus.RETURNED) {
            decision(tracks, "returned", task.toldFrom().returned(), NoticeLevel.YELLOW);
        }
        task.instructions().forEach(one -> instruction(tracks, one.toldFrom()));
    }

    /** It goes to who has the task and had it then; nobody reads it late. */
    private void instruction(List<List<Told>> tracks, Instant at) {
        if (beforeTheReopening(at)) {
            return;
        }
        var units = new ArrayList<>(task.assistingUnits());
        units.add(task.leadUnit());
        for (var unit : units) {
            var since = task.changes().gained().get(unit);
            if (since == null || !since.isAfter(at)) {
                var role = unit.equals(task.leadUnit()) ? "lead" : "assisting";
                tracks.add(List.of(new Told(
                        at,
                        lastRank(at),
                        "instructed",
                        role,
                        unit,
                        NoticeKind.DECISION,
                        NoticeLevel.YELLOW,
                        null,
                        List.of(),
                        null)));
            }
        }
    }

    /** Whoever asked gets the answer, unless it is no unit any more; who leads in its place since hears of a deadline that its assignment did not name. */
    private void answer(List<List<Told>> tracks, String name, Instant at) {
        var asker = task.decision().answers() == null
                        || !readers.units().containsKey(task.decision().answers())
                ? task.leadUnit()
                : task.decision().answers();
        var heardOf = !at.isAfter(task.toldFrom().assignment());
        if (!asker.equals(task.leadUnit())) {
            act(tracks, name, at, new Audience.Named(asker), NoticeKind.DECISION, NoticeLevel.BLUE);
        }
        if (asker.equals(task.leadUnit()) || (task.decision().granted() && !heardOf)) {
            var others = new ArrayList<List<Told>>();
            decision(others, name, at, NoticeLevel.BLUE);
            others.removeIf(told -> told.get(0).unit().equals(asker) && !asker.equals(task.leadUnit()));
            tracks.addAll(others);
        }
    }

    private void decision(List<List<Told>> tracks, String name, @Nullable Instant at, NoticeLevel level) {
        act(tracks, name, at, new Audience.Lead(), NoticeKind.DECISION, level);
        if (!task.assistingUnits().isEmpty()) {
            act(tracks, name, at, new Audience.Assisting(), NoticeKind.DECISION, level);
        }
    }

    private void act(
            List<List<Told>> tracks,
            String name,
            @Nullable Instant at,
            Audience audience,
            NoticeKind kind,
            NoticeLevel level) {
        if (at != null && !beforeTheReopening(at)) {
            for (var unit : readers.orNobody(readers.toActOn(audience))) {
                tracks.add(List.of(new Told(
                        at, lastRank(at), name, audience.toString(), unit, kind, level, null, List.of(), null)));
            }
        }
    }

    /** What was due before a task was closed is not told any more when it is open again. */
    private boolean beforeTheReopening(Instant at) {
        var reopened = task.toldFrom().reopened();
        return task.open() && reopened != null && at.isBefore(reopened);
    }

    private int lastRank(Instant at) {
        return before != null && at.isBefore(begin) ? before.lastRank(at) : steps.size();
    }

    // ---- the assignment, told by the policy of the time at which it is told

    /** Before an instant; who was to be told later then is told by the policy that comes after this one. */
    private List<List<Told>> assignment(Instant end) {
        var tracks = new ArrayList<>(before == null ? List.<List<Told>>of() : before.assignment(begin));
        tracks.addAll(ownAssignment());
        tracks.removeIf(track -> track.isEmpty() || !track.get(0).at().isBefore(end));
        return tracks;
    }

    private List<List<Told>> ownAssignment() {
        var tracks = new ArrayList<List<Told>>();
        for (var rank = 0; rank < steps.size(); rank++) {
            var step = steps.get(rank);
            var onAssignment = step.anchor() == ASSIGNMENT && statusAllows(step);
            for (var audience : onAssignment ? step.tell() : List.<Audience>of()) {
                for (var unit : readers.of(step, audience)) {
                    var joined = readers.joined(audience, unit);
                    var since = joined.equals(Instant.MIN) ? task.toldFrom().assignment() : joined;
                    var late = before != null && since.isBefore(begin);
                    if (!late || before.waits(unit, begin)) {
                        var at = times.first(step, unit, late ? begin : joined).orElseThrow();
                        if (!beforeTheReopening(at.at())) {
                            tracks.add(told(rank, audience, unit, List.of(at)));
                        }
                    }
                }
            }
        }
        return tracks;
    }

    /** Whether a unit has not been told yet, and would be. */
    private boolean waits(String unit, Instant end) {
        var tracks = assignment(Instant.MAX).stream()
                .flatMap(List::stream)
                .filter(told -> told.unit().equals(unit))
                .toList();
        return !tracks.isEmpty() && tracks.stream().noneMatch(told -> told.at().isBefore(end));
    }

    private void step(List<List<Told>> tracks, int rank, Instant upTo) {
        var step = steps.get(rank);
        if (!statusAllows(step) || step.anchor() == ASSIGNMENT) {
            return;
        }
        for (var audience : step.tell()) {
            for (var unit : readers.of(step, audience)) {
                var joined = readers.joined(audience, unit);
                tracks.add(told(rank, audience, unit, later(rank, unit, joined, upTo)));
                if (!joined.isAfter(floor(step))) {
                    tracks.add(told(rank, audience, unit, atOnce(rank)));
                }
            }
        }
    }

    private List<Told> told(int rank, Audience audience, String unit, List<NaiveTimes.Occurrence> occurrences) {
        var step = steps.get(rank);
        var told = new ArrayList<Told>();
        for (var one : occurrences) {
            if (step.condition() != BEHIND || behindAt(one.at())) {
                var held = step.anchor() == ASSIGNMENT ? null : held(one.at());
                var kind = kind(step, audience);
                told.add(new Told(
                        one.at(),
                        rank,
                        step.name(),
                        audience.toString(),
                        unit,
                        kind,
                        level(step),
                        one.movedFrom(),
                        one.why(),
                        held));
            }
        }
        return told;
    }

    private List<NaiveTimes.Occurrence> later(int rank, String unit, Instant joined, Instant upTo) {
        var step = steps.get(rank);
        var first = times.first(step, unit, joined).orElse(null);
        if (first == null) {
            return List.of();
        }
        var toldAtOnce = rank == overdueAtOnce() && !joined.isAfter(floor(step));
        return times.all(step, first, unit, upTo).stream()
                .filter(one -> one.at().isAfter(floor(step))
                        || (step.anchor() == SUBMISSION && one.at().equals(floor(step))))
                .filter(one -> one.at().isAfter(joined))
                .filter(one -> !one.at().isBefore(begin))
                .filter(one -> !toldAtOnce || one != first)
                .toList();
    }

    /** What lies at or before this instant is skipped: the ledger had not learned of it. */
    private Instant floor(Step step) {
        if (step.anchor() == BEFORE_DEADLINE || step.anchor() == AFTER_DEADLINE) {
            return task.supervision().plannedFrom();
        }
        return Stream.of(
                        task.toldFrom().assignment(),
                        task.toldFrom().resumed(),
                        task.toldFrom().reopened())
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    // ---- the one overdue step that is told at once

    private List<NaiveTimes.Occurrence> atOnce(int rank) {
        return rank == overdueAtOnce()
                ? List.of(NaiveTimes.Occurrence.exactly(task.supervision().plannedFrom()))
                : List.of();
    }

    /**
     * When the deadline had passed as the ledger learned of it, one overdue step is told then and there: the last that has
     * passed where the lead unit sits, or else the first. Not one that would tell nobody while another tells somebody.
     */
    private int overdueAtOnce() {
        var learned = task.supervision().plannedFrom();
        var last = -1;
        var first = -1;
        for (var rank = 0; rank < steps.size() && times.deadlineEnd().isBefore(learned); rank++) {
            if (!overdueAtOnce(steps.get(rank))) {
                continue;
            }
            if (!leadIsTold(rank).isAfter(learned)
                    && (last < 0 || !leadIsTold(rank).isBefore(leadIsTold(last)))) {
                last = rank;
            }
            if (first < 0 || leadIsTold(rank).isBefore(leadIsTold(first))) {
                first = rank;
            }
        }
        return last < 0 ? first : last;
    }

    private boolean overdueAtOnce(Step step) {
        return mayBeOverdue(step)
                && (tellsAnybody(step)
                        || steps.stream().filter(this::mayBeOverdue).noneMatch(this::tellsAnybody));
    }

    private boolean mayBeOverdue(Step step) {
        return step.anchor() == AFTER_DEADLINE
                && statusAllows(step)
                && (step.condition() != BEHIND || behindAt(task.supervision().plannedFrom()));
    }

    private Instant leadIsTold(int rank) {
        return times.first(steps.get(rank), task.leadUnit(), Instant.MIN)
                .orElseThrow()
                .at();
    }

    private boolean tellsAnybody(Step step) {
        return step.tell().stream()
                .flatMap(audience -> readers.of(step, audience).stream())
                .anyMatch(unit -> !unit.isEmpty());
    }

    // ---- conditions

    private boolean statusAllows(Step step) {
        var status = task.status();
        if (step.anchor() != ASSIGNMENT
                && step.anchor() != AFTER_EXTENSION_REQUEST
                && (status == TaskStatus.SUBMITTED)
                        != (step.anchor() == AFTER_SUBMISSION || step.anchor() == SUBMISSION)) {
            return false;
        }
        return switch (step.condition()) {
            case ALWAYS, UNRECEIVED -> true;
            case BEHIND -> status != TaskStatus.SUBMITTED;
            case IN_PROGRESS ->
                status == TaskStatus.RECEIVED || status == TaskStatus.IN_PROGRESS || status == TaskStatus.RETURNED;
        };
    }

    private boolean behindAt(Instant instant) {
        return behindFrom().filter(from -> !instant.isBefore(from)).isPresent();
    }

    /** Why nothing of the policy is told at an instant; null if it is. */
    @Nullable
    String held(Instant instant) {
        if (task.hold().from() == null || instant.isBefore(task.hold().from())) {
            return null;
        }
        var until = task.hold().until();
        if (until != null && !instant.isBefore(until)) {
            return null;
        }
        var reason = task.hold().reason() == null ? "" : ": " + task.hold().reason();
        return "held until " + (until == null ? "further notice" : until) + reason;
    }

    private NoticeLevel level(Step step) {
        var least = policy.startsAt().getOrDefault(task.matter().urgency(), NoticeLevel.BLUE);
        return least.ordinal() > step.level().ordinal() ? least : step.level();
    }

    private NoticeKind kind(Step step, Audience audience) {
        return switch (step.anchor()) {
            case ASSIGNMENT -> NoticeKind.ASSIGNMENT;
            case BEFORE_DEADLINE -> NoticeKind.REMINDER;
            case SUBMISSION, AFTER_SUBMISSION, AFTER_EXTENSION_REQUEST -> NoticeKind.REVIEW;
            default -> readers.workItself(audience) ? NoticeKind.CHASER : NoticeKind.ESCALATION;
        };
    }

    // ---- deadline and lamp

    Instant deadlineEnd() {
        return times.deadlineEnd();
    }

    Instant nearDue() {
        return times.nearDue();
    }

    Optional<Instant> behindFrom() {
        return times.behindFrom();
    }

    /** The working days after a day up to the deadline's date; those it is overdue by are negative. */
    int daysLeft(LocalDate day) {
        var deadline = task.deadline().date();
        return day.isAfter(deadline)
                ? -times.counted().count(deadline, day)
                : times.counted().count(day, deadline);
    }

    int expectedProgress(Instant at) {
        return times.expected(at);
    }

    Lamp lamp(Instant now) {
        if (!task.open()) {
            return Lamp.DONE;
        }
        if (task.hold().held()
                && (task.hold().until() == null || now.isBefore(task.hold().until()))) {
            return Lamp.GREY;
        }
        var submitted = task.status() == TaskStatus.SUBMITTED;
        var judged = submitted ? Objects.requireNonNull(task.times().submitted()) : now;
        if (judged.isAfter(deadlineEnd())) {
            return Lamp.RED;
        }
        var yellow = !judged.isBefore(nearDue()) || behindAt(judged);
        return yellow && !submitted ? Lamp.YELLOW : Lamp.GREEN;
    }
}
