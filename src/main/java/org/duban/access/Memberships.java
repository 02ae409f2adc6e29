package org.duban.access;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.directory.Scope;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;

/** All memberships of somebody, and what they amount to in a tree. Pure. */
public record Memberships(List<Membership> all) {

    Memberships(Collection<Membership> all) {
        this(all.stream()
                .distinct()
                .sorted((one, other) -> one.text().compareTo(other.text()))
                .toList());
    }

    /** Where he may do what needs this role. */
    Scope scope(UserRole least, UnitTree tree) {
        var counting = all.stream().filter(one -> one.includes(least)).toList();
        if (counting.stream().anyMatch(Membership::ofTheWholeTree)) {
            return Scope.EVERYTHING;
        }
        var reached = new HashSet<String>();
        for (var membership : counting) {
            membership.present(tree).ifPresent(unit -> {
                reached.add(unit);
                if (membership.reachesDown()) {
                    tree.below(unit).stream().map(Unit::code).forEach(reached::add);
                }
            });
        }
        return Scope.of(reached);
    }

    ActingUnits actsAs(UnitTree tree) {
        return new ActingUnits(units(UserRole.UNIT, tree), units(UserRole.OFFICE, tree));
    }

    private Set<String> units(UserRole least, UnitTree tree) {
        return all.stream()
                .filter(one -> one.includes(least))
                .flatMap(one -> one.present(tree).stream())
                .collect(Collectors.toSet());
    }

    boolean ofTheWholeTree(UserRole least) {
        return all.stream().anyMatch(one -> one.ofTheWholeTree() && one.includes(least));
    }

    /** Whether whoever has these may see and do all that this other membership lets its bearer see and do. */
    public boolean covers(Membership other, UnitTree tree) {
        if (ofTheWholeTree(other.role())) {
            return true;
        }
        if (other.role() == UserRole.READER && !other.ofTheWholeTree()) {
            var asked =
                    new Memberships(Set.of(other)).scope(UserRole.READER, tree).units();
            return !asked.isEmpty() && scope(UserRole.READER, tree).units().containsAll(asked);
        }
        // To see what is below is not to act as it.
        return all.stream().anyMatch(one -> Objects.equals(one.unit(), other.unit()) && one.includes(other.role()));
    }
}
