package org.duban.plan;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duban.calendar.WorkCalendar;
import org.duban.policy.Amount;
import org.duban.policy.Policy;
import org.duban.policy.Step;
import org.duban.task.Task;

/**
 * The civil day on which a step is told, where its first reader sits, and what that day rests on.
 *
 * @param zone the reader's zone
 * @param date the day there
 * @param count the days that a count of working days went over; empty where none was counted, and for repetitions
 * @param confirmed whether the holidays of all years that the day depends on are known; if not, it may still move
 */
public record ToldDay(ZoneId zone, LocalDate date, Optional<Count> count, boolean confirmed) {

    /** The days from the first to the last, both included, on the calendar that counted them. */
    public record Count(WorkCalendar calendar, LocalDate first, LocalDate last) {}

    public static ToldDay of(Task task, PlannedStep planned, Policy policy, StepRecipients readers) {
        var reader =
                planned.units().isEmpty() ? task.leadUnit() : planned.units().get(0);
        var place = readers.placeOf(reader);
        var date = place.dateOf(planned.at());
        var step = policy.stepsFor(task).stream()
                .filter(each -> each.name().equals(planned.step()))
                .filter(each -> !(each.amount() instanceof Amount.Exact) || each.officeHours())
                .findFirst();
        if (step.isEmpty()) {
            return new ToldDay(place.zone(), date, Optional.empty(), true);
        }
        var wanted = planned.movedFrom() == null ? date : planned.movedFrom();
        var count = counted(task, step.get(), policy, readers, place)
                .map(from -> span(from, wanted, date, step.get(), readers.calendar()))
                .orElse(Optional.of(new Count(place.calendar(), date, date)));
        var years = count.map(days -> IntStream.rangeClosed(
                        days.first().getYear(), days.last().getYear()))
                .orElse(IntStream.of(date.getYear()));
        var confirmed = years.allMatch(
                year -> Stream.of(place.calendar(), readers.calendar()).allMatch(calendar -> calendar.confirmed(year)));
        return new ToldDay(place.zone(), date, count, confirmed);
    }

    /** The date from which a step counts working days, if that is what it does. */
    private static Optional<LocalDate> counted(
            Task task, Step step, Policy policy, StepRecipients readers, Place place) {
        if (!(step.amount() instanceof Amount.WorkingDays days) || days.days() == 0) {
            return Optional.empty();
        }
        var zone = readers.zoneOf(task.leadUnit());
        var timetable = new Timetable(task, policy, policy.stepsFor(task), readers.calendar(), zone);
        return Optional.ofNullable(timetable.dateOf(step.anchor(), place));
    }

    private static Optional<Count> span(
            LocalDate from, LocalDate wanted, LocalDate told, Step step, WorkCalendar calendar) {
        var days = ((Amount.WorkingDays) step.amount()).days();
        if (step.anchor() == Step.Anchor.BEFORE_DEADLINE) {
            return calendar.minusWorkingDays(from, days).equals(wanted)
                    ? Optional.of(new Count(calendar, told.isBefore(wanted) ? told : wanted, from.minusDays(1)))
                    : Optional.empty();
        }
        return calendar.plusWorkingDays(from, days).equals(wanted)
                ? Optional.of(new Count(calendar, from.plusDays(1), told.isAfter(wanted) ? told : wanted))
                : Optional.empty();
    }
}
