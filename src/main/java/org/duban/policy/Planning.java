package org.duban.policy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duban.calendar.WorkCalendar;
import org.duban.directory.UnitTree;
import org.duban.ledger.Task;
import org.duban.ledger.TaskStatus;

/** The making of one plan. */
final class Planning {

    private final Task task;
    private final Policy policy;
    private final Readers readers;
    private final Timetable timetable;
    private final ZoneId leadZone;
    private final List<Track> tracks = new ArrayList<>();
    private final Map<ZoneId, Timetable.Placed[]> placedByZone = new HashMap<>(2);

    Planning(Task task, Policy policy, WorkCalendar calendar, UnitTree units) {
        this.task = task;
        this.policy = policy;
        this.readers = new Readers(task, units);
        this.leadZone = readers.zoneOf(task.leadUnit());
        this.timetable = new Timetable(task, policy, calendar, leadZone);
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
        return new Plan(tracks, timetable.deadlineEnd(), timetable.nearDue(), outlook);
    }

    private void actsToTell() {
        for (var index = 0; index < policy.steps().size(); index++) {
            var step = policy.steps().get(index);
            if (step.anchor() == Step.Anchor.ASSIGNMENT) {
                for (var audience : readers.audiencesOf(step)) {
                    var at = step.officeHours()
                            ? timetable.openingFrom(task.assignmentToldFrom(), leadZone)
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
        return new Track(step, rank, audience, readers.unitsOf(audience), kind, level, at, null, justBefore(at), null);
    }

    private void tracksOf(int index) {
        var step = policy.steps().get(index);
        if (step.anchor() == Step.Anchor.ASSIGNMENT || !applies(step)) {
            return;
        }
        for (var audience : readers.audiencesOf(step)) {
            var told = readers.told(step, audience);
            if (told.isEmpty() && step.condition() == Step.Condition.UNRECEIVED) {
                continue;
            }
            readers.byZone(told, leadZone).forEach((zone, sharing) -> track(index, audience, sharing, zone));
        }
    }

    private void track(int index, Audience audience, List<String> sharing, ZoneId zone) {
        var step = policy.steps().get(index);
        var placed = placedByZone.computeIfAbsent(zone, timetable::place);
        var first = placed[index];
        if (first == null) {
            return;
        }
        var floor = floor(step.anchor());
        var kind = readers.kindOf(step, audience);
        var notBefore = floor;
        if (step.anchor() == Step.Anchor.AFTER_DEADLINE
                && timetable.deadlineEnd().isBefore(floor)
                && index == pulledRung(placed)) {
            tracks.add(new Track(
                    step.name(), index, audience, sharing, kind, step.level(), floor, null, justBefore(floor), null));
            notBefore = floor.isBefore(first.at()) ? first.at() : floor;
        }
        var repetition = timetable.repetition(step, first, zone);
        if (repetition != null || first.at().isAfter(notBefore)) {
            tracks.add(new Track(
                    step.name(),
                    index,
                    audience,
                    sharing,
                    kind,
                    step.level(),
                    first.at(),
                    first.movedFrom(),
                    notBefore,
                    repetition));
        }
    }

    /**
     * The one overdue step that is told at once when a deadline had already passed as it was set: the last rung that is
     * past, or else the first one, told early.
     */
    private int pulledRung(Timetable.Placed[] placed) {
        var floor = floor(Step.Anchor.AFTER_DEADLINE);
        var pulled = -1;
        var earliest = -1;
        for (var index = 0; index < placed.length; index++) {
            var step = policy.steps().get(index);
            var at = placed[index];
            if (step.anchor() != Step.Anchor.AFTER_DEADLINE || at == null || !applies(step)) {
                continue;
            }
            if (!at.at().isAfter(floor) && (pulled < 0 || !at.at().isBefore(atOf(placed, pulled)))) {
                pulled = index;
            }
            if (earliest < 0 || at.at().isBefore(atOf(placed, earliest))) {
                earliest = index;
            }
        }
        return pulled >= 0 ? pulled : earliest;
    }

    private static Instant atOf(Timetable.Placed[] placed, int index) {
        var at = placed[index];
        return at == null ? Instant.MAX : at.at();
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

    private Instant floor(Step.Anchor anchor) {
        var deadlineSteps = anchor == Step.Anchor.BEFORE_DEADLINE || anchor == Step.Anchor.AFTER_DEADLINE;
        var floor =
                deadlineSteps ? task.plannedFrom() : Timetable.later(task.assignmentToldFrom(), task.resumedToldFrom());
        return task.held() ? Timetable.later(floor, task.holdUntil()) : floor;
    }

    private static Instant justBefore(Instant instant) {
        return instant.minusNanos(1_000);
    }
}
