package org.duban.policy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duban.calendar.NamedDay;
import org.duban.calendar.WorkCalendar;

/**
 * The words for why a step is told on its day: what moved it there, and which days off and make-up workdays its count of
 * working days met. Chinese for any {@code zh}, else English.
 */
public final class DayWords {

    private static final DayWords ENGLISH = new DayWords(Locale.ENGLISH, "EEE uuuu-MM-dd");
    private static final DayWords CHINESE = new DayWords(Locale.SIMPLIFIED_CHINESE, "uuuu-MM-dd（EEE）");
    private static final int MOST_DAYS_NAMED = 6;

    private final Locale locale;
    private final DateTimeFormatter day;

    private DayWords(Locale locale, String pattern) {
        this.locale = locale;
        this.day = DateTimeFormatter.ofPattern(pattern, locale);
    }

    public static DayWords of(Locale reader) {
        return reader.getLanguage().equals("zh") ? CHINESE : ENGLISH;
    }

    /** A day with its weekday: {@code Sat 2026-10-03}. */
    public String day(LocalDate date) {
        return day.format(date);
    }

    /** From which day a step was moved, and why: {@code from Sat 2026-10-03: National Day}; empty if it was not. */
    public Optional<String> moved(PlannedStep step) {
        var from = step.movedFrom();
        if (from == null) {
            return Optional.empty();
        }
        var why = step.moved().stream().map(this::why).collect(Collectors.joining(chinese() ? "；" : "; then "));
        return Optional.of(chinese() ? "原定" + day(from) + "，" + why : "from " + day(from) + ": " + why);
    }

    private String why(Moved moved) {
        if (moved instanceof Moved.Crowded crowded) {
            return chinese() ? "须与" + crowded.step() + "相隔至少一个工作日" : "taken by " + crowded.step();
        }
        var off = (Moved.DayOff) moved;
        var holiday = off.holiday();
        if (holiday != null) {
            return chinese() ? "适逢" + holiday.name(locale) + "放假" : holiday.name(locale);
        }
        if (weekend(off.day())) {
            return chinese() ? "适逢周末" : "weekend";
        }
        return chinese() ? "日历" + off.calendar() + "定为休息日" : "day off in the calendar " + off.calendar();
    }

    /**
     * What a count of working days met: {@code Thu 2026-10-01 to Wed 2026-10-07 off
     * (National Day), Sat 2026-10-10 worked (make-up workday)}; empty if only usual weeks.
     */
    public Optional<String> met(ToldDay.Count count) {
        var calendar = count.calendar();
        var named = new ArrayList<String>();
        var next = count.first();
        while (!next.isAfter(count.last()) && named.size() < MOST_DAYS_NAMED) {
            var special = calendar.named(next).orElse(null);
            var end = special == null ? next : lastOf(special, calendar, next);
            if (special != null) {
                named.add(special(special, firstOf(special, calendar, next), end));
            }
            next = end.plusDays(1);
        }
        return named.isEmpty() ? Optional.empty() : Optional.of(String.join(chinese() ? "，" : ", ", named));
    }

    private String special(NamedDay special, LocalDate first, LocalDate last) {
        var range = day(first) + (first.equals(last) ? "" : (chinese() ? "至" : " to ") + day(last));
        if (special.kind() == NamedDay.Kind.MAKE_UP_WORKDAY) {
            return chinese() ? range + "补班" : range + " worked (make-up workday)";
        }
        return chinese() ? range + special.name(locale) + "放假" : range + " off (" + special.name(locale) + ")";
    }

    private static LocalDate firstOf(NamedDay special, WorkCalendar calendar, LocalDate day) {
        return same(special, calendar, day.minusDays(1)) ? firstOf(special, calendar, day.minusDays(1)) : day;
    }

    private static LocalDate lastOf(NamedDay special, WorkCalendar calendar, LocalDate day) {
        return same(special, calendar, day.plusDays(1)) ? lastOf(special, calendar, day.plusDays(1)) : day;
    }

    private static boolean same(NamedDay special, WorkCalendar calendar, LocalDate day) {
        return calendar.named(day).filter(special::equals).isPresent();
    }

    private static boolean weekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private boolean chinese() {
        return this == CHINESE;
    }
}
