package org.duban.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.duban.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Who somebody is here by what an OIDC provider says of him: the same for the bearer of a token and for a login in a browser. Roles of
 * other names do not count.
 */
@Component
public final class ProviderClaims {

    private final OidcProperties oidc;
    private final Directory directory;

    ProviderClaims(OidcProperties oidc, Directory directory) {
        this.oidc = oidc;
        this.directory = directory;
    }

    /**
     * Somebody whom a provider knows.
     *
     * @param name under which he stands in the audit trail
     */
    public record Known(String name, List<Membership> memberships) {

        public Known {
            memberships = List.copyOf(memberships);
        }
    }

    /** @param claims of a token that has been found genuine, with its subject */
    public Known known(Map<String, Object> claims) {
        return known(oidc, claims);
    }

    public static Known known(OidcProperties oidc, Map<String, Object> claims) {
        var name = Objects.requireNonNullElse(text(claims.get(oidc.nameClaim())), text(claims.get("sub")));
        var memberships = texts(rolesOf(oidc, claims)).stream()
                .flatMap(role -> Membership.named(role).stream())
                .distinct()
                .toList();
        return new Known(Objects.requireNonNullElse(name, ""), memberships);
    }

    /** Which claim says what somebody is. */
    public String rolesClaim() {
        return oidc.rolesClaim();
    }

    /** Whether it gives him no right at all: there is no role in it, or none at a unit that there is. */
    public boolean rightless(Known known) {
        var tree = directory.tree();
        return known.memberships().stream()
                .noneMatch(one -> one.ofTheWholeTree() || one.present(tree).isPresent());
    }

    /**
     * Somebody who has come in by the page of his provider.
     *
     * @param provider by which he came in, as it is called in the settings
     * @param language a language tag; null: that of the browser
     * @param roles as {@link Membership#text} writes them
     */
    public static Authentication letIn(
            String provider, String name, String displayName, @Nullable String language, List<String> roles) {
        var memberships =
                roles.stream().flatMap(role -> Membership.named(role).stream()).toList();
        return new PreAuthenticatedAuthenticationToken(
                AccountHolder.of(name, displayName, language, memberships, provider), "", memberships);
    }

    /** A claim may have dots in its own name, as some providers' have. */
    private static @Nullable Object rolesOf(OidcProperties oidc, Map<String, Object> claims) {
        var claim = claims.get(oidc.rolesClaim());
        return claim == null ? within(oidc.rolesClaim(), claims) : claim;
    }

    private static @Nullable Object within(String path, Map<String, Object> claims) {
        Object value = claims;
        for (var name : path.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }

    private static @Nullable String text(@Nullable Object claim) {
        return claim == null ? null : claim.toString();
    }

    private static List<String> texts(@Nullable Object roles) {
        if (roles instanceof String text) {
            return List.of(text.split(" "));
        }
        return roles instanceof Collection<?> all
                ? all.stream().map(String::valueOf).toList()
                : List.of();
    }
}
