package org.duban.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.duban.access.users.Login;
import org.duban.access.users.LoginThrottle;
import org.duban.gate.ErrorText;
import org.duban.words.Languages;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers where no controller has been reached: programs with a problem detail (RFC 9457), people with a page. */
@Component
final class ProblemWriter implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String RETRY_SOON = "5";

    private final JsonMapper json;
    private final Languages languages;

    ProblemWriter(JsonMapper json, Languages languages) {
        this.json = json;
        this.languages = languages;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException problem)
            throws IOException {
        if (problem instanceof LoginThrottle.TooManyAttempts many) {
            var seconds = many.remaining().plusMillis(999).toSeconds();
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
            write(
                    request,
                    response,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "Too many wrong passwords",
                    "no password is looked at for " + seconds + " seconds; wait and try again");
        } else if (problem instanceof Login.SecondFactorMissing) {
            write(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    "A password is not enough",
                    "of this user more than a password is asked; log in on the pages, make an API token at /desk/me, and"
                            + " send it as \"Authorization: Bearer\"");
        } else if (problem instanceof AuthenticationServiceException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SOON);
            var what = bearsToken(request) ? "the keys of tokens cannot be read" : "the database is not reached";
            write(request, response, HttpStatus.SERVICE_UNAVAILABLE, "Not now", what + "; try again");
        } else if (bearsToken(request)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            write(
                    request,
                    response,
                    HttpStatus.UNAUTHORIZED,
                    "Who are you?",
                    "the token is not accepted; ask its issuer for a new one");
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Duban\", charset=\"UTF-8\"");
            var detail = request.getHeader(HttpHeaders.AUTHORIZATION) == null
                    ? "this needs a user; send name and password with HTTP Basic"
                    : "there is no such user, or the password is another one; send those of a user with HTTP Basic";
            write(request, response, HttpStatus.UNAUTHORIZED, "Who are you?", detail);
        }
    }

    private static boolean bearsToken(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException problem)
            throws IOException {
        write(
                request,
                response,
                HttpStatus.FORBIDDEN,
                "Not allowed",
                "your user has no role that may do this; ask the administrator");
    }

    void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String title, String detail)
            throws IOException {
        response.setStatus(status.value());
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        if (ErrorText.isForAPerson(request, request.getRequestURI())) {
            var page = ErrorText.of(languages, request, request.getRequestURI(), status, detail);
            response.setContentType(page.type());
            response.getOutputStream().write(page.body());
            return;
        }
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
