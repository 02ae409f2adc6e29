package org.duban.inbox.replies;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Understands until when an automatic reply says that somebody is away, if its words name the day. */
public final class AbsenceDate {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final String UNTIL = "(?i)\\b(?:until|till|through|to|back(?: in the office)?|return(?:ing)?)\\s+"
            + "(?:on\\s+)?(?:[a-z]{3,9}day,?\\s+)?(?:the\\s+)?";
    private static final String DAY = "(?<day>\\d{1,2})(?:st|nd|rd|th)?\\b";
    private static final String MONTH = "(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?";
    private static final String YEAR = "(?:,?\\s+(?<year>20\\d\\d))?";
    private static final String ISO = "(?<year>20\\d\\d)-(?<month>\\d{1,2})-(?<day>\\d{1,2})";
    private static final String CHINESE =
            "(?:(?<year>20\\d\\d)\\s*+[年./-]\\s*+)?(?<month>\\d{1,2})\\s*+[月./-]\\s*+(?<day>\\d{1,2})(?!\\d)\\s*+[日号號]?";

    private static final List<Pattern> NAMED = List.of(
            Pattern.compile(UNTIL + DAY + "\\s+(?:of\\s+)?" + MONTH + YEAR),
            Pattern.compile(UNTIL + MONTH + "\\s+" + DAY + YEAR),
            Pattern.compile(UNTIL + ISO),
            Pattern.compile("(?:[至到~～—]|截止|截至|(?<!\\d)-)\\s*" + CHINESE),
            Pattern.compile(CHINESE + "\\s*+(?:左右|上午|下午|起|后)?\\s*+(?:返|回|恢复|上班|到岗|结束|为止|止)"));

    private AbsenceDate() {}

    /**
     * The last day so named that lies within half a year of the day on which the mail came.
     *
     * @param on the day on which it came, give or take one
     */
    public static Optional<LocalDate> until(String text, LocalDate on) {
        var yesterday = on.minusDays(1);
        return NAMED.stream()
                .flatMap(pattern -> dates(pattern.matcher(text), yesterday))
                .filter(date -> !date.isBefore(yesterday) && date.isBefore(on.plusMonths(6)))
                .max(Comparator.naturalOrder());
    }

    private static Stream<LocalDate> dates(Matcher found, LocalDate yesterday) {
        var dates = Stream.<LocalDate>builder();
        while (found.find()) {
            try {
                dates.add(date(found.group("year"), found.group("month"), found.group("day"), yesterday));
            } catch (DateTimeException e) {
                // There is no such day.
            }
        }
        return dates.build();
    }

    /** Without a year, the next such day. */
    private static LocalDate date(@Nullable String year, String month, String day, LocalDate yesterday) {
        var inMonth = Character.isDigit(month.charAt(0))
                ? Integer.parseInt(month)
                : MONTHS.indexOf(month.toLowerCase(Locale.ROOT)) + 1;
        if (year != null) {
            return LocalDate.of(Integer.parseInt(year), inMonth, Integer.parseInt(day));
        }
        var next = LocalDate.of(yesterday.getYear(), inMonth, Integer.parseInt(day));
        return next.isBefore(yesterday) ? next.plusYears(1) : next;
    }
}
