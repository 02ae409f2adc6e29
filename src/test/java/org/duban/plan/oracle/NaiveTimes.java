package org.duban.plan.oracle;

import static org.duban.policy.Step.Anchor.AFTER_DEADLINE;
import static org.duban.policy.Step.Anchor.ASSIGNMENT;
import static org.duban.policy.Step.Anchor.BEFORE_DEADLINE;
import static org.duban.policy.Step.Anchor.SUBMISSION;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.duban.directory.Unit;
import org.duban.policy.Amount;
import org.duban.policy.Policy;
import org.duban.policy.Step;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/** When the steps of a task are told to a unit: walked from day to day and from occurrence to occurrence. */
final class NaiveTimes {

    private static final Amount THE_DAY_ITSELF = new Amount.WorkingDays(0);

    private final Task task;
    private final Policy policy;
    private final Map<String, NaiveCalendar> calendars;
    private final NaiveCalendar counted;
    private final Map<String, Unit> units;

    NaiveTimes(Task task, Policy policy, Map<String, NaiveCalendar> calendars, Map<String, Unit> units) {
        this.task = task;
        this.policy = policy;
        this.calendars = calendars;
        this.counted = Objects.requireNonNull(calendars.get(policy.calendar()));
        this.units = units;
    }

    /** The policy's calendar. */
    NaiveCalendar counted() {
        return counted;
    }

    /**
     * An instant at which a step is told.
     *
     * @param day the day that it counts to, or was put on
     * @param movedFrom the day that it counts to, if it is told on another
     * @param why why it is
     */
    record Occurrence(
            Instant at, @Nullable LocalDate day, @Nullable LocalDate movedFrom, List<String> why) {

        static Occurrence exactly(Instant at) {
            return new Occurrence(at, null, null, List.of());
        }
    }

    /**
     * The first instant of a step for a unit; empty where what it counts from has not happened.
     *
     * @param joined when the unit came to the task, if not with the lead unit: what is told on assignment, it is told then
     */
    Optional<Occurrence> first(Step step, String unit, Instant joined) {
        var anchor = anchor(step);
        if (step.anchor() == ASSIGNMENT && !joined.equals(Instant.MIN)) {
            anchor = joined;
        }
        if (anchor == null) {
            return Optional.empty();
        }
        if (amount(step) instanceof Amount.Exact exact) {
            var at = step.anchor() == BEFORE_DEADLINE ? anchor.minus(exact.duration()) : anchor.plus(exact.duration());
            return Optional.of(Occurrence.exactly(step.officeHours() ? opening(at, unit) : at));
        }
        var from = step.anchor() == BEFORE_DEADLINE || step.anchor() == AFTER_DEADLINE
                ? task.deadline().date()
                : anchor.atZone(zone(unit)).toLocalDate();
        var rung = ladder(step.anchor(), from, unit).stream()
                .filter(other -> other.amount.equals(amount(step)))
                .findFirst()
                .orElseThrow();
        var moved = rung.day.equals(rung.wanted) ? null : rung.wanted;
        return Optional.of(new Occurrence(tellAt(rung.day, unit), rung.day, moved, rung.why));
    }

    private @Nullable Instant anchor(Step step) {
        return switch (step.anchor()) {
            case ASSIGNMENT -> task.toldFrom().assignment();
            case AFTER_ASSIGNMENT -> task.times().assigned();
            case BEFORE_DEADLINE, AFTER_DEADLINE -> deadlineEnd();
            case SUBMISSION -> task.toldFrom().submission();
            case AFTER_SUBMISSION -> task.times().submitted();
            case AFTER_EXTENSION_REQUEST ->
                task.request() == null ? null : task.request().at();
            case AFTER_PROGRESS -> lastWord();
        };
    }

