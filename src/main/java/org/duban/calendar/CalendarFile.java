package org.duban.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.duban.files.BadInput;
import org.duban.files.InputFile;
import org.duban.files.Mistakes;
import org.duban.files.NameSuggestions;
import org.duban.files.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * One YAML file about a calendar: the days of a year, or (without a year) the definition of the calendar.
 *
 * @param file where it stands
 * @param root all that it says
 * @param calendar the calendar that it is about
 * @param year the year whose days it names; null for a definition
 * @param base the calendar it extends, if any
 * @param officeHours its office hours, if it has its own
 * @param weekend the days of its weekend, if it has its own
 * @param days what it names
 */
record CalendarFile(
        InputFile file,
        YamlNode root,
        String calendar,
        @Nullable Integer year,
        @Nullable Base base,
        @Nullable OfficeHours officeHours,
        @Nullable Set<DayOfWeek> weekend,
        List<Entry> days) {

    private static final List<String> YEAR_FIELDS = List.of("calendar", "year", "holidays", "make-up-workdays");
    private static final List<String> DEFINITION_FIELDS =
            List.of("calendar", "extends", "office-hours", "weekend", "holidays", "make-up-workdays");
    private static final int LONGEST_HOLIDAY = 60;

    /** The name of a calendar and where the file says that it extends it. */
    record Base(String name, YamlNode where) {}

    /** A named day and where the file names it. */
    record Entry(LocalDate day, NamedDay named, YamlNode where) {}

    CalendarFile {
        days = List.copyOf(days);
    }

    /** Whether both are about the same calendar and year, so that one of them replaces the other. */
    boolean sameAs(CalendarFile other) {
        return calendar.equals(other.calendar) && Objects.equals(year, other.year);
    }

    BadInput.Mistake repeats(CalendarFile other) {
        var name = other.file().name();
        return root.mistake(
                year == null
                        ? CalendarReason.CALENDAR_DEFINED_TWICE.with(calendar, name)
                        : CalendarReason.CALENDAR_YEAR_TWICE.with(calendar, String.valueOf(year), name));
    }

    static CalendarFile read(InputFile file) {
        var root = YamlNode.read(file);
        var year = root.optional("year")
                .map(field -> field.integer(WorkCalendar.FIRST_DAY.getYear(), WorkCalendar.LAST_DAY.getYear()))
                .orElse(null);
        root.allow(year == null ? DEFINITION_FIELDS : YEAR_FIELDS);
        return new CalendarFile(
                file,
                root,
                name(root.required("calendar")),
                year,
                root.optional("extends")
                        .map(field -> new Base(field.text(), field))
                        .orElse(null),
                root.optional("office-hours").map(CalendarFile::officeHours).orElse(null),
                root.optional("weekend").map(CalendarFile::weekend).orElse(null),
                days(root, year));
    }

    private static String name(YamlNode field) {
        var name = field.text();
        if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw field.error(CalendarReason.NO_CALENDAR_NAME.with(field.said()));
        }
        return name;
    }

    private static OfficeHours officeHours(YamlNode field) {
        field.allow(List.of("opens", "closes"));
        var opens = field.required("opens").time();
        var closes = field.required("closes").time();
        if (!opens.isBefore(closes)) {
            throw field.error(CalendarReason.CALENDAR_CLOSES_FIRST.with(closes.toString(), opens.toString()));
        }
        return new OfficeHours(opens, closes);
    }

    private static Set<DayOfWeek> weekend(YamlNode field) {
        var names = Arrays.stream(DayOfWeek.values()).map(DayOfWeek::name).toList();
        var weekend = EnumSet.noneOf(DayOfWeek.class);
        for (var item : field.items()) {
            var name = item.text().toUpperCase(Locale.ROOT);
            if (!names.contains(name)) {
                throw item.error(CalendarReason.NO_WEEKDAY.with(item.said(), new NameSuggestions(names).cureFor(name)));
            }
            weekend.add(DayOfWeek.valueOf(name));
        }
        if (weekend.size() == names.size()) {
            throw field.error(CalendarReason.CALENDAR_WITHOUT_WORK.with());
        }
        return weekend;
    }

    private static List<Entry> days(YamlNode root, @Nullable Integer year) {
        var days = new ArrayList<Entry>();
        var mistakes = new Mistakes();
        root.optional("holidays")
                .ifPresent(list -> list.items()
                        .forEach(item ->
                                mistakes.reading(() -> holiday(item, year)).ifPresent(days::addAll)));
        root.optional("make-up-workdays")
                .ifPresent(list -> list.items()
                        .forEach(item -> mistakes.reading(() -> makeUpWorkday(item, year))
                                .ifPresent(days::add)));
        mistakes.throwIfAny();
        return days;
    }

    private static List<Entry> holiday(YamlNode item, @Nullable Integer year) {
        item.allow(List.of("from", "to", "name"));
        var from = day(item.required("from"), year);
        var to = item.optional("to").map(field -> day(field, year)).orElse(from);
        if (to.isBefore(from)) {
            throw item.required("to").error(CalendarReason.HOLIDAY_ENDS_FIRST.with(to.toString(), from.toString()));
        }
        if (from.plusDays(LONGEST_HOLIDAY).isBefore(to)) {
            throw item.required("to").error(CalendarReason.HOLIDAY_TOO_LONG.with(String.valueOf(LONGEST_HOLIDAY)));
        }
        var named = named(NamedDay.Kind.HOLIDAY, item.required("name"));
        return from.datesUntil(to.plusDays(1))
                .map(day -> new Entry(day, named, item))
                .toList();
    }

    private static Entry makeUpWorkday(YamlNode item, @Nullable Integer year) {
        item.allow(List.of("day", "for"));
        var field = item.required("day");
        return new Entry(day(field, year), named(NamedDay.Kind.MAKE_UP_WORKDAY, item.required("for")), field);
    }

    private static LocalDate day(YamlNode field, @Nullable Integer year) {
        var day = field.date();
        if (year != null && day.getYear() != year) {
            throw field.error(CalendarReason.DAY_OF_OTHER_YEAR.with(field.said(), String.valueOf(year)));
        }
        if (day.isBefore(WorkCalendar.FIRST_DAY) || day.isAfter(WorkCalendar.LAST_DAY)) {
            throw field.error(CalendarReason.DAY_OUT_OF_RANGE.with(field.said()));
        }
        return day;
    }

    private static NamedDay named(NamedDay.Kind kind, YamlNode name) {
        if (name.isText()) {
            return new NamedDay(kind, name.text(), name.text());
        }
        name.allow(List.of("zh", "en"));
        return new NamedDay(
                kind, name.required("zh").text(), name.required("en").text());
    }

    /** Adds a mistake for each place that names a day which an earlier one has named. */
    static void checkRepeated(List<Entry> days, Mistakes mistakes) {
        var first = new HashMap<LocalDate, Entry>();
        var told = new HashSet<YamlNode>();
        for (var entry : days) {
            var other = first.putIfAbsent(entry.day(), entry);
            if (other != null && told.add(entry.where())) {
                var why = entry.named().kind() == other.named().kind()
                        ? CalendarReason.DAY_TWICE
                        : CalendarReason.WORKDAY_IN_HOLIDAY;
                mistakes.add(entry.where().mistake(why.with(entry.day().toString())));
            }
        }
    }
}
