package org.duban.access.web;

import org.duban.access.OidcProperties;
import org.duban.access.ProviderClaims;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/** Reads from a token that has been found genuine who bears it and with which roles, by {@link ProviderClaims}. */
@Component
final class TokenBearer implements Converter<Jwt, AbstractAuthenticationToken> {

    private final OidcProperties oidc;

    TokenBearer(OidcProperties oidc) {
        this.oidc = oidc;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        var known = ProviderClaims.known(oidc, token.getClaims());
        return new JwtAuthenticationToken(token, known.memberships(), known.name());
    }
}
