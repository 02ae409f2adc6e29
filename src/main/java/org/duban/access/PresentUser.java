package org.duban.access;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.directory.Directory;
import org.duban.directory.Scope;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Whoever makes the present request: what he may see. To see is not to act: with which of his memberships he may do something
 * is asked by the role that it needs.
 */
@Component
public final class PresentUser {

    private final Directory directory;

    PresentUser(Directory directory) {
        this.directory = directory;
    }

    /** The name under which he stands in the audit trail. */
    public String name() {
        var user = authentication();
        return user == null ? "" : user.getName();
    }

    /** In the order of their texts. */
    public List<Membership> memberships() {
        return Membership.of(authentication()).stream()
                .sorted((one, other) -> one.text().compareTo(other.text()))
                .toList();
    }

    /** What he may see. */
    public Scope scope() {
        return scope(UserRole.READER);
    }

    /** Where he may do what needs this role. */
    public Scope scope(UserRole least) {
        var counting = memberships().stream().filter(one -> one.includes(least)).toList();
        if (counting.stream().anyMatch(Membership::ofTheWholeTree)) {
            return Scope.EVERYTHING;
        }
        return counting.isEmpty() ? Scope.of(Set.of()) : Scope.of(reached(counting));
    }

    private Set<String> reached(List<Membership> counting) {
        var tree = directory.tree();
        var reached = new HashSet<String>();
        for (var membership : counting) {
            membership.present(tree).ifPresent(unit -> {
                reached.add(unit);
                if (membership.reachesDown()) {
                    tree.below(unit).stream().map(Unit::code).forEach(reached::add);
                }
            });
        }
        return reached;
    }

    /**
     * Whether he speaks for whomever an event names, and for the office where it names nobody, as a system does: an administrator,
     * and an office of the whole tree.
     */
    public boolean speaksForAll() {
        return memberships().stream().anyMatch(one -> one.ofTheWholeTree() && one.includes(UserRole.OFFICE));
    }

    ActingUnits actsAs() {
        var tree = directory.tree();
        return new ActingUnits(units(UserRole.UNIT, tree), units(UserRole.OFFICE, tree));
    }

    private Set<String> units(UserRole least, UnitTree tree) {
        return memberships().stream()
                .filter(one -> one.includes(least))
                .flatMap(one -> one.present(tree).stream())
                .collect(Collectors.toSet());
    }

    boolean administrates() {
        return memberships().stream().anyMatch(one -> one.includes(UserRole.ADMIN));
    }

    private static @Nullable Authentication authentication() {
        return SecurityContextHolder.getContext().getAuthentication();
    }
}
