package org.duban.accounts.provider;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.duban.process.DubanProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.util.UriComponentsBuilder;

/** Logins by the pages of OIDC providers: the authorization code flow with PKCE. What is under way is for the caller to remember. */
@Component
public final class Providers {

    /** Where a provider sends people back to, with its name in the settings after it. */
    public static final String BACK = "/login/oauth2/code";

    private final KnownProviders known;
    private final ProviderTokens tokens;
    private final String pages;
    private final OidcAuthorizationCodeAuthenticationProvider check;
    private final SecureRandom random = new SecureRandom();

    Providers(KnownProviders known, ProviderTokens tokens, DubanProperties duban) {
        this.known = known;
        this.tokens = tokens;
        this.pages = duban.baseUrl().toString().replaceAll("/+$", "");
        this.check = new OidcAuthorizationCodeAuthenticationProvider(codes(), people());
        this.check.setJwtDecoderFactory(tokens::ofIdentity);
    }

    /**
     * One by whose page people may log in.
     *
     * @param name what people call it
     * @param away whether it did not answer just now
     */
    public record Offered(String id, String name, boolean away) {}

    /**
     * A login that begins.
     *
     * @param address where the browser goes
     * @param remembered what nobody but the same browser may bring back
     */
    public record Begun(URI address, Map<String, String> remembered) {}

    /** Those of the settings. */
    public List<Offered> all() {
        return known.names().entrySet().stream()
                .map(each -> new Offered(each.getKey(), each.getValue(), known.isAway(each.getKey())))
                .toList();
    }

    /** The one of this name in the settings. */
    public Optional<Offered> offered(String id) {
        return all().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** @throws ProviderAway if it does not answer */
    public Begun begin(String id) {
        var registration = known.registration(id);
        var remembered = Map.of("state", secret(), "nonce", secret(), "verifier", secret());
        return new Begun(URI.create(request(registration, remembered).getAuthorizationRequestUri()), remembered);
    }

    private String secret() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return encoded(bytes);
    }

    private static OAuth2AuthorizationRequest request(ClientRegistration registration, Map<String, String> remembered) {
        var nonce = Objects.requireNonNull(remembered.get("nonce"));
        var verifier = Objects.requireNonNull(remembered.get("verifier"));
        return OAuth2AuthorizationRequest.authorizationCode()
                .clientId(registration.getClientId())
                .authorizationUri(
                        Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
                .redirectUri(registration.getRedirectUri())
                .scopes(registration.getScopes())
                .state(remembered.get("state"))
                .attributes(Map.of(
                        OAuth2ParameterNames.REGISTRATION_ID,
                        registration.getRegistrationId(),
                        OidcParameterNames.NONCE,
                        nonce,
                        PkceParameterNames.CODE_VERIFIER,
                        verifier))
                .additionalParameters(Map.of(
                        OidcParameterNames.NONCE,
                        hash(nonce),
                        PkceParameterNames.CODE_CHALLENGE,
                        hash(verifier),
                        PkceParameterNames.CODE_CHALLENGE_METHOD,
                        "S256"))
                .build();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hash(String secret) {
        return encoded(DigestUtils.sha256(secret.getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * Whoever comes back from a provider.
     *
     * @param remembered as {@link #begin} told it
     * @throws AuthenticationException if it is not what the provider has said to this browser
     * @throws ProviderAway if it does not answer
     */
    public OidcUser finish(String id, Map<String, String> remembered, String code, @Nullable String state) {
        var registration = known.registration(id);
        var response = OAuth2AuthorizationResponse.success(code)
                .redirectUri(Objects.requireNonNull(registration.getRedirectUri()))
                .state(Objects.requireNonNullElse(state, ""))
                .build();
        var exchange = new OAuth2AuthorizationExchange(request(registration, remembered), response);
        try {
            var user = Objects.requireNonNull(
                    check.authenticate(new OAuth2LoginAuthenticationToken(registration, exchange)));
            known.answered(id);
            return (OidcUser) Objects.requireNonNull(user.getPrincipal());
        } catch (AuthenticationException e) {
            if (isOfTheWorld(e)) {
                known.failed(id);
                throw new ProviderAway(id, e);
            }
            throw e;
        }
    }

    static boolean isOfTheWorld(@Nullable Throwable problem) {
        for (var cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof ResourceAccessException || cause instanceof HttpServerErrorException) {
                return true;
            }
        }
        return false;
    }

    /**
     * Where a browser logs out at the provider itself; empty where it has no such page.
     *
     * @throws ProviderAway if it does not answer
     */
    public Optional<URI> wayOut(String id) {
        var registration = known.registration(id);
        var page = registration.getProviderDetails().getConfigurationMetadata().get("end_session_endpoint");
        return Optional.ofNullable(page)
                .map(address -> UriComponentsBuilder.fromUriString(address.toString())
                        .queryParam("client_id", "{client}")
                        .queryParam("post_logout_redirect_uri", "{back}")
                        .encode()
                        .buildAndExpand(registration.getClientId(), pages + "/login?out")
                        .toUri());
    }

    /**
     * Whose login a provider has ended, by what it has sent.
     *
     * @throws ProviderAway if its keys cannot be read
     * @throws JwtException if it is not from it, or not about that
     */
    public Ended ended(String id, String logoutToken) {
        var registration = known.registration(id);
        try {
            var token = tokens.ofLogout(registration).decode(logoutToken);
            return new Ended(id, token.getSubject(), token.getClaimAsString("sid"));
        } catch (BadJwtException e) {
            throw e;
        } catch (JwtException e) {
            throw new ProviderAway(id, e);
        }
    }

    /**
     * What a provider has ended: one login, or where no {@code sid} is named all of somebody.
     *
     * @param subject null: not named; then there is a {@code sid}
     */
    public record Ended(
            String provider,
            @Nullable String subject,
            @Nullable String sid) {}

    private static RestClientAuthorizationCodeTokenResponseClient codes() {
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(ProviderConfiguration.limitedWait())
                .messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    private static OidcUserService people() {
        var requests = new RestTemplate(ProviderConfiguration.limitedWait());
        requests.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        var claims = new DefaultOAuth2UserService();
        claims.setRestOperations(requests);
        var people = new OidcUserService();
        people.setOauth2UserService(claims);
        return people;
    }
}
