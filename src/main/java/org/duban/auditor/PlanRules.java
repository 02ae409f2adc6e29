package org.duban.auditor;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.duban.calendar.WorkCalendar;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.rulebook.Rulebooks;
import org.springframework.stereotype.Component;

/** What all plans follow besides their tasks: policies, calendars, and where units stand. */
@Component
final class PlanRules {

    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2100, 1, 1);

    private final Rulebooks rulebooks;

    PlanRules(Rulebooks rulebooks) {
        this.rulebooks = rulebooks;
    }

    /** A text that is another one when any of them has changed. */
    String digest(UnitTree units) {
        var text = new StringBuilder();
        var rulebook = rulebooks.current();
        var calendars = rulebook.calendars();
        rulebook.policies().all().forEach(policy -> text.append(policy).append('\n'));
        calendars.names().stream()
                .sorted()
                .map(name -> days(calendars.calendar(name)))
                .forEach(text::append);
        units.units().stream()
                .sorted(Comparator.comparing(Unit::code))
                .map(PlanRules::place)
                .forEach(text::append);
        return DigestUtils.sha256Hex(text.toString());
    }

    private static String place(Unit unit) {
        return unit.code() + " " + unit.parent() + " " + unit.kind() + " " + unit.zone() + " " + unit.calendar() + "\n";
    }

    private static String days(WorkCalendar calendar) {
        return FIRST.datesUntil(LAST)
                .map(day -> calendar.isWorkingDay(day) ? "w" : ".")
                .collect(Collectors.joining("", calendar.officeHours().toString(), "\n"));
    }
}
