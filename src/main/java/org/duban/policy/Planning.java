package org.duban.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.calendar.WorkCalendar;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.ledger.Task;
import org.duban.ledger.TaskStatus;
import org.jspecify.annotations.Nullable;

/** The making of one plan. */
final class Planning {

    private static final Step.Anchor[] DAY_ANCHORS = {
        Step.Anchor.AFTER_ASSIGNMENT,
        Step.Anchor.BEFORE_DEADLINE,
        Step.Anchor.AFTER_DEADLINE,
        Step.Anchor.AFTER_PROGRESS,
        Step.Anchor.AFTER_SUBMISSION
    };

    private final Task task;
    private final Policy policy;
    private final WorkCalendar calendar;
    private final UnitTree units;
    private final ZoneId leadZone;
    private final Instant deadlineEnd;
    private final List<Track> tracks = new ArrayList<>();
    private final Map<ZoneId, Placed[]> placedByZone = new HashMap<>(2);

    /** The first instant of a step in one zone. */
    private record Placed(
            Instant at, @Nullable LocalDate day, @Nullable LocalDate movedFrom) {}

    Planning(Task task, Policy policy, WorkCalendar calendar, UnitTree units) {
        this.task = task;
        this.policy = policy;
        this.calendar = calendar;
        this.units = units;
        this.leadZone = zoneOf(task.leadUnit());
        var deadlineAt = task.deadlineAt();
        this.deadlineEnd = deadlineAt != null
                ? deadlineAt
                : task.deadlineDate()
                        .atTime(calendar.officeHours().closes())
                        .atZone(leadZone)
                        .toInstant();
    }

    Plan plan() {
        if (task.open()) {
            actsToTell();
            if (!task.held() || task.holdUntil() != null) {
                for (var index = 0; index < policy.steps().size(); index++) {
                    tracksOf(index);
                }
            }
        } else if (task.closureToldFrom() != null) {
            act(Plan.CLOSED, task.closureToldFrom(), new Audience.Escalated(), NoticeKind.CLOSURE, NoticeLevel.BLUE);
        }
        var outlook = new Plan.Outlook(
                !task.open(),
                task.held(),
                task.holdUntil(),
                task.status() == TaskStatus.SUBMITTED ? task.submittedAt() : null);
        return new Plan(tracks, deadlineEnd, nearDue(), outlook);
    }

    private void actsToTell() {
        for (var index = 0; index < policy.steps().size(); index++) {
            var step = policy.steps().get(index);
            if (step.anchor() == Step.Anchor.ASSIGNMENT) {
                for (var audience : audiencesOf(step)) {
                    var at = step.officeHours()
                            ? openingFrom(task.assignmentToldFrom(), leadZone)
                            : task.assignmentToldFrom();
                    tracks.add(once(step.name(), index, audience, at, NoticeKind.ASSIGNMENT, step.level()));
                }
            }
        }
        if (task.extensionRequested() != null && task.extensionRequestToldFrom() != null) {
            act(
                    Plan.EXTENSION_REQUESTED,
                    task.extensionRequestToldFrom(),
                    new Audience.Office(),
                    NoticeKind.REVIEW,
                    NoticeLevel.YELLOW);
        }
        if (task.decisionToldFrom() != null) {
            var step = task.extensionGranted() ? Plan.EXTENSION_GRANTED : Plan.EXTENSION_DECLINED;
            decision(step, task.decisionToldFrom(), NoticeLevel.BLUE);
        }
        if (task.returnToldFrom() != null && task.status() == TaskStatus.RETURNED) {
            decision(Plan.RETURNED, task.returnToldFrom(), NoticeLevel.YELLOW);
        }
    }

    private void decision(String step, Instant at, NoticeLevel level) {
        act(step, at, new Audience.Lead(), NoticeKind.DECISION, level);
        if (!task.assistingUnits().isEmpty()) {
            act(step, at, new Audience.Assisting(), NoticeKind.DECISION, level);
        }
    }

    private void act(String step, Instant at, Audience audience, NoticeKind kind, NoticeLevel level) {
        tracks.add(once(step, policy.steps().size(), audience, at, kind, level));
    }

    private Track once(String step, int rank, Audience audience, Instant at, NoticeKind kind, NoticeLevel level) {
        return new Track(step, rank, audience, unitsOf(audience), kind, level, at, null, justBefore(at), null);
    }

    private void tracksOf(int index) {
        var step = policy.steps().get(index);
        if (step.anchor() == Step.Anchor.ASSIGNMENT || !applies(step)) {
            return;
        }
        for (var audience : audiencesOf(step)) {
            var told = unitsOf(audience).stream()
                    .filter(unit -> owes(step, audience, unit))
                    .toList();
            if (told.isEmpty() && step.condition() == Step.Condition.UNRECEIVED) {
                continue;
            }
            byZone(told).forEach((zone, sharing) -> track(index, audience, sharing, zone));
        }
    }

