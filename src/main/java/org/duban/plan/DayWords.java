package org.duban.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duban.calendar.NamedDay;
import org.duban.calendar.WorkCalendar;
import org.duban.reasons.Reason;
import org.duban.words.Words;

/**
 * The words for why a step is told on its day: what moved it there, and which days off and make-up workdays its count of
 * working days met.
 *
 * @param words the bundle {@value Reason#BUNDLE} in the reader's language
 */
public record DayWords(Words words) {

    private static final int MOST_DAYS_NAMED = 6;

    /** From which day a step was moved, and why: {@code from Sat 2026-10-03: National Day}; empty if it was not. */
    public Optional<String> moved(PlannedStep step) {
        return Optional.ofNullable(step.movedFrom())
                .map(from -> moved(
                        from, step.moved().stream().map(MoveReasons::reason).toList()));
    }

    /** The same, as it was kept; one text says all of it. */
    public String moved(LocalDate from, List<Reason> why) {
        var said = why.stream().map(each -> each.in(words)).collect(Collectors.joining(words.say("moved.then")));
        return why.stream().anyMatch(each -> each.code().equals(Reason.TEXT))
                ? said
                : words.say("moved", words.day(from), said);
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
        return named.isEmpty() ? Optional.empty() : Optional.of(String.join(words.say("days.and"), named));
    }

    private String special(NamedDay special, LocalDate first, LocalDate last) {
        var range = first.equals(last) ? words.day(first) : words.say("days.range", words.day(first), words.day(last));
        return words.say("days." + special.kind(), range, special.nameZh(), special.nameEn());
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
}
