package org.duban.desk;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.duban.words.Languages;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Shows people the way to the login, and asks programs who they are; says as a page who may not come in. What has nothing to do with
 * the visitor is answered as everywhere.
 */
final class DeskEntryPoint implements AuthenticationEntryPoint, AccessDeniedHandler {

    /** What a page of ours asks for beside itself: a browser would ask its reader for a password in a box of its own. */
    private static final String OF_A_PAGE = "HX-Request";

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final AuthenticationEntryPoint everywhere;
    private final Languages languages;
    private final DeskLanguage language;

    DeskEntryPoint(AuthenticationEntryPoint everywhere, Languages languages, DeskLanguage language) {
        this.everywhere = everywhere;
        this.languages = languages;
        this.language = language;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException problem)
            throws IOException, ServletException {
        var unknown =
                problem instanceof InsufficientAuthenticationException || problem instanceof BadCredentialsException;
        if (!unknown) {
            everywhere.commence(request, response, problem);
            return;
        }
        if (isAProgram(request)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Duban\", charset=\"UTF-8\"");
            write(request, response, HttpStatus.UNAUTHORIZED, "login");
        } else if (READING.contains(request.getMethod())) {
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader(HttpHeaders.LOCATION, login(request));
        } else {
            write(request, response, HttpStatus.UNAUTHORIZED, "logged-out");
        }
    }

    /** Whatever brings a password by itself, or reads no pages. */
    private static boolean isAProgram(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        var page = accepted != null && accepted.contains("text/html") || request.getHeader(OF_A_PAGE) != null;
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null || !page;
    }

    private static String login(HttpServletRequest request) {
        var query = request.getQueryString();
        var wanted = OwnPath.of(request.getRequestURI() + (query == null ? "" : "?" + query));
        var login = UriComponentsBuilder.fromPath(DeskSecurity.LOGIN);
        return wanted.equals(DeskSecurity.PATH)
                ? login.toUriString()
                : login.queryParam("to", UriUtils.encode(wanted, StandardCharsets.UTF_8))
                        .build(true)
                        .toUriString();
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException problem)
            throws IOException {
        write(request, response, HttpStatus.FORBIDDEN, problem instanceof CsrfException ? "stale" : "forbidden");
    }

    private void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String what)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(DeskPages.HTML);
        var page = DeskPages.message(languages.words(DeskPages.BUNDLE, language.reader(request)), what);
        response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
    }
}
