package org.duban.calendar;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.duban.files.InputFile;

/** The working-day calendars of this installation, by name; immutable. */
public final class Calendars {

    private final Map<String, WorkCalendar> byName;
    private final Map<String, String> extended;

    private Calendars(Map<String, WorkCalendar> byName, Map<String, String> extended) {
        this.byName = Collections.unmodifiableMap(byName);
        this.extended = Map.copyOf(extended);
    }

    /** @throws IllegalArgumentException if two have the same name */
    public static Calendars of(Collection<WorkCalendar> calendars) {
        return of(calendars, Map.of());
    }

    private static Calendars of(Collection<WorkCalendar> calendars, Map<String, String> extended) {
        var byName = new TreeMap<String, WorkCalendar>();
        for (var calendar : calendars) {
            if (byName.put(calendar.name(), calendar) != null) {
                throw new IllegalArgumentException("two calendars are called \"" + calendar.name() + "\"");
            }
        }
        return new Calendars(byName, extended);
    }

    /**
     * Reads calendar files: one for each calendar and year, and at most one without a year that defines the calendar.
     *
     * @throws org.duban.files.BadInput with everything that is wrong with them
     */
    public static Calendars read(List<InputFile> files) {
        return read(List.of(), files);
    }

    /**
     * Reads calendar files; one of the office's own replaces a built-in one of the same calendar and year.
     *
     * @throws org.duban.files.BadInput with everything that is wrong with them
     */
    public static Calendars read(List<InputFile> builtIn, List<InputFile> own) {
        var shelf = CalendarFiles.of(builtIn, own);
        return of(shelf.calendars(), shelf.extended());
    }

    public Optional<WorkCalendar> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @throws IllegalArgumentException naming the known ones, if there is none of that name */
    public WorkCalendar calendar(String name) {
        var calendar = byName.get(name);
        if (calendar == null) {
            throw new IllegalArgumentException(
                    "no calendar is called \"" + name + "\"; known: " + String.join(", ", byName.keySet()));
        }
        return calendar;
    }

    /** The name of the calendar that another one extends; empty if it extends none. */
    public Optional<String> extendedBy(String name) {
        return Optional.ofNullable(extended.get(name));
    }

    public Set<String> names() {
        return byName.keySet();
    }
}
