package org.duban.accounts.provider;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;

/** Reads what providers have signed: who somebody is, and whose login is over. */
@Component
final class ProviderTokens {

    /** OpenID Connect Back-Channel Logout 1.0, section 2.4. */
    private static final String LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";

    /** For a logout token without an end of its own, from when it was issued. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private static final Duration SKEW = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<String, JwtDecoder> ofIdentity = new ConcurrentHashMap<>();
    private final Map<String, JwtDecoder> ofLogout = new ConcurrentHashMap<>();

    ProviderTokens(InstantSource clock) {
        this.clock = clock;
    }

    JwtDecoder ofIdentity(ClientRegistration registration) {
        return ofIdentity.computeIfAbsent(registration.getRegistrationId(), id -> {
            var person = new OidcIdTokenValidator(registration);
            person.setClock(clock.withZone(ZoneOffset.UTC));
            var decoder = decoder(registration, new DelegatingOAuth2TokenValidator<>(times(), person));
            decoder.setClaimSetConverter(
                    new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
            return decoder;
        });
    }

    JwtDecoder ofLogout(ClientRegistration registration) {
        return ofLogout.computeIfAbsent(registration.getRegistrationId(), id -> {
            var type = new JwtTypeValidator("logout+jwt", "JWT");
            type.setAllowEmpty(true);
            return decoder(
                    registration,
                    new DelegatingOAuth2TokenValidator<>(times(), type, token -> verdict(token, registration)));
        });
    }

    private static NimbusJwtDecoder decoder(ClientRegistration registration, OAuth2TokenValidator<Jwt> validator) {
        var decoder = NimbusJwtDecoder.withJwkSetUri(
                        Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri()))
                .restOperations(new RestTemplate(ProviderConfiguration.limitedWait()))
                .jwsAlgorithms(all -> all.addAll(algorithms(registration)))
                .validateType(false)
                .build();
        decoder.setJwtValidator(validator);
        return decoder;
    }

    /** Those with a public key that the provider names; RS256, which each has to have, where it names none. */
    private static Set<SignatureAlgorithm> algorithms(ClientRegistration registration) {
        var named = registration
                .getProviderDetails()
                .getConfigurationMetadata()
                .get("id_token_signing_alg_values_supported");
        var known = (named instanceof Collection<?> all ? all.stream() : Stream.empty())
                .map(name -> SignatureAlgorithm.from(name.toString()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return known.isEmpty() ? Set.of(SignatureAlgorithm.RS256) : known;
    }

    private JwtTimestampValidator times() {
        var times = new JwtTimestampValidator(SKEW);
        times.setClock(clock.withZone(ZoneOffset.UTC));
        return times;
    }

    /** OpenID Connect Back-Channel Logout 1.0, section 2.6. */
    private OAuth2TokenValidatorResult verdict(Jwt token, ClientRegistration registration) {
        var issuer = registration.getProviderDetails().getIssuerUri();
        var wrong = Stream.of(
                        wrong(issuer != null && !issuer.equals(token.getClaimAsString("iss")), "iss"),
                        wrong(!audience(token).contains(registration.getClientId()), "aud"),
                        wrong(!isAboutLogout(token.getClaim("events")), "events"),
                        wrong(token.getClaim("nonce") != null, "nonce"),
                        wrong(token.getSubject() == null && token.getClaimAsString("sid") == null, "sub and sid"),
                        wrong(isStale(token), "iat"))
                .filter(Objects::nonNull)
                .toList();
        return wrong.isEmpty()
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(
                        new OAuth2Error("invalid_request", "the logout token does not hold: " + wrong, null));
    }

    private static List<String> audience(Jwt token) {
        return Objects.requireNonNullElse(token.getAudience(), List.of());
    }

    private static @Nullable String wrong(boolean wrong, String claim) {
        return wrong ? claim : null;
    }

    private static boolean isAboutLogout(@Nullable Object events) {
        return events instanceof Map<?, ?> all && all.containsKey(LOGOUT_EVENT);
    }

    private boolean isStale(Jwt token) {
        var issued = token.getIssuedAt();
        return issued == null
                || token.getExpiresAt() == null && issued.plus(FRESH).isBefore(clock.instant());
    }
}
