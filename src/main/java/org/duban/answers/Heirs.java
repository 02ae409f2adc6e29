package org.duban.answers;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.files.Blank;
import org.duban.task.ActRights;
import org.duban.task.Task;

/**
 * The units to which an office may hand a task over. Pure.
 *
 * @param office the office that hands over
 */
record Heirs(String office, Task task, UnitTree units) {

    /** A longer list is not offered: its unit is written, by name or code. */
    static final int MOST_LISTED = 500;

    /** In no particular order, without the unit that leads. */
    List<Unit> all() {
        return below().stream()
                .filter(unit -> !unit.code().equals(task.leadUnit()))
                .toList();
    }

    /** An office that nobody stands above could be its own heir: whoever means that leaves the task where it is. */
    private List<Unit> below() {
        return new ActRights(units)
                .heirs(office).stream()
                        .filter(unit -> !unit.code().equals(office))
                        .toList();
    }

    /** What is wrong with a unit that was written by its code, or by its name in either language; empty if nothing is. */
    Optional<AnswerFieldError> mistake(String written) {
        var found = named(written);
        if (found.size() != 1) {
            return Optional.of(found.isEmpty() ? AnswerFieldError.NO_UNIT : AnswerFieldError.SEVERAL_UNITS);
        }
        if (found.contains(task.leadUnit())) {
            return Optional.of(AnswerFieldError.LEADS_ALREADY);
        }
        return all().stream().anyMatch(unit -> found.contains(unit.code()))
                ? Optional.empty()
                : Optional.of(AnswerFieldError.NOT_BELOW);
    }

    /** The code of a unit that was written without a mistake. */
    String code(String written) {
        return named(written).iterator().next();
    }

    /** A name that several units have means the one below the office, if that is one alone. */
    private Set<String> named(String written) {
        if (units.unit(written).isPresent()) {
            return Set.of(written);
        }
        var everywhere = named(written, units.units().stream().toList());
        var below = everywhere.size() > 1 ? named(written, below()) : Set.<String>of();
        return below.isEmpty() ? everywhere : below;
    }

    private static Set<String> named(String written, List<Unit> units) {
        var name = plain(written);
        return units.stream()
                .filter(unit -> plain(unit.nameZh()).equals(name)
                        || plain(unit.nameEn()).equals(name))
                .map(Unit::code)
                .collect(Collectors.toSet());
    }

    private static String plain(String name) {
        return Blank.strip(name).toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}
