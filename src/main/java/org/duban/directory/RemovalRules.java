package org.duban.directory;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.files.NameSuggestions;
import org.duban.reasons.Reason;
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
            throw refused(
                    removal.unit(),
                    (one(left) ? HangingReason.HANGS_ON_IT : HangingReason.HANG_ON_IT)
                            .with(listed(left), cure(successor, left)));
        }
    }

    private static void checkSuccessor(String code, String successor, UnitTree tree) {
        if (successor.equals(code)) {
            throw refused(code, UnitReason.SUCCESSOR_ITSELF.with(successor));
        }
        var next = tree.unit(successor).orElseThrow(() -> unknown(code, successor, tree));
        if (tree.below(code).contains(next)) {
            throw refused(code, UnitReason.SUCCESSOR_BELOW.with(successor));
        }
        tree.unit(code).ifPresent(unit -> checkKind(unit, next));
    }

    private static void checkKind(Unit unit, Unit next) {
        var kind = unit.kind();
        var fits = next.kind() == kind || kind == UnitKind.UNIT && next.kind() == UnitKind.LEADING_GROUP_OFFICE;
        if (!fits) {
            throw refused(
                    unit.code(),
                    UnitReason.SUCCESSOR_OF_OTHER_KIND.with(
                            next.code(), next.kind().name(), kind.name()));
        }
    }

    private static UnitRefused unknown(String code, String successor, UnitTree tree) {
        var itsSuccessor = tree.successor(successor);
        if (itsSuccessor.isPresent()) {
            return refused(code, UnitReason.SUCCESSOR_MERGED.with(successor, itsSuccessor.get()));
        }
        var codes = tree.units().stream().map(Unit::code).sorted().toList();
        return refused(
                code, UnitReason.SUCCESSOR_UNKNOWN.with(successor, new NameSuggestions(codes).cureFor(successor)));
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
        var named = orphans.stream().sorted().limit(Dependency.MOST_NAMED).toList();
        var hangs = one(List.of(hanging)) ? HangingReason.ORPHANS_OF_ONE : HangingReason.ORPHANS;
        throw new UnitRefused(List.of(new UnitProblem(
                blamed.code(),
                wasOffice.isPresent() ? "kind" : "parent",
                hangs.with(named.toString(), hanging.told()))));
    }

    private static boolean stoodAbove(Unit unit, UnitTree before, Collection<String> orphans) {
        var below = before.below(unit.code()).stream().map(Unit::code).collect(Collectors.toCollection(HashSet::new));
        below.retainAll(orphans);
        return !below.isEmpty();
    }

    private static Reason cure(@Nullable String successor, List<Dependency> left) {
        var off = all(left.stream().map(one -> one.kind().off()).toList());
        var inherited = left.stream().allMatch(one -> one.kind().hasSuccessor);
        return successor == null && inherited
                ? HangingReason.NAME_SUCCESSOR_OR_FIRST.with(off)
                : HangingReason.FIRST.with(off);
    }

    private static Reason listed(List<Dependency> hanging) {
        return all(hanging.stream().map(Dependency::told).toList());
    }

    private static Reason all(List<Reason> reasons) {
        return reasons.stream().reduce(HangingReason.ALSO_HANGING::with).orElseThrow();
    }

    private static boolean one(List<Dependency> hanging) {
        return hanging.size() == 1 && hanging.get(0).count() == 1;
    }

    static UnitRefused refused(String code, Reason why) {
        return new UnitRefused(List.of(new UnitProblem(code, "mergedInto", why)));
    }
}
