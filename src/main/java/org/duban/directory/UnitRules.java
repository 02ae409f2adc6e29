package org.duban.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.duban.files.Blank;
import org.duban.files.NameSuggestions;
import org.jspecify.annotations.Nullable;

/** What must hold for units before they enter the tree, wherever they come from. */
final class UnitRules {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private static final int MOST_PROPOSALS = 20;
    private static final int LONGEST_NAME = 500;

    static final String CODE_CURE =
            "write at most 64 letters a-z, digits and - _ . without spaces, like gyangze-education";

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
                faults.add(new UnitProblem(
                        unit.code(),
                        "code",
                        "it differs from that of the unit \"" + other + "\" only in capital letters",
                        "write \"" + other + "\" if it is that unit, or else another code"));
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
            var cure = ++found <= MOST_PROPOSALS ? known.cureFor(parent).english() : "write the code of a unit";
            faults.add(new UnitProblem(unit.code(), "parent", "there is no unit \"" + parent + "\"", cure));
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
                        "there is no calendar \"" + calendar + "\"",
                        known.cureFor(calendar).english() + ", or leave it empty for the calendar of each policy"));
            }
        }
    }

    private static void addOwn(Unit unit, List<UnitProblem> faults) {
        if (!isCode(unit.code())) {
            faults.add(new UnitProblem(unit.code(), "code", "\"" + unit.code() + "\" is no code", CODE_CURE));
        }
        if (Blank.isBlank(unit.nameZh()) || Blank.isBlank(unit.nameEn())) {
            faults.add(new UnitProblem(unit.code(), "name", "the name is empty", "write a Chinese and an English one"));
        }
        addUnusableName(unit, "Chinese", unit.nameZh(), faults);
        addUnusableName(unit, "English", unit.nameEn(), faults);
        if (!LANGUAGES.contains(unit.locale().getLanguage())) {
            var locale = unit.locale().toLanguageTag();
            faults.add(new UnitProblem(
                    unit.code(), "locale", "\"" + locale + "\" is no language", "write one like zh-CN or en"));
        }
        for (var email : unit.emails()) {
            try {
                EmailAddress.of(email);
            } catch (EmailAddress.Wrong e) {
                faults.add(new UnitProblem(unit.code(), "email", e.problem, e.cure));
            }
        }
    }

    private static void addUnusableName(Unit unit, String language, String name, List<UnitProblem> faults) {
        if (name.length() > LONGEST_NAME) {
            var problem = "the " + language + " one has " + name.length() + " characters";
            faults.add(new UnitProblem(unit.code(), "name", problem, "write one of at most " + LONGEST_NAME));
        } else if (name.chars().anyMatch(Character::isISOControl)) {
            // PostgreSQL has no NUL in its texts, and a name stands on one line of a mail.
            var problem = "the " + language + " one holds a control character or a line break";
            faults.add(new UnitProblem(unit.code(), "name", problem, "write it on one line"));
        }
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
                        next.code(),
                        "parent",
                        "the unit stands above itself: " + names + " → " + next.code(),
                        "give one of them another parent"));
            }
            settled.addAll(way);
        }
    }
}
