package org.duban.access.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.AndRequestMatcher;

/**
 * Lets a scraper read the metrics with a token of its own: users lie in the database, and the metrics are wanted most while
 * that is away. Whoever comes without the token is left to the ordinary chain.
 */
@Configuration(proxyBeanMethods = false)
class MetricsSecurity {

    @Bean
    @Order(-70)
    SecurityFilterChain metricsChain(HttpSecurity http, MetricsProperties metrics) {
        return http.securityMatcher(new AndRequestMatcher(
                        EndpointRequest.to("prometheus"), request -> brings(metrics.token(), request)))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Nothing can be changed here.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    private static boolean brings(@Nullable String token, HttpServletRequest request) {
        var brought = request.getHeader(HttpHeaders.AUTHORIZATION);
        return token != null
                && brought != null
                && MessageDigest.isEqual(bytes("Bearer " + token.strip()), bytes(brought));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
