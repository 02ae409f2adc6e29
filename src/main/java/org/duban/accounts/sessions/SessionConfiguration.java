package org.duban.accounts.sessions;

import org.duban.process.DubanProperties;
import org.springframework.boot.session.autoconfigure.DefaultCookieSerializerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;

/** How sessions are kept, and their cookies written. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    /** Two requests of a page may write the same attribute at once. */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionsInPostgres() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    /** A proxy that ends TLS need not have said so in each request. */
    @Bean
    DefaultCookieSerializerCustomizer secureCookies(DubanProperties duban) {
        return cookies -> {
            if (duban.securely()) {
                cookies.setUseSecureCookie(true);
            }
        };
    }
}
