package org.duban.directory;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.files.NameSuggestions;
import org.jspecify.annotations.Nullable;

/** When a unit may leave, which other one may follow it, and what a change of the tree may not take from others. Pure. */
final class RemovalRules {

    private RemovalRules() {}

    /** Throws unless the unit may leave, or the one that is named may take over what hangs on it. */
    static void check(Removal removal, UnitTree tree, List<Dependency> hanging) {
        var successor = removal.mergedInto();
        if (successor != null) {
            checkSuccessor(removal.unit(), successor, tree);
        }
        var left = hanging.stream()
                .filter(one -> successor == null || !one.kind().hasSuccessor)
                .toList();
        if (!left.isEmpty()) {
            throw refused(removal.unit(), words(left) + hang(left) + " on it", cure(successor, left));
        }
    }

    private static void checkSuccessor(String code, String successor, UnitTree tree) {
        var shown = "\"" + successor + "\" ";
        if (successor.equals(code)) {
            throw refused(code, shown + "is the unit itself", "write the code of its successor");
        }
        var next = tree.unit(successor).orElseThrow(() -> unknown(code, successor, tree));
        if (tree.below(code).contains(next)) {
            throw refused(code, shown + "stands below it", "give " + shown + "another parent first");
        }
        tree.unit(code).ifPresent(unit -> checkKind(unit, next));
    }

    private static void checkKind(Unit unit, Unit next) {
        var kind = unit.kind();
        var fits = next.kind() == kind || kind == UnitKind.UNIT && next.kind() == UnitKind.LEADING_GROUP_OFFICE;
        if (!fits) {
            throw refused(
                    unit.code(),
                    "\"" + next.code() + "\" is a " + next.kind() + " and cannot take the place of a " + kind,
                    "name another " + kind);
        }
    }

    private static IllegalArgumentException unknown(String code, String successor, UnitTree tree) {
        var itsSuccessor = tree.successor(successor);
        if (itsSuccessor.isPresent()) {
            return refused(
                    code,
                    "\"" + successor + "\" is no unit any more, it was merged into \"" + itsSuccessor.get() + "\"",
                    "write \"" + itsSuccessor.get() + "\"");
        }
        var codes = tree.units().stream().map(Unit::code).sorted().toList();
        return refused(
                code,
                "there is no unit \"" + successor + "\"",
                new NameSuggestions(codes).cureFor(successor).english());
    }

    /** Those that have an office or a leading group above them in one tree and none in the other. */
    static Set<String> orphans(UnitTree before, UnitTree after) {
        return before.units().stream()
                .map(Unit::code)
                .filter(code -> supervised(before, code) && !supervised(after, code))
                .collect(Collectors.toSet());
    }

    private static boolean supervised(UnitTree tree, String code) {
        return !tree.officesAbove(code).isEmpty() || tree.leaderAbove(code).isPresent();
    }

    /** Throws because units that are changed would leave others, on which something hangs, with nobody above them. */
    static void refuseOrphans(
            Collection<Unit> changed, UnitTree before, Collection<String> orphans, Dependency hanging) {
        var blamed = changed.stream()
                .filter(unit -> orphans.contains(unit.code()) || stoodAbove(unit, before, orphans))
                .findFirst()
                .orElseGet(() -> changed.iterator().next());
        var wasOffice = before.unit(blamed.code()).filter(unit -> unit.kind() != blamed.kind());
        throw new IllegalArgumentException(new UnitProblem(
                        blamed.code(),
                        wasOffice.isPresent() ? "kind" : "parent",
                        "leaves no office and no leading group above "
                                + orphans.stream()
                                        .sorted()
                                        .limit(Dependency.MOST_NAMED)
                                        .toList()
                                + ", on which " + hanging + hang(List.of(hanging)),
                        "keep one above until the open tasks are done or handed over")
                .toString());
    }

    private static boolean stoodAbove(Unit unit, UnitTree before, Collection<String> orphans) {
        var below = before.below(unit.code()).stream().map(Unit::code).collect(Collectors.toCollection(HashSet::new));
        below.retainAll(orphans);
        return !below.isEmpty();
    }

    private static String cure(@Nullable String successor, List<Dependency> left) {
        var off = left.stream().map(one -> one.kind().cure).collect(Collectors.joining(", "));
        var inherited = left.stream().allMatch(one -> one.kind().hasSuccessor);
        return successor == null && inherited
                ? "name the unit that takes over as mergedInto, or first " + off
                : "first " + off;
    }

    private static String words(List<Dependency> hanging) {
        return hanging.stream().map(Dependency::toString).collect(Collectors.joining(", "));
    }

    private static String hang(List<Dependency> hanging) {
        return hanging.size() == 1 && hanging.get(0).count() == 1 ? " hangs" : " hang";
    }

    static IllegalArgumentException refused(String code, String problem, String cure) {
        return new IllegalArgumentException(new UnitProblem(code, "mergedInto", problem, cure).toString());
    }
}
