package org.duban.access;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

/**
 * Who may do what behind the login, by REST and on pages: the one table. Whoever has one of the roles may read; what
 * changes something needs the role that the table names, and the administrator's where it names none.
 */
@Component
final class Rights implements AuthorizationManager<RequestAuthorizationContext> {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** The first that matches counts. */
    private static final List<Rule> TABLE = List.of(
            new Rule(EndpointRequest.toAnyEndpoint().excluding("info", "prometheus"), UserRole.ADMIN),
            new Rule(request -> READING.contains(request.getMethod()), UserRole.READER),
            post("/api/v1/plan-preview", UserRole.READER),
            post("/api/v1/task-events", UserRole.OFFICE),
            post("/api/v1/notices/*/resend", UserRole.OFFICE),
            post("/api/v1/refusals/*/replay", UserRole.OFFICE),
            post("/api/v1/refusals/*/dismiss", UserRole.OFFICE),
            new Rule(PathPatternRequestMatcher.pathPattern(HttpMethod.PUT, "/api/v1/refusals/*"), UserRole.OFFICE),
            post("/desk/inbox/*/dealt-with", UserRole.OFFICE),
            post("/desk/inbox/*/taken-up-again", UserRole.OFFICE));

    private record Rule(RequestMatcher requests, UserRole least) {}

    private static Rule post(String path, UserRole least) {
        return new Rule(PathPatternRequestMatcher.pathPattern(HttpMethod.POST, path), least);
    }

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> user, RequestAuthorizationContext context) {
        var least = TABLE.stream()
                .filter(rule -> rule.requests().matches(context.getRequest()))
                .findFirst()
                .map(Rule::least)
                .orElse(UserRole.ADMIN);
        return new AuthorizationDecision(UserRole.of(user.get()).stream().anyMatch(role -> role.includes(least)));
    }
}
