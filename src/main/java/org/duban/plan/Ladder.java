package org.duban.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.duban.calendar.WorkCalendar;
import org.duban.policy.Amount;
import org.duban.policy.Step;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rungs that count days from one date on working days of a recipient. A rung that would fall on a day off moves
 * earlier before the date and later after it; rungs of different amounts keep their order and at least a working day between
 * them.
 *
 * @param policy the calendar on which days are counted
 * @param recipient the calendar of the recipient, on whose working days it is told
 * @param from the date
 * @param before whether the rungs stand before the date
 */
record Ladder(WorkCalendar policy, WorkCalendar recipient, LocalDate from, boolean before) {

    /** In the order of time; of two that want the same day the first in the policy is the earlier. */
    private static final Comparator<Rung> BY_DAY = Comparator.comparing(Rung::wanted)
            .thenComparing(rung -> rung.steps().get(0));

    /** All steps of one amount, by their indexes in the policy, and the day they were put on. */
    record Rung(
            List<Integer> steps, String name, Amount amount, LocalDate wanted, LocalDate day, List<MoveReasons> moved) {
        @Nullable
        LocalDate movedFrom() {
            return day.equals(wanted) ? null : wanted;
        }
    }

    /** The rungs with the days they are told on, the nearest to the date first; steps of exact amounts are left out. */
    List<Rung> place(List<Step> steps, Step.Anchor anchor) {
        var rungs = new ArrayList<Rung>();
        for (var index = 0; index < steps.size(); index++) {
            var step = steps.get(index);
            if (step.anchor() == anchor && !(step.amount() instanceof Amount.Exact)) {
                rungOf(step, rungs).steps().add(index);
            }
        }
        rungs.sort(before ? BY_DAY.reversed() : BY_DAY);
        return spread(rungs);
    }

    /** The rung of a step's amount; a new one if none has it yet. */
    private Rung rungOf(Step step, List<Rung> rungs) {
        for (var rung : rungs) {
            if (rung.amount().equals(step.amount())) {
                return rung;
            }
        }
        var wanted = wanted(step.amount());
        var day = recipient.isWorkingDay(wanted) ? wanted : workingDay(wanted, step.amount());
        var rung = new Rung(new ArrayList<>(2), step.name(), step.amount(), wanted, day, dayOff(wanted, recipient));
        rungs.add(rung);
        return rung;
    }

    private List<Rung> spread(List<Rung> rungs) {
        var spread = new ArrayList<Rung>(rungs.size());
        @Nullable Rung last = null;
        for (var rung : rungs) {
            last = last == null ? rung : apart(rung, last);
            spread.add(last);
        }
        return spread;
    }

    private Rung apart(Rung rung, Rung last) {
        var nearest = before ? recipient.minusWorkingDays(last.day(), 1) : recipient.plusWorkingDays(last.day(), 1);
        var tooNear = before ? rung.day().isAfter(nearest) : rung.day().isBefore(nearest);
        if (!tooNear) {
            return rung;
        }
        var moved = new ArrayList<>(rung.moved());
        moved.add(new MoveReasons.Crowded(last.name(), last.day()));
        return new Rung(rung.steps(), rung.name(), rung.amount(), rung.wanted(), nearest, List.copyOf(moved));
    }

    private LocalDate wanted(Amount amount) {
        if (amount instanceof Amount.WorkingDays working) {
            if (working.days() == 0) {
                return from;
            }
            return before
                    ? policy.minusWorkingDays(from, working.days())
                    : policy.plusWorkingDays(from, working.days());
        }
        var days = ((Amount.CalendarDays) amount).days();
        return before ? from.minusDays(days) : from.plusDays(days);
    }

    private LocalDate workingDay(LocalDate wanted, Amount amount) {
        // "0wd" is the day itself, moved earlier when it is a day off, on both sides of the date (contract).
        return before || amount.equals(Amount.THE_DAY_ITSELF)
                ? recipient.lastWorkingDayUpTo(wanted)
                : recipient.firstWorkingDayFrom(wanted);
    }

    /** Why a day is not the day on which something is told; empty if it is one. */
    static List<MoveReasons> dayOff(LocalDate day, WorkCalendar calendar) {
        return calendar.isWorkingDay(day)
                ? List.of()
                : List.of(new MoveReasons.DayOff(
                        day, calendar.name(), calendar.named(day).orElse(null)));
    }
}
