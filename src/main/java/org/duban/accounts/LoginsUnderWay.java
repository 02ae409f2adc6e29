package org.duban.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.duban.process.DubanProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * What is asked of a browser until it comes back with the answer, at whichever node. Only the browser that was asked can take it up, by a
 * cookie, and once.
 */
@Component
final class LoginsUnderWay {

    /** So long somebody may take at the page of a provider, or to find his key. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final JdbcLoginsUnderWay table;
    private final InstantSource clock;
    private final boolean securely;
    private final SecureRandom random = new SecureRandom();

    LoginsUnderWay(JdbcLoginsUnderWay table, DubanProperties duban, InstantSource clock) {
        this.table = table;
        this.clock = clock;
        this.securely = duban.securely();
    }

    /** What a browser may be on its way to. */
    enum Kind {
        PROVIDER,
        PASSKEY,
        NEW_PASSKEY;

        private String cookie() {
            return "duban-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    void begin(Kind kind, Map<String, String> content, HttpServletResponse response) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var now = clock.instant();
        table.removeOver(now);
        table.add(hash(secret), kind.name(), content, now.plus(LONGEST));
        write(response, kind, secret, LONGEST);
    }

    /** What this browser was asked; empty where it was not, or too long ago, or has answered already. */
    Optional<Map<String, String>> take(Kind kind, HttpServletRequest request, HttpServletResponse response) {
        var cookie = WebUtils.getCookie(request, kind.cookie());
        if (cookie == null) {
            return Optional.empty();
        }
        write(response, kind, "", Duration.ZERO);
        return table.take(hash(cookie.getValue()), kind.name(), clock.instant());
    }

    private void write(HttpServletResponse response, Kind kind, String value, Duration age) {
        // Lax: a provider sends people back from another site.
        var cookie = ResponseCookie.from(kind.cookie(), value)
                .path("/")
                .httpOnly(true)
                .secure(securely)
                .sameSite("Lax")
                .maxAge(age)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private static byte[] hash(String secret) {
        return DigestUtils.sha256(secret.getBytes(StandardCharsets.UTF_8));
    }
}
