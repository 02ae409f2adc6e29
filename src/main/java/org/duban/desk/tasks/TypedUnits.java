package org.duban.desk.tasks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.desk.UnitChoice;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.files.Blank;
import org.duban.words.Words;

/**
 * Finds the units that somebody means who has typed their names, parts of those, or their codes, and proposes how to type them.
 *
 * @param seen those that he may see: others are unknown to him
 */
record TypedUnits(Words words, UnitTree seen) {

    /** A longer list is no help, and dear to send. */
    static final int MOST_PROPOSED = 1_000;

    private static final int MOST_NAMED = 6;
    private static final Pattern WITH_CODE = Pattern.compile(".*[（(]([^（()）]+)[)）]");

    /**
     * @param codes of those that are clear
     * @param mistake what is wrong, in words; empty if nothing is
     */
    record Found(List<String> codes, Optional<String> mistake) {}

    Found one(String typed) {
        var candidates = candidates(typed);
        return candidates.size() == 1
                ? new Found(List.of(candidates.get(0).code()), Optional.empty())
                : new Found(List.of(), Optional.of(mistake(typed, candidates)));
    }

    /** One a line, or with marks between them. */
    Found several(String typed) {
        var codes = new LinkedHashSet<String>();
        for (var part : parts(typed)) {
            var found = one(part);
            if (found.mistake().isPresent()) {
                return new Found(List.of(), found.mistake());
            }
            codes.addAll(found.codes());
        }
        return new Found(new ArrayList<>(codes), Optional.empty());
    }

    /** Names may have commas. */
    private List<String> parts(String typed) {
        return Arrays.stream(typed.split("[\n、；;，]"))
                .map(Blank::strip)
                .filter(part -> !part.isEmpty())
                .flatMap(part -> part.contains(",") && candidates(part).isEmpty()
                        ? Arrays.stream(part.split(",")).map(Blank::strip).filter(each -> !each.isEmpty())
                        : Stream.of(part))
                .toList();
    }

    private List<Unit> candidates(String typed) {
        var withCode = WITH_CODE.matcher(typed);
        if (withCode.matches() && seen.unit(withCode.group(1)).isPresent()) {
            return seen.unit(withCode.group(1)).stream().toList();
        }
        return UnitChoice.of(typed, seen).candidates();
    }

    private String mistake(String typed, List<Unit> candidates) {
        return candidates.isEmpty()
                ? words.say("unit.unknown", typed)
                : words.say(
                        "unit.ambiguous",
                        typed,
                        candidates.stream()
                                .limit(MOST_NAMED)
                                .map(unit -> words.say("unit.coded", name(unit), unit.code()))
                                .collect(Collectors.joining(words.say("list.separator"))));
    }

    /** How to type each, so that it is clear. */
    List<String> proposed() {
        var seenNames = seen.units().stream().collect(Collectors.groupingBy(this::name, Collectors.counting()));
        return seen.units().stream()
                .map(unit -> typed(unit, seenNames.getOrDefault(name(unit), 0L) > 1))
                .sorted()
                .limit(MOST_PROPOSED)
                .toList();
    }

    /** How these are typed, one a line; a unit that is not seen keeps its code. */
    String typed(List<String> codes) {
        return codes.stream()
                .map(code -> seen.unit(code)
                        .map(unit -> typed(unit, candidates(name(unit)).size() > 1))
                        .orElse(code))
                .collect(Collectors.joining("\n"));
    }

    private String typed(Unit unit, boolean ambiguous) {
        return ambiguous ? words.say("unit.coded", name(unit), unit.code()) : name(unit);
    }

    private String name(Unit unit) {
        return words.name(unit.nameZh(), unit.nameEn());
    }
}
