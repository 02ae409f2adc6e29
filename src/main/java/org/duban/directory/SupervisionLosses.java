package org.duban.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.reasons.Reason;

/**
 * What a change of units takes from the supervision of open tasks although it may be made: an address, an office. Whoever
 * makes it is told. Pure.
 *
 * @param before the tree without the change
 * @param after the tree with it
 * @param openWork the open tasks of some units, if there are any
 */
record SupervisionLosses(UnitTree before, UnitTree after, Function<Set<String>, Optional<Dependency>> openWork) {

    /** Nobody reads more, and each asks for the open tasks of a branch. */
    private static final int MOST_UNITS = 200;

    static SupervisionLosses of(
            Collection<Unit> changed, UnitTree before, Function<Set<String>, Optional<Dependency>> openWork) {
        var all = new LinkedHashMap<String, Unit>();
        before.units().forEach(unit -> all.put(unit.code(), unit));
        changed.forEach(unit -> all.put(unit.code(), unit));
        return new SupervisionLosses(before, new UnitTree(all.values(), Set.of()), openWork);
    }

    /** One for each unit and field. */
    List<UnitProblem> by(Collection<Unit> changed) {
        return changed.stream()
                .filter(this::takes)
                .limit(MOST_UNITS)
                .flatMap(this::by)
                .toList();
    }

    private boolean takes(Unit unit) {
        return before.unit(unit.code())
                .filter(was -> mailless(was, unit) || stoodElsewhere(was, unit))
                .isPresent();
    }

    private Stream<UnitProblem> by(Unit unit) {
        var was = before.unit(unit.code()).orElseThrow();
        var branch = Stream.concat(Stream.of(unit), after.below(unit.code()).stream())
                .map(Unit::code)
                .collect(Collectors.toSet());
        var losses = new ArrayList<UnitProblem>();
        if (mailless(was, unit)) {
            openWork.apply(unit.kind() == UnitKind.UNIT ? Set.of(unit.code()) : branch)
                    .ifPresent(work -> losses.add(
                            new UnitProblem(unit.code(), "emails", HangingReason.NOBODY_TOLD_HERE.with(work.told()))));
        }
        if (stoodElsewhere(was, unit)) {
            branch.removeIf(code -> offices(before, code).equals(offices(after, code)));
            var field = was.kind() == unit.kind() ? "parent" : "kind";
            openWork.apply(branch)
                    .ifPresent(work -> losses.add(new UnitProblem(unit.code(), field, moved(branch, work))));
        }
        return losses.stream();
    }

    private Reason moved(Set<String> branch, Dependency work) {
        var one = branch.stream().sorted().findFirst().orElseThrow();
        return HangingReason.OTHERS_ABOVE.with(
                work.told(), one, String.join(", ", offices(before, one)), String.join(", ", offices(after, one)));
    }

    private static List<String> offices(UnitTree tree, String code) {
        return tree.leadingAbove(code).stream().map(Unit::code).toList();
    }

    private static boolean mailless(Unit was, Unit unit) {
        return !was.emails().isEmpty() && unit.emails().isEmpty();
    }

    private static boolean stoodElsewhere(Unit was, Unit unit) {
        return was.kind() != unit.kind() || !Objects.equals(was.parent(), unit.parent());
    }
}
