package org.duban.calendar;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a deadline as offices write it: a date, a date and time, or words such as {@code 10个工作日}, {@code 季度末} and
 * {@code end of month}. What is counted begins with the day after today, as everywhere. Pure.
 *
 * @param today where the lead unit sits
 * @param calendar its working days
 */
public record DeadlineWords(LocalDate today, WorkCalendar calendar) {

    private static final int MOST = 3_660;
    private static final int LONGEST = 60;
    private static final String DIGITS = "〇一二三四五六七八九";
    private static final String NUMBER = "(\\d{1,4}|[一二两三四五六七八九十]{1,3})";
    private static final String WITHIN = "(?:之内|以内|内|后)?";

    /**
     * What was meant.
     *
     * @param time null: the whole day
     * @param counted whether it was counted from today, and not named as a date
     */
    public record Meant(LocalDate day, @Nullable LocalTime time, boolean counted) {}

    private record Form(Pattern pattern, Reading reading) {}

    /** @throws DateTimeException if there is no such day or time */
    @FunctionalInterface
    private interface Reading {
        Meant read(DeadlineWords now, MatchResult found);
    }

    private static final List<Form> FORMS = List.of(
            date("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?:(?: ?t ?| )(\\d{1,2}):(\\d{2})(?::00)?)?"),
            date("(\\d{4})年(\\d{1,2})月(\\d{1,2})[日号]?(?: ?(\\d{1,2})(?::(\\d{2})|[点时]))?"),
            form("(\\d{1,2})月(\\d{1,2})[日号]", (now, found) -> now.next(number(found, 1), number(found, 2))),
            counted(NUMBER + "个?(?:工作日|wd)" + WITHIN, (now, n) -> now.calendar.plusWorkingDays(now.today, n)),
            counted(
                    "(?:in |within )?(\\d{1,4}) (?:working days?|workdays?)",
                    (now, n) -> now.calendar.plusWorkingDays(now.today, n)),
            counted(NUMBER + "(?:天|个自然日)" + WITHIN, (now, n) -> now.today.plusDays(n)),
            counted("(?:in |within )?(\\d{1,4}) (?:calendar )?days?", (now, n) -> now.today.plusDays(n)),
            counted(NUMBER + "(?:周|个?星期)" + WITHIN, (now, n) -> now.today.plusWeeks(n)),
            counted("(?:in |within )?(\\d{1,4}) weeks?", (now, n) -> now.today.plusWeeks(n)),
            counted(NUMBER + "个月" + WITHIN, (now, n) -> now.today.plusMonths(n)),
            counted("(?:in |within )?(\\d{1,4}) months?", (now, n) -> now.today.plusMonths(n)),
            end("(?:本|这个|当)?月[底末]|(?:the )?end of (?:the |this )?month", now -> endOfMonth(now.today)),
            end("下个?月[底末]|(?:the )?end of next month", now -> endOfMonth(now.today.plusMonths(1))),
            form("(\\d{1,2})月[底末]", (now, found) -> now.endOf(number(found, 1))),
            end("(?:本|这个)?季(?:度[底末]|[底末])|(?:the )?end of (?:the |this )?quarter", now -> endOfQuarter(now.today)),
            end("下个?季(?:度[底末]|[底末])|(?:the )?end of next quarter", now -> endOfQuarter(now.today.plusMonths(3))),
            end("(?:本|今)?年[底末]|(?:the )?end of (?:the |this )?year", now -> endOfYear(now.today)),
            end("[明下]年[底末]|(?:the )?end of next year", now -> endOfYear(now.today.plusYears(1))),
            end("今天|today", now -> now.today),
            end("明天|tomorrow", now -> now.today.plusDays(1)),
            end("后天", now -> now.today.plusDays(2)));

    /** What a text means; empty where that cannot be told. */
    public Optional<Meant> read(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("\\s+", " ");
        var tight = plain.replaceAll("(?<=\\p{IsHan}) | (?=\\p{IsHan})", "");
        return plain.length() > LONGEST
                ? Optional.empty()
                : FORMS.stream().flatMap(form -> read(form, tight).stream()).findFirst();
    }

    private Optional<Meant> read(Form form, String text) {
        var found = form.pattern.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(form.reading.read(this, found.toMatchResult()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Form date(String pattern) {
        return form(
                pattern,
                (now, found) -> new Meant(
                        LocalDate.of(number(found, 1), number(found, 2), number(found, 3)),
                        found.group(4) == null
                                ? null
                                : LocalTime.of(number(found, 4), found.group(5) == null ? 0 : number(found, 5)),
                        false));
    }

    @FunctionalInterface
    private interface Counting {
        LocalDate count(DeadlineWords now, int number);
    }

    private static Form counted(String pattern, Counting counting) {
        return form(pattern, (now, found) -> {
            var number = number(found, 1);
            if (number < 1 || number > MOST) {
                throw new DateTimeException(number + " is not to be counted");
            }
            return new Meant(counting.count(now, number), null, true);
        });
    }

    private static Form end(String pattern, Function<DeadlineWords, LocalDate> day) {
        return form(pattern, (now, found) -> new Meant(day.apply(now), null, true));
    }

    private static Form form(String pattern, Reading reading) {
        return new Form(Pattern.compile(pattern), reading);
    }

    /** The day of this month and day that comes next; a date all the same. */
    private Meant next(int month, int day) {
        var thisYear = LocalDate.of(today.getYear(), month, day);
        return new Meant(
                thisYear.isBefore(today) ? LocalDate.of(today.getYear() + 1, month, day) : thisYear, null, true);
    }

    private Meant endOf(int month) {
        var thisYear = endOfMonth(LocalDate.of(today.getYear(), month, 1));
        return new Meant(thisYear.isBefore(today) ? endOfMonth(thisYear.plusYears(1)) : thisYear, null, true);
    }

    private static LocalDate endOfMonth(LocalDate day) {
        return day.with(TemporalAdjusters.lastDayOfMonth());
    }

    private static LocalDate endOfQuarter(LocalDate day) {
        var last = day.get(IsoFields.QUARTER_OF_YEAR) * 3;
        return endOfMonth(LocalDate.of(day.getYear(), last, 1));
    }

    private static LocalDate endOfYear(LocalDate day) {
        return day.with(TemporalAdjusters.lastDayOfYear());
    }

    /** In digits, or in Chinese up to ninety-nine; 0 where it is none. */
    private static int number(MatchResult found, int group) {
        var text = Objects.requireNonNull(found.group(group)).replace('两', '二');
        if (Character.isDigit(text.charAt(0))) {
            return Integer.parseInt(text);
        }
        var ten = text.indexOf('十');
        if (ten < 0) {
            return text.length() == 1 ? DIGITS.indexOf(text) : 0;
        }
        var tens = ten == 0 ? 1 : DIGITS.indexOf(text.charAt(0));
        var ones = ten == text.length() - 1 ? 0 : DIGITS.indexOf(text.charAt(ten + 1));
        return ten > 1 || text.length() - ten > 2 || ones < 0 ? 0 : tens * 10 + ones;
    }
}
