package org.duban.access;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.directory.UnitTree;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * A role at a unit, written {@code OFFICE@gyangze-office}; or one of the whole installation, written {@code ADMIN}. A person
 * has any number of them, and each of them counts by itself.
 *
 * @param unit its code; null: the whole tree
 */
public record Membership(UserRole role, @Nullable String unit) implements GrantedAuthority {

    private static final String AT = "@";

    /** The membership that a table or a token calls so; empty if it is none, or an administrator's of one unit. */
    public static Optional<Membership> named(String text) {
        var at = text.indexOf(AT);
        var unit = at < 0 ? null : text.substring(at + 1);
        return UserRole.named(at < 0 ? text : text.substring(0, at))
                .filter(role -> unit == null || !unit.isEmpty() && role != UserRole.ADMIN)
                .map(role -> new Membership(role, unit));
    }

    public static Set<Membership> of(@Nullable Authentication user) {
        if (user == null || !user.isAuthenticated()) {
            return Set.of();
        }
        return user.getAuthorities().stream()
                .filter(Membership.class::isInstance)
                .map(Membership.class::cast)
                .collect(Collectors.toUnmodifiableSet());
    }

    public boolean ofTheWholeTree() {
        return unit == null;
    }

    /** Whether its bearer may what this role may, at its unit. Who is of a unit that nobody has named only reads. */
    public boolean includes(UserRole least) {
        var counts = role == UserRole.UNIT && ofTheWholeTree() ? UserRole.READER : role;
        return counts.compareTo(least) >= 0;
    }

    /** Whether it has to do with those below its unit, too. */
    boolean reachesDown() {
        return role != UserRole.UNIT;
    }

    /** The unit today: itself, or the one that took over from it; empty if there is neither. */
    Optional<String> present(UnitTree tree) {
        return Optional.ofNullable(unit).flatMap(tree::present);
    }

    /** As it is written everywhere. */
    public String text() {
        return role + (unit == null ? "" : AT + unit);
    }

    @Override
    public String getAuthority() {
        return "ROLE_" + text();
    }

    @Override
    public String toString() {
        return getAuthority();
    }
}
