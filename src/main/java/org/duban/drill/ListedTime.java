package org.duban.drill;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.duban.calendar.WorkCalendar;
import org.duban.policy.Amount;

/** A time as a list names it: a day, a time of day, an instant, or an amount from the start of the drill. */
sealed interface ListedTime {

    String CURE = "write a day like 2026-12-31, a time like 2026-12-31T18:00 or 2026-12-31T18:00:00+08:00,"
            + " or an amount from the start like 10wd, P30D or PT2H";

    /** ISO 8601 and what spreadsheets make of it: slashes, no leading zeros, a blank before the time. */
    Pattern CIVIL = Pattern.compile("(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})"
            + "(?:(?:T| +)(\\d{1,2})(:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)(Z|[+-]\\d{2}:?\\d{2})?)?");

    record Day(LocalDate day) implements ListedTime {}

    record Local(LocalDateTime time) implements ListedTime {}

    record Exact(Instant at) implements ListedTime {}

    /** An amount after the start, or before it. */
    record FromStart(Amount amount, boolean before) implements ListedTime {
        LocalDate day(Frame frame) {
            var start = frame.start().atZone(frame.zone()).toLocalDate();
            if (amount instanceof Amount.WorkingDays working) {
                return before
                        ? frame.calendar().minusWorkingDays(start, working.days())
                        : frame.calendar().plusWorkingDays(start, working.days());
            }
            var days = amount instanceof Amount.CalendarDays calendar ? calendar.days() : 0;
            return before ? start.minusDays(days) : start.plusDays(days);
        }
    }

    /**
     * What a time is seen in.
     *
     * @param start when the drill starts
     * @param zone of the unit that the time concerns
     * @param calendar counts its working days and knows when its office opens
     */
    record Frame(Instant start, ZoneId zone, WorkCalendar calendar) {

        Instant opening(LocalDate day) {
            return day.atTime(calendar.officeHours().opens()).atZone(zone).toInstant();
        }
    }

    /**
     * Reads a time; a minus before an amount puts it before the start.
     *
     * @throws IllegalArgumentException if the text is none of the kinds
     */
    static ListedTime parse(String text) {
        try {
            if (!Character.isDigit(text.charAt(0)) || text.endsWith("wd")) {
                var before = text.startsWith("-");
                return new FromStart(Amount.parse(before ? text.substring(1) : text), before);
            }
            return civil(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no time", e);
        }
    }

    private static ListedTime civil(String text) {
        var parts = CIVIL.matcher(text);
        if (!parts.matches()) {
            throw new DateTimeException(text);
        }
        var day = LocalDate.of(number(parts.group(1)), number(parts.group(2)), number(parts.group(3)));
        if (parts.group(4) == null) {
            return new Day(day);
        }
        var time = day.atTime(
                LocalTime.parse((parts.group(4).length() == 1 ? "0" : "") + parts.group(4) + parts.group(5)));
        return parts.group(6) == null ? new Local(time) : new Exact(time.toInstant(ZoneOffset.of(parts.group(6))));
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    /** The instant meant; a day is meant from the opening of the office on. */
    default Instant instant(Frame frame) {
        if (this instanceof Exact exact) {
            return exact.at();
        }
        if (this instanceof Local local) {
            return local.time().atZone(frame.zone()).toInstant();
        }
        if (this instanceof Day day) {
            return frame.opening(day.day());
        }
        var distance = (FromStart) this;
        if (distance.amount() instanceof Amount.Exact exact) {
            return distance.before()
                    ? frame.start().minus(exact.duration())
                    : frame.start().plus(exact.duration());
        }
        var day = distance.day(frame);
        var start = frame.start().atZone(frame.zone());
        return day.equals(start.toLocalDate()) ? frame.start() : frame.opening(day);
    }

    /** A deadline as events write it: a date, or an instant where a time of day is meant. */
    default String deadline(Frame frame) {
        if (this instanceof Day day) {
            return day.day().toString();
        }
        if (this instanceof FromStart distance && !(distance.amount() instanceof Amount.Exact)) {
            return distance.day(frame).toString();
        }
        return instant(frame).toString();
    }
}
