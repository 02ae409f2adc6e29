package org.duban.accounts.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.duban.process.BadSetting;
import org.duban.process.DubanProperties;
import org.duban.process.Role;
import org.junit.jupiter.api.Test;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;

class KnownProvidersTests {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-30T10:00:00Z"));
    private final OAuth2ClientProperties settings = new OAuth2ClientProperties();
    private final OAuth2ClientProperties.Registration city = new OAuth2ClientProperties.Registration();
    private final OAuth2ClientProperties.Provider provider = new OAuth2ClientProperties.Provider();

    KnownProvidersTests() {
        city.setClientId("duban");
        settings.getRegistration().put("city", city);
        settings.getProvider().put("city", provider);
    }

    private KnownProviders known() {
        var topics = new DubanProperties.Topics("a", "b", "c", "d", "e");
        var duban = new DubanProperties(Set.of(Role.DESK), URI.create("https://duban.example/here/"), topics);
        return new KnownProviders(settings, duban, now::get);
    }

    @Test
    void areAskedForNothingThatTheSettingsSay() {
        whole();
        provider.setIssuerUri("https://login.city.example");

        var registration = known().registration("city");

        assertThat(registration.getRedirectUri()).isEqualTo("https://duban.example/here/login/oauth2/code/city");
        assertThat(registration.getScopes()).containsExactlyInAnyOrder("openid", "profile");
        assertThat(registration.getProviderDetails().getIssuerUri()).isEqualTo("https://login.city.example");
    }

    @Test
    void areNotTakenWithoutWhatOidcNeeds() {
        whole();
        city.setScope(Set.of("profile"));

        assertThatThrownBy(this::known).isInstanceOf(BadSetting.class).hasMessageContaining("city.scope");
    }

    @Test
    void areNotTakenWithoutAnAddress() {
        provider.setAuthorizationUri("https://login.city.example/authorize");

        assertThatThrownBy(this::known).isInstanceOf(BadSetting.class).hasMessageContaining("city.provider");
    }

    @Test
    void areLeftAloneForAWhileAfterTheyDidNotAnswer() {
        provider.setIssuerUri("http://localhost:1/realms/staff");
        var known = known();

        assertThat(known.isAway("city")).isFalse();
        assertThatThrownBy(() -> known.registration("city")).isInstanceOf(ProviderAway.class);
        assertThat(known.isAway("city")).isTrue();
        assertThatThrownBy(() -> known.registration("city")).hasMessageContaining("just now");
        now.updateAndGet(then -> then.plus(Duration.ofMinutes(2)));
        assertThat(known.isAway("city")).isFalse();
    }

    private void whole() {
        provider.setAuthorizationUri("https://login.city.example/authorize");
        provider.setTokenUri("http://provider:8080/token");
        provider.setJwkSetUri("http://provider:8080/keys");
    }
}
