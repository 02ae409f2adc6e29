package org.duban.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/** Reads from a token that has been found genuine who bears it and with which roles; roles of other names do not count. */
@Component
final class TokenBearer implements Converter<Jwt, AbstractAuthenticationToken> {

    private final OidcProperties oidc;

    TokenBearer(OidcProperties oidc) {
        this.oidc = oidc;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        var name = Objects.requireNonNullElse(token.getClaimAsString(oidc.nameClaim()), token.getSubject());
        var roles = roles(token.getClaims()).stream()
                .flatMap(role -> Membership.named(role).stream())
                .toList();
        return new JwtAuthenticationToken(token, roles, name);
    }

    /** A claim may have dots in its own name, as some providers' have. */
    private List<String> roles(Map<String, Object> claims) {
        var claim = claims.get(oidc.rolesClaim());
        return texts(claim == null ? within(claims) : claim);
    }

    private @Nullable Object within(Map<String, Object> claims) {
        Object value = claims;
        for (var name : oidc.rolesClaim().split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
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
