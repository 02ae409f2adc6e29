package org.duban.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.duban.calendar.WorkCalendar;
import org.duban.plan.Track.Placed;
import org.duban.policy.Amount;
import org.duban.policy.Policy;
import org.duban.policy.Step;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/** When each step of a policy is told for one task, before anybody asks whether it is told at all. */
public final class Timetable {

    private static final Step.Anchor[] DAY_ANCHORS = {
        Step.Anchor.AFTER_ASSIGNMENT,
        Step.Anchor.BEFORE_DEADLINE,
        Step.Anchor.AFTER_DEADLINE,
        Step.Anchor.AFTER_PROGRESS,
        Step.Anchor.AFTER_SUBMISSION,
        Step.Anchor.AFTER_EXTENSION_REQUEST
    };

    private final Task task;
    private final Policy policy;
    private final List<Step> steps;
    private final WorkCalendar calendar;
    private final ZoneId leadZone;
    private final Instant deadlineEnd;

    /**
     * @param steps the steps of the policy as they are for this task
     * @param calendar the policy's calendar, on which days are counted
     */
    Timetable(Task task, Policy policy, List<Step> steps, WorkCalendar calendar, ZoneId leadZone) {
        this.task = task;
        this.policy = policy;
        this.steps = steps;
        this.calendar = calendar;
        this.leadZone = leadZone;
        var deadlineAt = task.deadline().at();
        this.deadlineEnd = deadlineAt != null
                ? deadlineAt
                : Place.at(
                        leadZone, task.deadline().date(), calendar.officeHours().closes());
    }

    Instant deadlineEnd() {
        return deadlineEnd;
    }

    /** The first instant of each step by its index, in a place; null where what it counts from has not happened. */
    Placed[] place(Place place) {
        var placed = new Placed[steps.size()];
        for (var index = 0; index < placed.length; index++) {
            var step = steps.get(index);
            var anchor = anchorOf(step.anchor());
            if (step.amount() instanceof Amount.Exact exact && anchor != null) {
                var at = step.anchor() == Step.Anchor.BEFORE_DEADLINE
                        ? anchor.minus(exact.duration())
                        : anchor.plus(exact.duration());
                placed[index] = Placed.exactly(step.officeHours() ? place.openingFrom(at) : at);
            }
        }
        for (var anchor : DAY_ANCHORS) {
            var date = dateOf(anchor, place);
            if (date != null) {
                var ladder = new Ladder(calendar, place.calendar(), date, anchor == Step.Anchor.BEFORE_DEADLINE);
                for (var rung : ladder.place(steps, anchor)) {
                    var told = new Placed(
                            place.at(rung.day(), policy.tellAt()), rung.day(), rung.movedFrom(), rung.moved());
                    rung.steps().forEach(index -> placed[index] = told);
                }
            }
        }
        return placed;
    }

    /** How a step goes on after its first instant; null if it is told once. */
    Track.@Nullable Repetition repetition(Step step, Placed first, Place place) {
        var every = step.every();
        if (every == null) {
            return null;
        }
        if (every instanceof Amount.Exact exact) {
            return new Repetitions.EveryDuration(exact.duration(), first.at(), step.officeHours() ? place : null);
        }
        var day = first.day();
        return new Repetitions.EveryDays(
                every instanceof Amount.WorkingDays working
                        ? new Repetitions.WorkingDays(working.days(), calendar)
                        : new Repetitions.CalendarDays(((Amount.CalendarDays) every).days()),
                day != null ? day : place.dateOf(first.at()),
                policy.tellAt(),
                place);
    }

    Instant nearDue() {
        var amount = policy.nearDue();
        if (amount instanceof Amount.Exact exact) {
            return deadlineEnd.minus(exact.duration());
        }
        var day = amount instanceof Amount.WorkingDays working
                ? calendar.minusWorkingDays(task.deadline().date(), working.days())
                : task.deadline().date().minusDays(((Amount.CalendarDays) amount).days());
        return day.atStartOfDay(leadZone).toInstant();
    }

    ExpectedProgress expectedProgress() {
        var assigned = task.times().assigned().atZone(leadZone).toLocalDate();
        return new ExpectedProgress(calendar, assigned, task.deadline().date());
    }

    /**
     * When the task falls behind: the start of the first day on which the expected progress lies so far above the reported
     * one as the policy allows; null if it never does.
     */
    @Nullable
    Instant behindFrom() {
        var percent = task.reports().percent();
        var expected = (percent == null ? 0 : percent) + policy.behindBy();
        return expected > 100
                ? null
                : expectedProgress().firstDayOf(expected).atStartOfDay(leadZone).toInstant();
    }

    private @Nullable Instant anchorOf(Step.Anchor anchor) {
        return switch (anchor) {
            case ASSIGNMENT, AFTER_ASSIGNMENT -> task.times().assigned();
            case BEFORE_DEADLINE, AFTER_DEADLINE -> deadlineEnd;
            case AFTER_PROGRESS -> lastProgress();
            case SUBMISSION -> task.toldFrom().submission();
            case AFTER_SUBMISSION -> task.times().submitted();
            case AFTER_EXTENSION_REQUEST ->
                task.request() == null ? null : task.request().at();
        };
    }

    /** The date from which steps of an anchor count days in a place; null where it has not come about. */
    @Nullable
    LocalDate dateOf(Step.Anchor anchor, Place place) {
        if (anchor == Step.Anchor.BEFORE_DEADLINE || anchor == Step.Anchor.AFTER_DEADLINE) {
            return task.deadline().date();
        }
        var instant = anchorOf(anchor);
        return instant == null ? null : place.dateOf(instant);
    }

    /** A unit is silent since its last report; having signed, or got the task back by a return or a reopening, counts as one. */
    private @Nullable Instant lastProgress() {
        @Nullable Instant last = null;
        for (var heard : new @Nullable Instant[] {
            task.times().received(),
            task.times().progressed(),
            task.times().returned(),
            task.times().reopened()
        }) {
            last = heard == null ? last : later(heard, last);
        }
        return last;
    }

    public static Instant later(Instant one, @Nullable Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }
}
