package org.duban.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.files.InputFile;
import org.duban.files.Mistakes;
import org.duban.files.NameSuggestions;
import org.jspecify.annotations.Nullable;

/** All calendar files together, and the calendars that they make. */
final class CalendarFiles {

    private final Map<String, List<CalendarFile>> byCalendar;
    private final Map<String, WorkCalendar> made = new LinkedHashMap<>();
    private final Set<String> tried = new HashSet<>();
    private final Mistakes mistakes;

    private CalendarFiles(List<CalendarFile> files, Mistakes mistakes) {
        this.byCalendar = files.stream()
                .collect(Collectors.groupingBy(CalendarFile::calendar, LinkedHashMap::new, Collectors.toList()));
        this.mistakes = mistakes;
    }

    static CalendarFiles of(List<InputFile> builtIn, List<InputFile> own) {
        var mistakes = new Mistakes();
        var files = read(own, mistakes);
        for (var file : read(builtIn, mistakes)) {
            if (files.stream().noneMatch(file::sameAs)) {
                files.add(file);
            }
        }
        mistakes.throwIfAny();
        return new CalendarFiles(files, mistakes);
    }

    private static List<CalendarFile> read(List<InputFile> files, Mistakes mistakes) {
        var read = new ArrayList<CalendarFile>();
        for (var file : files) {
            mistakes.reading(() -> CalendarFile.read(file)).ifPresent(next -> {
                read.stream().filter(next::sameAs).findFirst().ifPresent(other -> mistakes.add(next.repeats(other)));
                read.add(next);
            });
        }
        return read;
    }

    /** @throws org.duban.files.BadInput with everything that is wrong with the files */
    Collection<WorkCalendar> calendars() {
        byCalendar.keySet().forEach(name -> make(name, Set.of()));
        mistakes.throwIfAny();
        return made.values();
    }

    /** The names of the calendars that others extend, by the names of these. */
    Map<String, String> extended() {
        var extended = new HashMap<String, String>();
        byCalendar.forEach(
                (name, files) -> field(files, CalendarFile::base).ifPresent(base -> extended.put(name, base.name())));
        return extended;
    }

    /** The calendar of a name; empty, and the mistake kept once, if it extends what cannot be made. */
    private Optional<WorkCalendar> make(String name, Set<String> extending) {
        if (made.containsKey(name) || !tried.add(name)) {
            return Optional.ofNullable(made.get(name));
        }
        var files = byCalendar.getOrDefault(name, List.of());
        var extended = field(files, CalendarFile::base);
        if (extended.isEmpty()) {
            return Optional.of(keep(make(name, files, WorkCalendar.weekendsOnly(name))));
        }
        var chain = new HashSet<>(extending);
        chain.add(name);
        return base(extended.get(), chain).map(base -> keep(make(name, files, base)));
    }

    private Optional<WorkCalendar> base(CalendarFile.Base base, Set<String> chain) {
        var name = base.name();
        if (chain.contains(name)) {
            mistakes.add(base.where().mistake(CalendarReason.CALENDAR_EXTENDS_ITSELF.with()));
            return Optional.empty();
        }
        if (!byCalendar.containsKey(name)) {
            var known = new NameSuggestions(new TreeSet<>(byCalendar.keySet()));
            mistakes.add(base.where().mistake(CalendarReason.NO_CALENDAR_TO_EXTEND.with(name, known.cureFor(name))));
            return Optional.empty();
        }
        return make(name, chain);
    }

    private WorkCalendar keep(WorkCalendar calendar) {
        made.put(calendar.name(), calendar);
        return calendar;
    }

    private WorkCalendar make(String name, List<CalendarFile> files, WorkCalendar base) {
        var weekend = field(files, CalendarFile::weekend).orElse(base.weekend());
        var own = files.stream().flatMap(file -> file.days().stream()).toList();
        CalendarFile.checkRepeated(own, mistakes);
        own.forEach(entry -> checkMakeUpWorkday(entry, weekend, base));
        var named = new HashMap<LocalDate, NamedDay>(base.namedDays());
        own.forEach(entry -> named.put(entry.day(), entry.named()));
        var years =
                files.stream().map(CalendarFile::year).filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
        // An office's own days of a year do not make up for statutory holidays that are not announced yet.
        var confirmed = base.confirmedYears().isEmpty() ? years : base.confirmedYears();
        var hours = field(files, CalendarFile::officeHours).orElse(base.officeHours());
        return WorkCalendar.of(name, hours, weekend, named, confirmed);
    }

    private void checkMakeUpWorkday(CalendarFile.Entry entry, Set<DayOfWeek> weekend, WorkCalendar base) {
        var off = weekend.contains(entry.day().getDayOfWeek()) || !base.isWorkingDay(entry.day());
        if (entry.named().kind() == NamedDay.Kind.MAKE_UP_WORKDAY && !off) {
            var weekday = entry.day().getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            mistakes.add(entry.where()
                    .mistake(CalendarReason.WORKDAY_ANYWAY.with(entry.day().toString(), weekday)));
        }
    }

    private static <T> Optional<T> field(List<CalendarFile> files, Function<CalendarFile, @Nullable T> field) {
        return files.stream()
                .flatMap(file -> Optional.ofNullable(field.apply(file)).stream())
                .findFirst();
    }
}
