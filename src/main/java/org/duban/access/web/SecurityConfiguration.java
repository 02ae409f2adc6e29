package org.duban.access.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.duban.access.users.ApiTokens;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.client.RestTemplate;

/**
 * Who may reach what, in a process of any role: everything needs a user, except health; what he may is told by
 * {@link Rights}. A room with pages that guard
 * themselves puts a chain of its own before this one.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Swagger's pages set styles inline and show images from data. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; "
                    + "base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    private static final Duration PROVIDER_CONNECT = Duration.ofSeconds(2);
    private static final Duration PROVIDER_ANSWER = Duration.ofSeconds(3);

    private static final String[] OPEN = {"/actuator/health", "/actuator/health/**", "/livez", "/readyz"};

    private static final RequestMatcher OPEN_TO_ALL = new OrRequestMatcher(Arrays.stream(OPEN)
            .map(path -> (RequestMatcher) PathPatternRequestMatcher.pathPattern(path))
            .toList());

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain everythingElse(
            HttpSecurity http,
            ProblemWriter problems,
            ObjectProvider<JwtDecoder> tokens,
            TokenBearer bearer,
            ApiTokens apiTokens,
            InstantSource clock,
            ObjectProvider<SecurityContextRepository> logins,
            Rights rights) {
        // Programs in pages ask with the session of whoever reads them; the guard keeps other sites' pages from it.
        logins.ifAvailable(known -> http.securityContext(context -> context.securityContextRepository(known)));
        if (tokens.getIfAvailable() != null) {
            var keys = new ProviderKeys(tokens.getObject(), clock);
            http.oauth2ResourceServer(
                    server -> server.jwt(jwt -> jwt.decoder(keys).jwtAuthenticationConverter(bearer))
                            .authenticationEntryPoint(problems)
                            .bearerTokenResolver(ofTheProvider())
                            .withObjectPostProcessor(toProblems(problems)));
        }
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(OPEN)
                        .permitAll()
                        // What answers a request that was refused elsewhere.
                        .dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .access(rights))
                .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                .exceptionHandling(exceptions ->
                        exceptions.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Programs have no form to put a token in; the guard asks the browser instead.
                .csrf(AbstractHttpConfigurer::disable)
                .addFilterBefore(new CrossOriginGuard(problems), BasicAuthenticationFilter.class)
                .addFilterBefore(new ApiTokenFilter(apiTokens, problems), BasicAuthenticationFilter.class)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.frameOptions(FrameOptionsConfig::sameOrigin)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY)))
                .build();
    }

    /** A provider that hangs holds a thread of a request no longer than a person waits. */
    @Bean
    JwkSetUriJwtDecoderBuilderCustomizer limitedWaitForKeys() {
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(PROVIDER_CONNECT);
        requests.setReadTimeout(PROVIDER_ANSWER);
        return builder -> builder.restOperations(new RestTemplate(requests));
    }

    private static BearerTokenResolver ofTheProvider() {
        var standard = new DefaultBearerTokenResolver();
        // What is open to everybody is not kept waiting by a provider.
        return request -> isOpen(request) || ApiTokenFilter.brought(request) != null ? null : standard.resolve(request);
    }

    private static boolean isOpen(HttpServletRequest request) {
        return OPEN_TO_ALL.matches(request);
    }

    /** Spring Security's own filter leaves it to the container to answer where the provider's keys cannot be read. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> toProblems(ProblemWriter problems) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(problems::commence);
                return filter;
            }
        };
    }
}
