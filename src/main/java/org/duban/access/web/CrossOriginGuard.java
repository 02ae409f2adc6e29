package org.duban.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.duban.gate.GateReason;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses changes that a page of another site makes a browser ask for. Programs bring no token of a
 * form, but browsers keep a Basic password and the cookie of a session, and may send them along with other sites' forms, too. They say so
 * in {@code Sec-Fetch-Site} and {@code Origin}, which no page can forge; programs other than browsers send neither.
 */
final class CrossOriginGuard extends OncePerRequestFilter {

    private static final Set<String> HARMLESS_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final ProblemWriter problems;

    CrossOriginGuard(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (HARMLESS_METHODS.contains(request.getMethod()) || fromHere(request)) {
            chain.doFilter(request, response);
            return;
        }
        problems.write(
                request,
                response,
                HttpStatus.FORBIDDEN,
                GateReason.LOGIN_TITLE_CROSS_ORIGIN,
                GateReason.LOGIN_CROSS_ORIGIN.with());
    }

    private static boolean fromHere(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OWN_SITE.contains(site);
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null || hostOf(origin).equalsIgnoreCase(request.getHeader(HttpHeaders.HOST));
    }

    private static String hostOf(String origin) {
        try {
            var host = URI.create(origin).getRawAuthority();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
