package org.duban.desk;

import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/** Opens the desk to users. No node keeps a session, so that each may serve each request. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.DESK)
class DeskSecurity {

    static final String PATH = "/desk";

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** The start page says nothing that a stranger might not know. */
    @Bean
    @Order(-80)
    SecurityFilterChain startChain(HttpSecurity http) {
        return http.securityMatcher(StartController.PATH)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Nothing can be changed here.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .addHeaderWriter(new StaticHeadersWriter("X-Robots-Tag", "noindex, nofollow")))
                .build();
    }

    /**
     * @param everywhere how a process answers those who have not logged in
     * @param rights who may do what
     */
    @Bean
    @Order(-70)
    SecurityFilterChain deskChain(
            HttpSecurity http,
            AuthenticationEntryPoint everywhere,
            AuthorizationManager<RequestAuthorizationContext> rights,
            Languages languages) {
        var door = new DeskEntryPoint(everywhere, languages);
        return http.securityMatcher(PATH, PATH + "/**")
                .authorizeHttpRequests(
                        requests -> requests.requestMatchers(DeskFilesController.STYLE, DeskFilesController.SCRIPT)
                                .permitAll()
                                .anyRequest()
                                .access(rights))
                .httpBasic(basic -> basic.authenticationEntryPoint(door))
                .exceptionHandling(
                        exceptions -> exceptions.authenticationEntryPoint(door).accessDeniedHandler(door))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens()))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .addHeaderWriter(new StaticHeadersWriter("X-Robots-Tag", "noindex, nofollow")))
                .build();
    }

    /** A form proves that it is ours by what only our cookie says as well. */
    private static CookieCsrfTokenRepository tokens() {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("duban-desk");
        tokens.setCookiePath(PATH);
        tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Strict"));
        return tokens;
    }
}
