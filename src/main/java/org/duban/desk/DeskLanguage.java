package org.duban.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.duban.access.AccountHolder;
import org.duban.gate.ChosenLanguage;
import org.duban.process.ConditionalOnRole;
import org.duban.process.DubanProperties;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * In which language a page is read: that of the reader's account, else the one that this browser was last given here, else the one
 * that it prefers. Elsewhere than on pages of people who log in only the last counts.
 */
@Component
@ConditionalOnRole(Role.DESK)
public final class DeskLanguage implements ChosenLanguage {

    private static final String COOKIE = "duban-language";
    private static final Duration REMEMBERED = Duration.ofDays(366);
    private static final Pattern PAGES = Pattern.compile("/|/(?:desk|login|logout)(?:/.*)?");

    private final Languages languages;
    private final boolean securely;

    DeskLanguage(Languages languages, DubanProperties duban) {
        this.languages = languages;
        this.securely = duban.securely();
    }

    @Override
    public Optional<Locale> of(HttpServletRequest request) {
        return PAGES.matcher(request.getRequestURI()).matches()
                ? ofTheAccount().or(() -> ofTheBrowser(request))
                : Optional.empty();
    }

    Locale reader(HttpServletRequest request) {
        return of(request).orElseGet(() -> languages.preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    private static Optional<Locale> ofTheAccount() {
        var user = SecurityContextHolder.getContext().getAuthentication();
        return user != null && user.getPrincipal() instanceof AccountHolder holder
                ? Optional.ofNullable(holder.language()).map(Locale::forLanguageTag)
                : Optional.empty();
    }

    private Optional<Locale> ofTheBrowser(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, COOKIE)).flatMap(cookie -> spoken(cookie.getValue()));
    }

    /** The language of a tag such as {@code zh-CN}; empty if none is called so here. */
    public Optional<Locale> spoken(@Nullable String tag) {
        return Optional.ofNullable(tag)
                .map(Locale::forLanguageTag)
                .filter(locale -> languages.names().contains(locale.getLanguage()));
    }

    /** What has a browser remember a language, also before anybody logs in. */
    public String remembering(Locale locale) {
        return ResponseCookie.from(COOKIE, locale.toLanguageTag())
                .path("/")
                .maxAge(REMEMBERED)
                .httpOnly(true)
                .secure(securely)
                .sameSite("Lax")
                .build()
                .toString();
    }
}
