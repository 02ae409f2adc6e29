package org.duban.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a user may be here; each includes the ones before it. A role of another name gives no right. */
enum UserRole {
    /** Reads everything. */
    READER,
    /** Somebody of a unit; reads, until the desk knows whose unit it is. */
    UNIT,
    /** Somebody of a leading-group office: writes events, sends notices again, sees to refusals and the inbox. */
    OFFICE,
    /** Everything: units and where their mail goes, stand-ins, feeds, rules. */
    ADMIN;

    private static final String PREFIX = "ROLE_";

    /** The role that somebody calls so, in capitals or not. */
    static Optional<UserRole> named(String name) {
        return Arrays.stream(values())
                .filter(role -> role.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    static Set<UserRole> of(@Nullable Authentication user) {
        if (user == null || !user.isAuthenticated()) {
            return Set.of();
        }
        return user.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null && authority.startsWith(PREFIX))
                .flatMap(authority -> named(authority.substring(PREFIX.length())).stream())
                .collect(Collectors.toSet());
    }

    boolean includes(UserRole least) {
        return compareTo(least) >= 0;
    }

    GrantedAuthority authority() {
        return new SimpleGrantedAuthority(PREFIX + name());
    }
}
