package org.duban.standalone;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1", "[0:0:0:0:0:0:0:1]");

    @Bean
    @Order(-100)
    SecurityFilterChain mailboxChain(HttpSecurity http) throws Exception {
        return http.securityMatcher("/mailbox", "/mailbox/**")
                .authorizeHttpRequests(requests -> requests.anyRequest()
                        .access((user, context) -> new AuthorizationDecision(isLocal(context.getRequest()))))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Scripts empty the mailbox; browsers send no DELETE to another origin without asking first.
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.frameOptions(frame -> frame.sameOrigin()))
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    /**
     * Besides the address, the name that was asked for must be local, and no proxy may stand between: a foreign page can
     * point a name of its own at 127.0.0.1, and a reverse proxy on this machine brings anybody's requests.
     */
    static boolean isLocal(HttpServletRequest request) {
        return isLoopback(request.getRemoteAddr())
                && OWN_NAMES.contains(request.getServerName())
                && request.getHeader("X-Forwarded-For") == null
                && request.getHeader("Forwarded") == null;
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
