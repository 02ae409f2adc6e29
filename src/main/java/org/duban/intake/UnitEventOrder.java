package org.duban.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.events.UnitEvent;
import org.jspecify.annotations.Nullable;

/**
 * An order in which unit events fit that came in another one: who stands above a unit, or takes over from it, comes before
 * it, and those below one that leaves leave before it. The events of one unit stay in theirs. Pure.
 */
final class UnitEventOrder {

    private final List<UnitEvent> events;
    private final UnitTree tree;
    private final Map<Integer, Integer> before = new HashMap<>();
    private final Map<String, Integer> firstSaved = new HashMap<>();
    private final Map<String, Set<Integer>> removedBelow = new HashMap<>();
    private final Set<Integer> seen = new LinkedHashSet<>();
    private final List<Integer> order = new ArrayList<>();

    private UnitEventOrder(List<UnitEvent> events, UnitTree tree) {
        this.events = events;
        this.tree = tree;
    }

    /** The places of the events in a list, in that order. */
    static List<Integer> of(List<UnitEvent> events, UnitTree tree) {
        return new UnitEventOrder(events, tree).places();
    }

    private List<Integer> places() {
        var last = new HashMap<String, Integer>();
        var parents = new HashMap<String, Set<String>>();
        for (var place = 0; place < events.size(); place++) {
            var event = events.get(place);
            var previous = last.put(event.code(), place);
            if (previous != null) {
                before.put(place, previous);
            }
            var above = parents.computeIfAbsent(event.code(), code -> parentToday(code));
            var unit = event.unit();
            if (unit != null) {
                firstSaved.putIfAbsent(event.code(), place);
                add(above, unit.parent());
                continue;
            }
            for (var parent : above) {
                removedBelow.computeIfAbsent(parent, any -> new TreeSet<>()).add(place);
            }
        }
        for (var place = 0; place < events.size(); place++) {
            add(place);
        }
        return order;
    }

    private Set<String> parentToday(String code) {
        var above = new TreeSet<String>();
        add(above, tree.unit(code).map(Unit::parent).orElse(null));
        return above;
    }

    private static void add(Set<String> codes, @Nullable String code) {
        if (code != null) {
            codes.add(code);
        }
    }

    private void add(@Nullable Integer place) {
        if (place == null || !seen.add(place)) {
            return;
        }
        add(before.get(place));
        var event = events.get(place);
        var unit = event.unit();
        add(firstSaved(unit == null ? event.mergedInto() : unit.parent()));
        if (unit == null) {
            removedBelow.getOrDefault(event.code(), Set.of()).forEach(this::add);
        }
        order.add(place);
    }

    private @Nullable Integer firstSaved(@Nullable String code) {
        return code == null || tree.unit(code).isPresent() ? null : firstSaved.get(code);
    }
}
