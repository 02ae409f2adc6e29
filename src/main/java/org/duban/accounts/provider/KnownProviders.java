package org.duban.accounts.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.duban.process.BadSetting;
import org.duban.process.DubanProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties.Provider;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties.Registration;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * The providers of the settings, with what each says of itself. They are asked when somebody wants to log in, one request at a time, and
 * for a few seconds not again after it was in vain: a start never waits for them.
 */
@Component
final class KnownProviders {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** For how long the login page says that a provider did not answer. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final String SETTINGS = "spring.security.oauth2.client.registration.";
    private static final List<String> USUAL_SCOPE = List.of("openid", "profile");
    private static final ParameterizedTypeReference<Map<String, Object>> DOCUMENT =
            new ParameterizedTypeReference<>() {};

    private final OAuth2ClientProperties settings;
    private final String pages;
    private final InstantSource clock;
    private final RestClient http = RestClient.builder()
            .requestFactory(ProviderConfiguration.limitedWait())
            .build();
    private final Map<String, ClientRegistration> known = new ConcurrentHashMap<>();
    private final Map<String, Instant> failedAt = new ConcurrentHashMap<>();
    private final ReentrantLock asking = new ReentrantLock();

    KnownProviders(OAuth2ClientProperties settings, DubanProperties duban, InstantSource clock) {
        this.settings = settings;
        this.pages = duban.baseUrl().toString().replaceAll("/+$", "");
        this.clock = clock;
        settings.getRegistration().forEach(this::check);
    }

    private void check(String id, Registration registration) {
        BadSetting.unless(
                scope(registration).contains("openid"),
                SETTINGS + id + ".scope",
                String.join(",", scope(registration)),
                "add openid: people log in by OIDC, which needs it");
        var provider = provider(id, registration);
        BadSetting.unless(
                provider.getIssuerUri() != null || isWhole(provider),
                SETTINGS + id + ".provider",
                Objects.requireNonNullElse(registration.getProvider(), id),
                "give spring.security.oauth2.client.provider.<name>.issuer-uri, or its authorization-uri, token-uri and"
                        + " jwk-set-uri");
    }

    /** Whether the settings say all that it would be asked for. */
    private static boolean isWhole(Provider provider) {
        return provider.getAuthorizationUri() != null
                && provider.getTokenUri() != null
                && provider.getJwkSetUri() != null;
    }

    private static Set<String> scope(Registration registration) {
        return registration.getScope() == null ? new LinkedHashSet<>(USUAL_SCOPE) : registration.getScope();
    }

    private Provider provider(String id, Registration registration) {
        var name = Objects.requireNonNullElse(registration.getProvider(), id);
        return settings.getProvider().getOrDefault(name, new Provider());
    }

    /** The names by which the settings call them, with what people call them. */
    Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        settings.getRegistration().forEach((id, one) -> {
            var called = one.getClientName();
            names.put(id, called == null || called.isBlank() ? id : called);
        });
        return names;
    }

    boolean has(String id) {
        return settings.getRegistration().containsKey(id);
    }

    /** Whether it did not answer when it was asked last, a moment ago. */
    boolean isAway(String id) {
        var failed = failedAt.get(id);
        return failed != null && clock.instant().isBefore(failed.plus(REMEMBERED));
    }

    void failed(String id) {
        failedAt.put(id, clock.instant());
    }

    void answered(String id) {
        failedAt.remove(id);
    }

    /**
     * What is known of a provider of the settings.
     *
     * @throws ProviderAway if it has to be asked first, and does not answer
     */
    ClientRegistration registration(String id) {
        var before = known.get(id);
        if (before != null) {
            return before;
        }
        var failed = failedAt.get(id);
        if (failed != null && clock.instant().isBefore(failed.plus(PAUSE)) || !asking.tryLock()) {
            throw new ProviderAway(id, new IllegalStateException("it is being asked, or was asked just now"));
        }
        try {
            var registration =
                    build(id, Objects.requireNonNull(settings.getRegistration().get(id)));
            known.put(id, registration);
            answered(id);
            return registration;
        } catch (RestClientException | IllegalArgumentException | IllegalStateException e) {
            failed(id);
            throw new ProviderAway(id, e);
        } finally {
            asking.unlock();
        }
    }

    private ClientRegistration build(String id, Registration registration) {
        var provider = provider(id, registration);
        var issuer = provider.getIssuerUri();
        var builder = (issuer == null || isWhole(provider)
                        ? ClientRegistration.withRegistrationId(id)
                        : ClientRegistrations.fromOidcConfiguration(document(issuer)))
                .registrationId(id)
                .clientId(Objects.requireNonNull(registration.getClientId()))
                .clientName(names().getOrDefault(id, id))
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(pages + Providers.BACK + "/" + id)
                .scope(scope(registration))
                .userNameAttributeName("sub");
        given(registration.getClientSecret(), builder::clientSecret);
        given(
                registration.getClientAuthenticationMethod(),
                method -> builder.clientAuthenticationMethod(new ClientAuthenticationMethod(method)));
        given(provider.getAuthorizationUri(), builder::authorizationUri);
        given(provider.getTokenUri(), builder::tokenUri);
        given(provider.getUserInfoUri(), builder::userInfoUri);
        given(provider.getJwkSetUri(), builder::jwkSetUri);
        given(issuer, builder::issuerUri);
        return builder.build();
    }

    private static void given(@Nullable String setting, Consumer<String> use) {
        if (setting != null) {
            use.accept(setting);
        }
    }

    private Map<String, Object> document(String issuer) {
        var address = issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration";
        var document = http.get().uri(address).retrieve().body(DOCUMENT);
        if (document == null || !issuer.equals(document.get("issuer"))) {
            throw new IllegalStateException(address + " is of another issuer than " + issuer);
        }
        return document;
    }
}
