package org.duban.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.duban.calendar.WorkCalendar;
import org.duban.ledger.Task;
import org.jspecify.annotations.Nullable;

/** When each step of a policy is told for one task, before anybody asks whether it is told at all. */
final class Timetable {

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
    private final ZoneId leadZone;
    private final Instant deadlineEnd;

    /** The first instant of a step in one zone. */
    record Placed(
            Instant at, @Nullable LocalDate day, @Nullable LocalDate movedFrom) {}

    Timetable(Task task, Policy policy, WorkCalendar calendar, ZoneId leadZone) {
        this.task = task;
        this.policy = policy;
        this.calendar = calendar;
        this.leadZone = leadZone;
        var deadlineAt = task.deadlineAt();
        this.deadlineEnd = deadlineAt != null
                ? deadlineAt
                : task.deadlineDate()
                        .atTime(calendar.officeHours().closes())
                        .atZone(leadZone)
                        .toInstant();
    }

    Instant deadlineEnd() {
        return deadlineEnd;
    }

    /** The first instant of each step by its index, in a zone; null where what it counts from has not happened. */
    Placed[] place(ZoneId zone) {
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

    /** How a step goes on after its first instant; null if it is told once. */
    Track.@Nullable Repetition repetition(Step step, Placed first, ZoneId zone) {
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

    Instant nearDue() {
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
    Instant openingFrom(Instant instant, ZoneId zone) {
        var local = instant.atZone(zone).toLocalDateTime();
        var hours = calendar.officeHours();
        var day = local.toLocalTime().isBefore(hours.closes())
                ? local.toLocalDate()
                : local.toLocalDate().plusDays(1);
        var open = calendar.firstWorkingDayFrom(day);
        var opening = open.atTime(hours.opens());
        return local.isAfter(opening) ? instant : opening.atZone(zone).toInstant();
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

    static Instant later(Instant one, @Nullable Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }
}