    /** Having signed, or got the task back, counts as a word of the unit. */
    private @Nullable Instant lastWord() {
        Instant last = null;
        for (var word : new @Nullable Instant[] {
            task.times().received(),
            task.times().progressed(),
            task.times().returned(),
            task.times().reopened()
        }) {
            if (word != null && (last == null || word.isAfter(last))) {
                last = word;
            }
        }
        return last;
    }

    private Amount amount(Step step) {
        var own = step.anchor() == ASSIGNMENT || step.anchor() == SUBMISSION
                ? null
                : task.supervision().amounts().get(step.name());
        return own == null ? step.amount() : Amount.parse(own);
    }

    // ---- repetitions

    /** The first instant of a step and its repetitions, up to one instant or just beyond it. */
    List<Occurrence> all(Step step, Occurrence first, String unit, Instant upTo) {
        var all = new ArrayList<>(List.of(first));
        var day = first.day != null ? first.day : first.at.atZone(zone(unit)).toLocalDate();
        var instant = first.at;
        while (step.every() != null && !all.get(all.size() - 1).at.isAfter(upTo)) {
            Occurrence next;
            if (step.every() instanceof Amount.Exact exact) {
                instant = instant.plus(exact.duration());
                next = Occurrence.exactly(step.officeHours() ? opening(instant, unit) : instant);
            } else {
                day = further(day, step.every());
                var worked = calendar(unit).orLater(day);
                next = new Occurrence(
                        tellAt(worked, unit), day, worked.equals(day) ? null : day, off(day, calendar(unit)));
            }
            append(all, next);
        }
        return all;
    }

    private LocalDate further(LocalDate day, Amount every) {
        return every instanceof Amount.WorkingDays working
                ? counted.after(day, working.days())
                : day.plusDays(((Amount.CalendarDays) every).days());
    }

    /** Of several that come at one instant, the last stands for all. */
    private static void append(List<Occurrence> all, Occurrence next) {
        var last = all.get(all.size() - 1);
        if (next.at.equals(last.at) && all.size() > 1) {
            all.remove(last);
        }
        if (next.at.isAfter(last.at) || all.get(all.size() - 1) != last) {
            all.add(next);
        }
    }

    // ---- the ladder

    private record Rung(Amount amount, String name, LocalDate wanted, LocalDate day, List<String> why) {}

    /** One rung for each amount in days that the steps of an anchor count, the nearest to the date first. */
    private List<Rung> ladder(Step.Anchor anchor, LocalDate from, String unit) {
        var before = anchor == BEFORE_DEADLINE;
        var calendar = calendar(unit);
        var rungs = new ArrayList<Rung>();
        for (var step : policy.steps()) {
            var amount = amount(step);
            if (step.anchor() == anchor
                    && !(amount instanceof Amount.Exact)
                    && rungs.stream().noneMatch(rung -> rung.amount.equals(amount))) {
                var wanted = wanted(amount, from, before);
                var day = day(amount, wanted, before, calendar);
                rungs.add(new Rung(amount, step.name(), wanted, day, off(wanted, calendar)));
            }
        }
        // Earlier days first, and of one day the first in the policy; or all of that backwards.
        rungs.sort(Comparator.comparing(Rung::wanted));
        if (before) {
            Collections.reverse(rungs);
        }
        for (var i = 1; i < rungs.size(); i++) {
            var last = rungs.get(i - 1);
            var rung = rungs.get(i);
            var nearest = before ? calendar.before(last.day, 1) : calendar.after(last.day, 1);
            if (before ? rung.day.isAfter(nearest) : rung.day.isBefore(nearest)) {
                var why = new ArrayList<>(rung.why);
                why.add(last.name + " is on " + last.day);
                rungs.set(i, new Rung(rung.amount, rung.name, rung.wanted, nearest, why));
            }
        }
        return rungs;
    }

    private static List<String> off(LocalDate day, NaiveCalendar calendar) {
        return calendar.works(day) ? List.of() : List.of(day + " is off in " + calendar.name());
    }

