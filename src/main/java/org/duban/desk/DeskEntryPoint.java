package org.duban.desk;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** Says as a page who may not come in; what has nothing to do with the visitor is answered as everywhere. */
final class DeskEntryPoint implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final AuthenticationEntryPoint everywhere;
    private final Languages languages;

    DeskEntryPoint(AuthenticationEntryPoint everywhere, Languages languages) {
        this.everywhere = everywhere;
        this.languages = languages;
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
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Duban\", charset=\"UTF-8\"");
        write(request, response, HttpStatus.UNAUTHORIZED, "login");
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
        var reader = languages.preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        var page = DeskPages.message(languages.words(DeskPages.BUNDLE, reader), what);
        response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
    }
}
