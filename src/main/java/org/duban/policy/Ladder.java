package org.duban.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.duban.calendar.WorkCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rungs that count days from one date on working days. A rung that would fall on a day off moves earlier before
 * the date and later after it; rungs of different amounts keep their order and at least a working day between them.
 */
record Ladder(WorkCalendar calendar, LocalDate from, boolean before) {

    /** A step of the ladder by its index in the policy, and the day it was put on. */
    record Rung(int index, Amount amount, LocalDate wanted, LocalDate day) {
        @Nullable
        LocalDate movedFrom() {
            return day.equals(wanted) ? null : wanted;
        }

        Instant at(LocalTime tellAt, ZoneId zone) {
            return day.atTime(tellAt).atZone(zone).toInstant();
        }
    }

    /** The rungs with the days they are told on, the nearest to the date first; steps of exact amounts are left out. */
    List<Rung> place(List<Step> steps, Step.Anchor anchor) {
        var rungs = new ArrayList<Rung>();
        for (var index = 0; index < steps.size(); index++) {
            var step = steps.get(index);
            if (step.anchor() == anchor && !(step.amount() instanceof Amount.Exact)) {
                var wanted = wanted(step.amount());
                rungs.add(new Rung(index, step.amount(), wanted, workingDay(wanted, step.amount())));
            }
        }
        var byDay = Comparator.comparing(Rung::wanted);
        rungs.sort(before ? byDay.reversed() : byDay);
        return spread(rungs);
    }

    private List<Rung> spread(List<Rung> rungs) {
        var spread = new ArrayList<Rung>();
        @Nullable Rung last = null;
        for (var rung : rungs) {
            var placed = last == null || rung.amount().equals(last.amount()) ? rung : apart(rung, last);
            spread.add(placed);
            last = placed;
        }
        return spread;
    }

    private Rung apart(Rung rung, Rung last) {
        var nearest = before ? calendar.minusWorkingDays(last.day(), 1) : calendar.plusWorkingDays(last.day(), 1);
        var tooNear = before ? rung.day().isAfter(nearest) : rung.day().isBefore(nearest);
        return tooNear ? new Rung(rung.index(), rung.amount(), rung.wanted(), nearest) : rung;
    }

    private LocalDate wanted(Amount amount) {
        if (amount instanceof Amount.WorkingDays working) {
            if (working.days() == 0) {
                return from;
            }
            return before
                    ? calendar.minusWorkingDays(from, working.days())
                    : calendar.plusWorkingDays(from, working.days());
        }
        var days = ((Amount.CalendarDays) amount).days();
        return before ? from.minusDays(days) : from.plusDays(days);
    }

    private LocalDate workingDay(LocalDate wanted, Amount amount) {
        // "0wd" is the day itself, moved earlier when it is a day off, on both sides of the date (contract).
        return before || amount instanceof Amount.WorkingDays
                ? calendar.lastWorkingDayUpTo(wanted)
                : calendar.firstWorkingDayFrom(wanted);
    }
}
