package org.duban.desk;

import org.duban.process.ConditionalOnRole;
import org.duban.process.DubanProperties;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.springframework.beans.factory.annotation.Qualifier;
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
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/** Opens the desk to users. Sessions lie in the database, so that each node may serve each request. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.DESK)
class DeskSecurity {

    static final String PATH = "/desk";

    static final String LOGIN = "/login";

    /** What a provider of logins says by itself, with its signature in place of a form's token. */
    private static final String FROM_PROVIDERS = "/logout/connect/back-channel/*";

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** The start page says nothing that a stranger might not know; neither does the icon of all pages. */
    @Bean
    @Order(-80)
    SecurityFilterChain startChain(HttpSecurity http, CsrfTokenRepository forms) {
        return http.securityMatcher(StartController.PATH, DeskFilesController.ICON)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Its one form goes to the login, which remembers the language.
                .csrf(csrf -> csrf.csrfTokenRepository(forms))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .addHeaderWriter(new StaticHeadersWriter("X-Robots-Tag", "noindex, nofollow")))
                .build();
    }

    @Bean
    DeskEntryPoint deskDoor(
            @Qualifier("problemWriter") AuthenticationEntryPoint everywhere,
            Languages languages,
            DeskLanguage language) {
        return new DeskEntryPoint(everywhere, languages, language);
    }

    /**
     * A form proves that it is ours by what only our cookie says as well. Whoever opens a link of a mail brings the cookie, so that
     * forms in his other windows stay good.
     */
    @Bean
    CsrfTokenRepository deskForms(DubanProperties duban) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("duban-form");
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie -> {
            cookie.httpOnly(true).sameSite("Lax");
            if (duban.securely()) {
                cookie.secure(true);
            }
        });
        return tokens;
    }

    /** Whoever is not known yet comes in here, and whoever is may go. */
    @Bean
    @Order(-75)
    SecurityFilterChain loginChain(
            HttpSecurity http, DeskEntryPoint door, SecurityContextRepository logins, CsrfTokenRepository forms) {
        return ofPages(http, door, logins, forms)
                .securityMatcher(LOGIN, LOGIN + "/**", "/logout", "/logout/**")
                .csrf(csrf -> csrf.ignoringRequestMatchers(FROM_PROVIDERS))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** @param rights who may do what */
    @Bean
    @Order(-70)
    SecurityFilterChain deskChain(
            HttpSecurity http,
            AuthorizationManager<RequestAuthorizationContext> rights,
            DeskEntryPoint door,
            SecurityContextRepository logins,
            CsrfTokenRepository forms) {
        return ofPages(http, door, logins, forms)
                .securityMatcher(PATH, PATH + "/**")
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                DeskFilesController.STYLE,
                                DeskFilesController.SCRIPT,
                                DeskFilesController.HTMX,
                                DeskFilesController.PASSKEYS,
                                DeskFilesController.UPLOAD)
                        .permitAll()
                        .anyRequest()
                        .access(rights))
                .httpBasic(basic -> basic.authenticationEntryPoint(door))
                .build();
    }

    private static HttpSecurity ofPages(
            HttpSecurity http, DeskEntryPoint door, SecurityContextRepository logins, CsrfTokenRepository forms) {
        return http.securityContext(context -> context.securityContextRepository(logins))
                .exceptionHandling(
                        exceptions -> exceptions.authenticationEntryPoint(door).accessDeniedHandler(door))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.csrfTokenRepository(forms))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .addHeaderWriter(new StaticHeadersWriter("X-Robots-Tag", "noindex, nofollow")));
    }
}
