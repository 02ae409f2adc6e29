package org.duban.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.duban.files.Blank;
import org.duban.files.NameSuggestions;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/** What must hold for units before they enter the tree, wherever they come from. */
final class UnitRules {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private static final int MOST_PROPOSALS = 20;
    private static final int LONGEST_NAME = 500;

    private UnitRules() {}

    static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }

    /**
     * What is wrong with units, taken together with those that are there already.
     *
     * @param calendars the names that a calendar may have
     */
    static List<UnitProblem> faults(Collection<Unit> units, Collection<Unit> existing, Set<String> calendars) {
        var all = new HashMap<String, Unit>();
        existing.forEach(unit -> all.put(unit.code(), unit));
        units.forEach(unit -> all.put(unit.code(), unit));
        var faults = new ArrayList<UnitProblem>();
        units.forEach(unit -> addOwn(unit, faults));
        addUnknownParents(units, all, faults);
        addUnknownCalendars(units, calendars, faults);
        addCircles(units, all, faults);
        return faults;
    }

    /**
     * Codes of new units that differ from another one only in capital letters: nobody can tell such units apart. Those that are
     * there already stay as they are.
     */
    static List<UnitProblem> lookalikes(Collection<Unit> units, UnitTree existing) {
        var known = new HashMap<String, String>();
        existing.units().forEach(unit -> known.put(unit.code().toLowerCase(Locale.ROOT), unit.code()));
        var faults = new ArrayList<UnitProblem>();
        for (var unit : units) {
            var other = known.putIfAbsent(unit.code().toLowerCase(Locale.ROOT), unit.code());
            if (other != null
                    && !other.equals(unit.code())
                    && existing.unit(unit.code()).isEmpty()) {
                faults.add(new UnitProblem(unit.code(), "code", UnitReason.UNIT_CODE_LOOKALIKE.with(other)));
            }
        }
        return faults;
    }

    private static void addUnknownParents(Collection<Unit> units, Map<String, Unit> all, List<UnitProblem> faults) {
        var known = new NameSuggestions(
                all.keySet().stream().filter(UnitRules::isCode).sorted().toList());
        var found = 0;
        for (var unit : units) {
            var parent = unit.parent();
            if (parent == null || all.containsKey(parent)) {
                continue;
            }
            // Looking for the nearest code is dear; when a whole column is wrong it helps nobody.
            var cure = ++found <= MOST_PROPOSALS ? known.cureFor(parent) : UnitReason.UNIT_WRITE_CODE.with();
            faults.add(new UnitProblem(unit.code(), "parent", UnitReason.UNIT_PARENT_UNKNOWN.with(parent, cure)));
        }
    }

    private static void addUnknownCalendars(Collection<Unit> units, Set<String> calendars, List<UnitProblem> faults) {
        var known = new NameSuggestions(calendars.stream().sorted().toList());
        for (var unit : units) {
            var calendar = unit.calendar();
            if (calendar != null && !calendars.contains(calendar)) {
                faults.add(new UnitProblem(
                        unit.code(),
                        "calendar",
                        UnitReason.UNIT_CALENDAR_UNKNOWN.with(calendar, known.cureFor(calendar))));
            }
        }
    }

    private static void addOwn(Unit unit, List<UnitProblem> faults) {
        if (!isCode(unit.code())) {
            faults.add(new UnitProblem(unit.code(), "code", UnitReason.UNIT_NO_CODE.with(unit.code())));
        }
        if (Blank.isBlank(unit.nameZh()) || Blank.isBlank(unit.nameEn())) {
            faults.add(new UnitProblem(unit.code(), "name", UnitReason.UNIT_NAME_EMPTY.with()));
        }
        unusable(unit.nameZh(), UnitReason.UNIT_NAME_ZH_LONG, UnitReason.UNIT_NAME_ZH_LINES)
                .ifPresent(why -> faults.add(new UnitProblem(unit.code(), "name", why)));
        unusable(unit.nameEn(), UnitReason.UNIT_NAME_EN_LONG, UnitReason.UNIT_NAME_EN_LINES)
                .ifPresent(why -> faults.add(new UnitProblem(unit.code(), "name", why)));
        if (!LANGUAGES.contains(unit.locale().getLanguage())) {
            var locale = unit.locale().toLanguageTag();
            faults.add(new UnitProblem(unit.code(), "locale", UnitReason.UNIT_NO_LANGUAGE.with(locale)));
        }
        for (var email : unit.emails()) {
            try {
                EmailAddress.of(email);
            } catch (EmailAddress.Wrong e) {
                faults.add(new UnitProblem(unit.code(), "email", e.why()));
            }
        }
    }

    private static Optional<Reason> unusable(String name, UnitReason tooLong, UnitReason onLines) {
        if (name.length() > LONGEST_NAME) {
            return Optional.of(tooLong.with(String.valueOf(name.length()), String.valueOf(LONGEST_NAME)));
        }
        // PostgreSQL has no NUL in its texts, and a name stands on one line of a mail.
        return name.chars().anyMatch(Character::isISOControl) ? Optional.of(onLines.with()) : Optional.empty();
    }

    private static void addCircles(Collection<Unit> units, Map<String, Unit> all, List<UnitProblem> faults) {
        var settled = new HashSet<String>();
        for (var unit : units) {
            var way = new LinkedHashSet<String>();
            @Nullable Unit next = unit;
            while (next != null && !settled.contains(next.code()) && way.add(next.code())) {
                next = next.parent() == null ? null : all.get(next.parent());
            }
            if (next != null && way.contains(next.code())) {
                var circle = new ArrayList<>(way);
                var names = String.join(" → ", circle.subList(circle.indexOf(next.code()), circle.size()));
                faults.add(new UnitProblem(
                        next.code(), "parent", UnitReason.UNIT_CIRCLE.with(names + " → " + next.code())));
            }
            settled.addAll(way);
        }
    }
}
