package org.duban.drill;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.calendar.Calendars;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.plan.Lamp;
import org.duban.plan.StepNames;

/**
 * A drill that has been played.
 *
 * @param frame when it started, in the zone that most units have and with the calendar that most tasks follow
 * @param end when it ended: when nothing more was to be told, or where it was cut off
 * @param complete whether everything has been told
 * @param mails in the order in which they would have been sent
 * @param stepNames what steps are called in the language of the reports
 * @param lamps how many of the tasks assigned by then showed which lamp
 */
record DrillResult(
        DrillInput programme,
        UnitTree units,
        Calendars calendars,
        ListedTime.Frame frame,
        Instant end,
        boolean complete,
        List<SentMail> mails,
        StepNames stepNames,
        Map<Lamp, Long> lamps) {

    DrillResult {
        mails = List.copyOf(mails);
        lamps = Map.copyOf(lamps);
    }

    LocalDate firstDay() {
        return frame.start().atZone(frame.zone()).toLocalDate();
    }

    LocalDate lastDay() {
        return end.atZone(frame.zone()).toLocalDate();
    }

    /** Whether a day is off for a unit: by its own calendar, or else by that which most tasks follow. */
    boolean off(String unit, LocalDate day) {
        var calendar = units.unit(unit)
                .flatMap(known -> Optional.ofNullable(known.calendar()))
                .map(calendars::calendar)
                .orElse(frame.calendar());
        return !calendar.isWorkingDay(day);
    }

    String nameOf(String unit) {
        return units.unit(unit)
                .map(known -> known.name(programme.settings().lang()))
                .orElse(unit);
    }

    String labelOf(SentMail.Item item) {
        return stepNames.of(item.step(), item.label());
    }

    /** Whether mail of a unit goes to several addresses, so that its name alone does not tell them apart. */
    boolean severalAddresses(String unit) {
        return units.unit(unit).map(Unit::emails).orElse(List.of()).size() > 1;
    }
}
