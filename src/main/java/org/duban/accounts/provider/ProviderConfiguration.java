package org.duban.accounts.provider;

import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/** Takes providers from {@code spring.security.oauth2.client}, and asks none of them before somebody wants to log in by it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class ProviderConfiguration {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(3);

    /** In place of Spring Boot's own, which asks each provider at the start and fails with it. */
    @Bean
    ClientRegistrationRepository providersWhenTheyAreWanted(KnownProviders known) {
        return id -> known.has(id) ? known.registration(id) : null;
    }

    /** A provider that hangs holds a thread of a request no longer than a person waits. */
    static ClientHttpRequestFactory limitedWait() {
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(CONNECT);
        requests.setReadTimeout(ANSWER);
        return requests;
    }
}
