package org.duban.gate;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.duban.logging.LogText;
import org.duban.reasons.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers a request that cannot be read with a status and its reason, and one line in the log: before anything is done where the
 * address shows it, else as soon as it turns out.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestGuard extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(RequestGuard.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var query = Objects.requireNonNullElse(request.getQueryString(), "");
        var unreadable = UnreadableRequest.reason(request.getRequestURI(), query);
        if (unreadable.isPresent()) {
            refuse(request, response, HttpStatus.BAD_REQUEST, unreadable.get());
            return;
        }
        if (request.getRequestURI().startsWith("/api/") && !UnreadableRequest.hasReadableAccept(request)) {
            refuse(request, response, HttpStatus.NOT_ACCEPTABLE, GateReason.GATE_NO_ACCEPT.with());
            return;
        }
        var coding = UnreadableRequest.contentCoding(request);
        if (coding.isPresent()) {
            response.setHeader(HttpHeaders.ACCEPT_ENCODING, UnreadableRequest.UNCODED);
            refuse(request, response, HttpStatus.UNSUPPORTED_MEDIA_TYPE, coding.get());
            return;
        }
        var type = UnreadableRequest.wildcardType(request);
        if (type.isPresent()) {
            refuse(request, response, HttpStatus.UNSUPPORTED_MEDIA_TYPE, type.get());
            return;
        }
        try {
            chain.doFilter(TypedAddress.read(request), response);
        } catch (IOException | ServletException | RuntimeException e) {
            var reason = UnreadableRequest.reason(e);
            if (reason.isEmpty() || response.isCommitted()) {
                throw e;
            }
            refuse(request, response, UnreadableRequest.status(e), reason.get());
        }
    }

    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, Reason reason)
            throws IOException {
        log.info(
                "Request not readable method={} path={} reason=\"{}\"",
                request.getMethod(),
                LogText.withoutSecrets(request.getRequestURI()),
                reason.english());
        ErrorText.because(request, reason);
        response.sendError(status.value(), reason.english());
    }
}