    /** A task without assisting units owes nothing to nobody; an office that is missing above it is worth a word. */
    private List<Audience> audiencesOf(Step step) {
        return task.assistingUnits().isEmpty()
                ? step.tell().stream()
                        .filter(audience -> !(audience instanceof Audience.Assisting))
                        .toList()
                : step.tell();
    }

    private void track(int index, Audience audience, List<String> sharing, ZoneId zone) {
        var step = policy.steps().get(index);
        var placed = placedByZone.computeIfAbsent(zone, this::place);
        var first = placed[index];
        if (first == null) {
            return;
        }
        var floor = floor(step.anchor());
        var kind = kindOf(step, audience);
        var notBefore = floor;
        if (step.anchor() == Step.Anchor.AFTER_DEADLINE && deadlineEnd.isBefore(floor) && index == pulledRung(placed)) {
            tracks.add(new Track(
                    step.name(), index, audience, sharing, kind, step.level(), floor, null, justBefore(floor), null));
            notBefore = floor.isBefore(first.at) ? first.at : floor;
        }
        var repetition = repetition(step, first, zone);
        if (repetition != null || first.at.isAfter(notBefore)) {
            tracks.add(new Track(
                    step.name(),
                    index,
                    audience,
                    sharing,
                    kind,
                    step.level(),
                    first.at,
                    first.movedFrom,
                    notBefore,
                    repetition));
        }
    }

    /**
     * The one overdue step that is told at once when a deadline had already passed as it was set: the last rung that is
     * past, or else the first one, told early.
     */
    private int pulledRung(Placed[] placed) {
        var floor = floor(Step.Anchor.AFTER_DEADLINE);
        var pulled = -1;
        var earliest = -1;
        for (var index = 0; index < placed.length; index++) {
            var step = policy.steps().get(index);
            var at = placed[index];
            if (step.anchor() != Step.Anchor.AFTER_DEADLINE || at == null || !applies(step)) {
                continue;
            }
            if (!at.at.isAfter(floor) && (pulled < 0 || !at.at.isBefore(atOf(placed, pulled)))) {
                pulled = index;
            }
            if (earliest < 0 || at.at.isBefore(atOf(placed, earliest))) {
                earliest = index;
            }
        }
        return pulled >= 0 ? pulled : earliest;
    }

    private static Instant atOf(Placed[] placed, int index) {
        var at = placed[index];
        return at == null ? Instant.MAX : at.at;
    }

    private Placed[] place(ZoneId zone) {
        var placed = new Placed[policy.steps().size()];
        for (var index = 0; index < placed.length; index++) {
            var step = policy.steps().get(index);
            var anchor = anchorOf(step.anchor());
            if (step.amount() instanceof Amount.Exact exact && anchor != null) {
                var at = step.anchor() == Step.Anchor.BEFORE_DEADLINE
                        ? anchor.minus(exact.duration())
                        : anchor.plus(exact.duration());
                placed[index] = new Placed(step.officeHours() ? openingFrom(at, zone) : at, null, null);
            }
        }
        for (var anchor : DAY_ANCHORS) {
            var date = dateOf(anchor, zone);
            if (date != null) {
                var ladder = new Ladder(calendar, date, anchor == Step.Anchor.BEFORE_DEADLINE);
                for (var rung : ladder.place(policy.steps(), anchor)) {
                    placed[rung.index()] = new Placed(rung.at(policy.tellAt(), zone), rung.day(), rung.movedFrom());
                }
            }
        }
        return placed;
    }

    private Track.@Nullable Repetition repetition(Step step, Placed first, ZoneId zone) {
        var every = step.every();
        if (every == null) {
            return null;
        }
        if (every instanceof Amount.Exact exact) {
            return new Repetitions.EveryDuration(
                    exact.duration(), first.at, at -> step.officeHours() ? openingFrom(at, zone) : at);
        }
        var day = first.day != null ? first.day : first.at.atZone(zone).toLocalDate();
        return every instanceof Amount.WorkingDays working
                ? new Repetitions.EveryWorkingDays(working.days(), day, policy.tellAt(), zone, calendar)
                : new Repetitions.EveryCalendarDays(
                        ((Amount.CalendarDays) every).days(), day, policy.tellAt(), zone, calendar);
    }

    private boolean applies(Step step) {
        var submitted = task.status() == TaskStatus.SUBMITTED;
        if (submitted != (step.anchor() == Step.Anchor.AFTER_SUBMISSION)) {
            return false;
        }
        return step.condition() != Step.Condition.IN_PROGRESS
                || task.status() == TaskStatus.RECEIVED
                || task.status() == TaskStatus.IN_PROGRESS
                || task.status() == TaskStatus.RETURNED;
    }

    private boolean owes(Step step, Audience audience, String unit) {
        if (step.condition() != Step.Condition.UNRECEIVED) {
            return true;
        }
        return audience instanceof Audience.Lead || audience instanceof Audience.Assisting
                ? !task.receivedBy().contains(unit)
                : task.receivedAt() == null;
    }

