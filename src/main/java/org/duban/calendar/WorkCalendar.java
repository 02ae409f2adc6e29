package org.duban.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which days are working days (工作日), from 1970 to 2199; immutable. Every question is answered in constant time. A day
 * outside of those years is taken for the nearest day inside, and so is the answer.
 */
public final class WorkCalendar {

    static final LocalDate FIRST_DAY = LocalDate.EPOCH;
    static final LocalDate LAST_DAY = LocalDate.of(2199, 12, 31);
    private static final Set<DayOfWeek> USUAL_WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private final String name;
    private final OfficeHours officeHours;
    private final Set<DayOfWeek> weekend;
    private final Map<LocalDate, NamedDay> named;
    private final Set<Integer> confirmedYears;
    /** At i: how many working days lie before day i, where day 0 is the first; one more entry than there are days. */
    private final int[] before;
    /** The working days in order, each by its number. */
    private final int[] workingDays;

    private WorkCalendar(
            String name,
            OfficeHours officeHours,
            Set<DayOfWeek> weekend,
            Map<LocalDate, NamedDay> named,
            Set<Integer> confirmedYears) {
        if (weekend.size() == DayOfWeek.values().length) {
            throw new IllegalArgumentException("calendar \"" + name + "\" has no weekday that is not weekend");
        }
        this.name = name;
        this.officeHours = officeHours;
        this.weekend = Set.copyOf(weekend);
        this.named = Map.copyOf(named);
        this.confirmedYears = Set.copyOf(confirmedYears);
        var days = number(LAST_DAY) + 1;
        this.before = new int[days + 1];
        var found = new int[days];
        for (int day = 0; day < days; day++) {
            var works = works(FIRST_DAY.plusDays(day));
            if (works) {
                found[before[day]] = day;
            }
            before[day + 1] = before[day] + (works ? 1 : 0);
        }
        this.workingDays = Arrays.copyOf(found, before[days]);
    }

    /**
     * A calendar of these days.
     *
     * @param weekend the days of the week that are off unless they are make-up workdays
     * @param named the holidays and make-up workdays
     * @param confirmedYears the years whose holidays have been announced
     * @throws IllegalArgumentException if all seven days are weekend
     */
    public static WorkCalendar of(
            String name,
            OfficeHours officeHours,
            Set<DayOfWeek> weekend,
            Map<LocalDate, NamedDay> named,
            Set<Integer> confirmedYears) {
        return new WorkCalendar(name, officeHours, weekend, named, confirmedYears);
    }

    /** A calendar without holidays: Monday to Friday, the usual office hours, no year confirmed. */
    public static WorkCalendar weekendsOnly(String name) {
        return new WorkCalendar(name, OfficeHours.USUAL, USUAL_WEEKEND, Map.of(), Set.of());
    }

    public String name() {
        return name;
    }

    public OfficeHours officeHours() {
        return officeHours;
    }

    public boolean isWorkingDay(LocalDate day) {
        var number = number(day);
        return before[number + 1] > before[number];
    }

    /** The day itself if it is a working day, else the last one before it. */
    public LocalDate lastWorkingDayUpTo(LocalDate day) {
        return workingDay(before[number(day) + 1] - 1);
    }

    /** The day itself if it is a working day, else the first one after it. */
    public LocalDate firstWorkingDayFrom(LocalDate day) {
        return workingDay(before[number(day)]);
    }

    /**
     * The n-th working day after a day; for 0 the same as {@link #lastWorkingDayUpTo}.
     *
     * @throws IllegalArgumentException if n is negative
     */
    public LocalDate plusWorkingDays(LocalDate day, int n) {
        return workingDay((long) before[number(day) + 1] - 1 + notNegative(n));
    }

    /**
     * The n-th working day before a day; for 0 the same as {@link #lastWorkingDayUpTo}.
     *
     * @throws IllegalArgumentException if n is negative
     */
    public LocalDate minusWorkingDays(LocalDate day, int n) {
        return notNegative(n) == 0 ? lastWorkingDayUpTo(day) : workingDay((long) before[number(day)] - n);
    }

    /** How many working days lie after {@code from}, up to and with {@code to}; negative if {@code to} is the earlier. */
    public int workingDaysBetween(LocalDate from, LocalDate to) {
        return before[number(to) + 1] - before[number(from) + 1];
    }

    /** Whether the holidays of a year are known; if not, only its weekends count. */
    public boolean confirmed(int year) {
        return confirmedYears.contains(year);
    }

    /** What the calendar calls a day, if it is a holiday or a make-up workday. */
    public Optional<NamedDay> named(LocalDate day) {
        return Optional.ofNullable(named.get(day));
    }

    Set<DayOfWeek> weekend() {
        return weekend;
    }

    Map<LocalDate, NamedDay> namedDays() {
        return named;
    }

    /** The years whose holidays are known. */
    public Set<Integer> confirmedYears() {
        return confirmedYears;
    }

    private boolean works(LocalDate day) {
        var special = named.get(day);
        return special == null
                ? !weekend.contains(day.getDayOfWeek())
                : special.kind() == NamedDay.Kind.MAKE_UP_WORKDAY;
    }

    private LocalDate workingDay(long index) {
        var inside = (int) Math.max(0, Math.min(workingDays.length - 1, index));
        return FIRST_DAY.plusDays(workingDays[inside]);
    }

    /** Days are numbered as the epoch's are, whose first day is the first here. */
    private static int number(LocalDate day) {
        return (int) Math.max(0, Math.min(LAST_DAY.toEpochDay(), day.toEpochDay()));
    }

    private static int notNegative(int n) {
        if (n < 0) {
            throw new IllegalArgumentException(n + " working days; the number may not be negative");
        }
        return n;
    }
}
