package org.duban.desk.units;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.board.BoardCounts;
import org.duban.desk.DeskUrl;
import org.duban.desk.units.UnitsPage.Address;
import org.duban.desk.units.UnitsPage.Count;
import org.duban.desk.units.UnitsPage.Row;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.plan.Lamp;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * How the page speaks of units, in the language of whoever looks.
 *
 * @param tree all of them, with those who stand in for their addresses
 * @param reach those that the reader sees
 */
record UnitLines(Words words, UnitTree tree, UnitTree reach, BoardCounts counts, Instant now) {

    private static final int DEEPEST = 5;
    private static final String LEDGER = "/desk/tasks";

    /** Whether mail reaches somebody there. */
    boolean reached(Unit unit) {
        return !tree.readers(unit.code(), now).isEmpty();
    }

    /** Those that mail does not reach, and then the others from the top down. */
    List<Unit> inOrder(Collection<Unit> units) {
        var byName = Comparator.comparing(Unit::kind)
                .reversed()
                .thenComparing(this::name)
                .thenComparing(Unit::code);
        var codes = units.stream().map(Unit::code).collect(Collectors.toSet());
        var below = new LinkedHashMap<String, List<Unit>>();
        units.stream()
                .sorted(byName)
                .forEach(unit -> below.computeIfAbsent(
                                codes.contains(parent(unit)) ? parent(unit) : "", any -> new ArrayList<>())
                        .add(unit));
        var all = new ArrayList<Unit>();
        walk("", below, all);
        return Stream.concat(
                        all.stream().filter(unit -> !reached(unit)),
                        all.stream().filter(this::reached))
                .toList();
    }

    private void walk(String parent, Map<String, List<Unit>> below, List<Unit> all) {
        below.getOrDefault(parent, List.of()).forEach(unit -> {
            all.add(unit);
            walk(unit.code(), below, all);
        });
    }

    /** The code of the one above that is seen; empty at the top of what is. */
    private String parent(Unit unit) {
        return Optional.ofNullable(unit.parent())
                .filter(code -> reach.unit(code).isPresent())
                .orElse("");
    }

    Row row(Unit unit) {
        var reached = reached(unit);
        return new Row(
                unit.code(),
                name(unit),
                words.say("unit.kind." + unit.kind()),
                reached ? depth(unit) : 0,
                reached ? null : reach.unit(parent(unit)).map(this::name).orElse(null),
                reached,
                words.say(reached ? "units.reached" : "units.unreached"),
                unit.emails().stream().map(this::address).toList(),
                counts(unit));
    }

    private String name(Unit unit) {
        return words.name(unit.nameZh(), unit.nameEn());
    }

    private int depth(Unit unit) {
        var depth = 0;
        for (var code = parent(unit);
                !code.isEmpty() && depth < DEEPEST;
                code = parent(reach.unit(code).orElseThrow())) {
            depth++;
        }
        return depth;
    }

    private Address address(String email) {
        return new Address(email, remark(email));
    }

    private @Nullable String remark(String email) {
        return tree.reaches(email) ? null : words.say("units.refused");
    }

    private List<Count> counts(Unit unit) {
        var codes = BoardCounts.withThoseBelow(unit, reach);
        return List.of(
                count("board.open", counts.open(codes), unit, "status", "open", "calm"),
                count("lamp.RED", counts.of(codes, Lamp.RED), unit, "lamp", Lamp.RED.name(), "red"),
                count("lamp.YELLOW", counts.of(codes, Lamp.YELLOW), unit, "lamp", Lamp.YELLOW.name(), "yellow"));
    }

    private Count count(String key, long number, Unit unit, String parameter, String value, String tone) {
        var asked = new LinkedHashMap<String, @Nullable Object>();
        asked.put("unit", unit.code());
        asked.put("leading", "on");
        asked.put(parameter, value);
        return new Count(
                words.say(key),
                words.number(number),
                number == 0 ? null : DeskUrl.of(LEDGER, asked).toString(),
                number == 0 ? "none" : tone.toLowerCase(Locale.ROOT));
    }
}