    private LocalDate wanted(Amount amount, LocalDate from, boolean before) {
        if (amount instanceof Amount.WorkingDays working) {
            return before ? counted.before(from, working.days()) : counted.after(from, working.days());
        }
        var days = ((Amount.CalendarDays) amount).days();
        return before ? from.minusDays(days) : from.plusDays(days);
    }

    private LocalDate day(Amount amount, LocalDate wanted, boolean before, NaiveCalendar calendar) {
        return before || amount.equals(THE_DAY_ITSELF) ? calendar.orEarlier(wanted) : calendar.orLater(wanted);
    }

    // ---- deadline and progress

    Instant deadlineEnd() {
        return task.deadline().at() != null
                ? task.deadline().at()
                : instant(task.deadline().date().atTime(counted.closes()), zone(task.leadUnit()));
    }

    Instant nearDue() {
        var amount = policy.nearDue();
        if (amount instanceof Amount.Exact exact) {
            return deadlineEnd().minus(exact.duration());
        }
        var wanted = wanted(amount, task.deadline().date(), true);
        return startOf(amount instanceof Amount.WorkingDays ? counted.orEarlier(wanted) : wanted);
    }

    /** Looks at the expected progress of each day until one lies too far above the reported progress. */
    Optional<Instant> behindFrom() {
        var reported = task.reports().percent() == null ? 0 : task.reports().percent();
        var assigned = assigned();
        var deadline = task.deadline().date();
        var first = deadline.isBefore(assigned) ? deadline : assigned;
        for (var day = first; !day.isAfter(deadline); day = day.plusDays(1)) {
            if (expected(day) - reported >= policy.behindBy()) {
                return Optional.of(startOf(day));
            }
        }
        return Optional.empty();
    }

    int expected(Instant at) {
        return expected(at.atZone(zone(task.leadUnit())).toLocalDate());
    }

    /** The share of the working days that have passed, in whole percents. */
    private int expected(LocalDate day) {
        var assigned = assigned();
        var deadline = task.deadline().date();
        var all = counted.count(assigned, deadline);
        if (all == 0) {
            return day.isBefore(deadline) ? 0 : 100;
        }
        return Math.min(100, 100 * counted.count(assigned, day) / all);
    }

    private LocalDate assigned() {
        return task.times().assigned().atZone(zone(task.leadUnit())).toLocalDate();
    }

    private Instant startOf(LocalDate day) {
        return instant(day.atTime(LocalTime.MIDNIGHT), zone(task.leadUnit()));
    }

    // ---- clocks

    private ZoneId zone(String unit) {
        var known = units.get(unit.isEmpty() ? task.leadUnit() : unit);
        return known == null ? ZoneOffset.UTC : known.zone();
    }

    private NaiveCalendar calendar(String unit) {
        var known = units.get(unit);
        return known == null || known.calendar() == null ? counted : calendars.getOrDefault(known.calendar(), counted);
    }

    private Instant tellAt(LocalDate day, String unit) {
        return instant(day.atTime(policy.tellAt()), zone(unit));
    }

    /** The instant, or the next opening of the office if it is closed then. */
    private Instant opening(Instant instant, String unit) {
        var calendar = calendar(unit);
        var local = instant.atZone(zone(unit));
        var time = local.toLocalTime();
        if (calendar.works(local.toLocalDate())
                && !time.isBefore(calendar.opens())
                && time.isBefore(calendar.closes())) {
            return instant;
        }
        for (var day = local.toLocalDate(); ; day = day.plusDays(1)) {
            var opens = instant(day.atTime(calendar.opens()), zone(unit));
            if (calendar.works(day) && opens.isAfter(instant)) {
                return opens;
            }
        }
    }

    /** The first instant at which clocks show a local time, or a later one where they skip it. */
    private static Instant instant(LocalDateTime local, ZoneId zone) {
        var offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty() ? zone.getRules().getTransition(local).getInstant() : local.toInstant(offsets.get(0));
    }
}