    private Instant floor(Step.Anchor anchor) {
        var deadlineSteps = anchor == Step.Anchor.BEFORE_DEADLINE || anchor == Step.Anchor.AFTER_DEADLINE;
        var floor = deadlineSteps ? task.plannedFrom() : later(task.assignmentToldFrom(), task.resumedToldFrom());
        return task.held() ? later(floor, task.holdUntil()) : floor;
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }

    private @Nullable Instant anchorOf(Step.Anchor anchor) {
        return switch (anchor) {
            case ASSIGNMENT, AFTER_ASSIGNMENT -> task.assignedAt();
            case BEFORE_DEADLINE, AFTER_DEADLINE -> deadlineEnd;
            case AFTER_PROGRESS -> lastProgress();
            case AFTER_SUBMISSION -> task.submittedAt();
        };
    }

    private @Nullable LocalDate dateOf(Step.Anchor anchor, ZoneId zone) {
        if (anchor == Step.Anchor.BEFORE_DEADLINE || anchor == Step.Anchor.AFTER_DEADLINE) {
            return task.deadlineDate();
        }
        var instant = anchorOf(anchor);
        return instant == null ? null : instant.atZone(zone).toLocalDate();
    }

    /** A unit is silent since its last report; having signed, or got the task back, counts as one. */
    private @Nullable Instant lastProgress() {
        @Nullable Instant last = null;
        for (var heard : new @Nullable Instant[] {task.receivedAt(), task.progressedAt(), task.returnedAt()}) {
            last = heard == null ? last : later(heard, last);
        }
        return last;
    }

    private Instant nearDue() {
        var amount = policy.nearDue();
        if (amount instanceof Amount.Exact exact) {
            return deadlineEnd.minus(exact.duration());
        }
        var day = amount instanceof Amount.WorkingDays working
                ? calendar.minusWorkingDays(task.deadlineDate(), working.days())
                : task.deadlineDate().minusDays(((Amount.CalendarDays) amount).days());
        return day.atStartOfDay(leadZone).toInstant();
    }

    /** The instant itself if offices are open then, else their next opening. */
    private Instant openingFrom(Instant instant, ZoneId zone) {
        var local = instant.atZone(zone).toLocalDateTime();
        var hours = calendar.officeHours();
        var day = local.toLocalTime().isBefore(hours.closes())
                ? local.toLocalDate()
                : local.toLocalDate().plusDays(1);
        var open = calendar.firstWorkingDayFrom(day);
        var opening = open.atTime(hours.opens());
        return local.isAfter(opening) ? instant : opening.atZone(zone).toInstant();
    }

    private List<String> unitsOf(Audience audience) {
        if (audience instanceof Audience.Lead) {
            return List.of(task.leadUnit());
        }
        if (audience instanceof Audience.Assisting) {
            return task.assistingUnits();
        }
        if (audience instanceof Audience.Named named) {
            return List.of(named.unit());
        }
        if (audience instanceof Audience.Leader) {
            return units.leaderAbove(task.leadUnit()).map(Unit::code).stream().toList();
        }
        var offices = units.officesAbove(task.leadUnit());
        var place = audience instanceof Audience.HigherOffice ? 1 : 0;
        return audience instanceof Audience.Escalated || offices.size() <= place
                ? List.of()
                : List.of(offices.get(place).code());
    }

    private Map<ZoneId, List<String>> byZone(List<String> codes) {
        if (codes.size() <= 1) {
            return Map.of(codes.isEmpty() ? leadZone : zoneOf(codes.get(0)), codes);
        }
        var zones = new LinkedHashMap<ZoneId, List<String>>();
        codes.forEach(code ->
                zones.computeIfAbsent(zoneOf(code), zone -> new ArrayList<>()).add(code));
        return zones;
    }

    private ZoneId zoneOf(String code) {
        return units.unit(code).map(Unit::zone).orElse(ZoneOffset.UTC);
    }

    private NoticeKind kindOf(Step step, Audience audience) {
        var responsible = audience instanceof Audience.Lead || audience instanceof Audience.Assisting;
        return switch (step.anchor()) {
            case ASSIGNMENT -> NoticeKind.ASSIGNMENT;
            case BEFORE_DEADLINE -> NoticeKind.REMINDER;
            case AFTER_SUBMISSION -> NoticeKind.REVIEW;
            case AFTER_ASSIGNMENT, AFTER_DEADLINE, AFTER_PROGRESS ->
                responsible || isPlainUnit(audience) ? NoticeKind.CHASER : NoticeKind.ESCALATION;
        };
    }

    private boolean isPlainUnit(Audience audience) {
        return audience instanceof Audience.Named named
                && units.unit(named.unit())
                        .filter(unit -> unit.kind() == org.duban.directory.UnitKind.UNIT)
                        .isPresent();
    }

    private static Instant justBefore(Instant instant) {
        return instant.minusNanos(1_000);
    }
}
