package org.duban.access.users;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.duban.access.AccountHolder;
import org.duban.access.Membership;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/**
 * Somebody who may use the pages and the REST interface.
 *
 * @param passwordHash bcrypt
 * @param language a language tag; null: that of the browser
 */
record AppUser(
        String name,
        String passwordHash,
        List<String> roles,
        String displayName,
        @Nullable String language) {

    static final String ADMIN = "admin";

    AppUser {
        roles = List.copyOf(roles);
    }

    AppUser(String name, String passwordHash, List<String> roles) {
        this(name, passwordHash, roles, name, null);
    }

    /** Himself as one who has been let in, with the roles that he has now. */
    Authentication letIn() {
        var memberships =
                roles.stream().flatMap(role -> Membership.named(role).stream()).toList();
        return UsernamePasswordAuthenticationToken.authenticated(
                AccountHolder.of(name, displayName, language, memberships, null), null, memberships);
    }

    /** Another one as soon as the password is another one. */
    String stamp() {
        return DigestUtils.sha256Hex(passwordHash.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return name;
    }
}
