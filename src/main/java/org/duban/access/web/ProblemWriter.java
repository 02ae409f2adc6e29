package org.duban.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.duban.access.users.Login;
import org.duban.access.users.LoginThrottle;
import org.duban.gate.ErrorText;
import org.duban.gate.GateReason;
import org.duban.gate.SpokenProblem;
import org.duban.reasons.Reason;
import org.duban.reasons.ReasonCode;
import org.duban.words.Languages;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Answers where no controller has been reached: programs with a problem detail (RFC 9457), people with a page. */
@Component
final class ProblemWriter implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String RETRY_SOON = "5";

    private final Languages languages;

    ProblemWriter(Languages languages) {
        this.languages = languages;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException problem)
            throws IOException {
        if (problem instanceof LoginThrottle.TooManyAttempts many) {
            var seconds = String.valueOf(many.remaining().plusMillis(999).toSeconds());
            response.setHeader(HttpHeaders.RETRY_AFTER, seconds);
            write(
                    request,
                    response,
                    HttpStatus.TOO_MANY_REQUESTS,
                    GateReason.LOGIN_TITLE_TOO_MANY,
                    GateReason.LOGIN_TOO_MANY.with(seconds));
        } else if (problem instanceof Login.SecondFactorMissing) {
            var why = GateReason.LOGIN_SECOND.with();
            write(request, response, HttpStatus.FORBIDDEN, GateReason.LOGIN_TITLE_SECOND, why);
        } else if (problem instanceof AuthenticationServiceException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SOON);
            var why = bearsToken(request) ? GateReason.LOGIN_NO_KEYS : GateReason.LOGIN_NO_DATABASE;
            write(request, response, HttpStatus.SERVICE_UNAVAILABLE, GateReason.LOGIN_TITLE_NOT_NOW, why.with());
        } else if (bearsToken(request)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            var why = GateReason.LOGIN_BAD_TOKEN.with();
            write(request, response, HttpStatus.UNAUTHORIZED, GateReason.LOGIN_TITLE_WHO, why);
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Duban\", charset=\"UTF-8\"");
            var named = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
            var why = named ? GateReason.LOGIN_BAD_USER : GateReason.LOGIN_NO_USER;
            write(request, response, HttpStatus.UNAUTHORIZED, GateReason.LOGIN_TITLE_WHO, why.with());
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
                GateReason.LOGIN_TITLE_NOT_ALLOWED,
                GateReason.LOGIN_NO_ROLE.with());
    }

    void write(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, ReasonCode title, Reason why)
            throws IOException {
        response.setStatus(status.value());
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        var path = request.getRequestURI();
        var text = ErrorText.isForAPerson(request, path)
                ? ErrorText.of(languages, request, path, status, "")
                : ErrorText.problem(languages, request, new SpokenProblem(status, title.with(), why));
        text.head(response);
        response.getOutputStream().write(text.body());
    }
}
