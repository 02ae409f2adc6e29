package org.duban.standalone;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Opens the mailbox without a password, and only to programs on this machine. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnEmbedded(ServerKind.MAILBOX)
class MailboxSecurity {

    private static final String WHY =
            "the mailbox is shown only to programs on its own machine, asked for as localhost and"
                    + " through no proxy; open it there, or set spring.mail.host to send real mail";

    @Bean
    @Order(-100)
    SecurityFilterChain mailboxChain(HttpSecurity http) throws Exception {
        return http.securityMatcher("/mailbox", "/mailbox/**")
                .authorizeHttpRequests(requests -> requests.anyRequest()
                        .access((user, context) ->
                                new AuthorizationDecision(OwnMachineValve.passed(context.getRequest()))))
                .exceptionHandling(problems -> problems.authenticationEntryPoint(
                                (request, response, problem) -> response.sendError(403, WHY))
                        .accessDeniedHandler((request, response, problem) -> response.sendError(403, WHY)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Scripts empty the mailbox; browsers send no DELETE to another origin without asking first.
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.frameOptions(frame -> frame.sameOrigin()))
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> ownMachine() {
        return new FirstOfAll();
    }

    /** Before those of Spring Boot, which may put in whatever believes a proxy. */
    private static final class FirstOfAll
            implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
        @Override
        public void customize(TomcatServletWebServerFactory factory) {
            factory.addEngineValves(new OwnMachineValve());
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }
    }
}
