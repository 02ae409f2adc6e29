package org.duban.access.web;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.duban.access.Membership;
import org.duban.access.UserRole;
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
 * Who may do what behind the login, by REST and on pages: the one table. Whoever has one of the roles, at whatever unit, may
 * read what his units reach, which queries see to; what belongs to no unit needs a role of the whole tree. What changes something
 * needs the role that the table names, and the administrator's where it names none.
 */
@Component
final class Rights implements AuthorizationManager<RequestAuthorizationContext> {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** The first that matches counts. */
    private static final List<Rule> TABLE = List.of(
            atAUnit(EndpointRequest.to("info"), UserRole.READER),
            ofTheWholeTree(EndpointRequest.to("prometheus"), UserRole.READER),
            ofTheWholeTree(EndpointRequest.toAnyEndpoint(), UserRole.ADMIN),
            ofTheWholeTree(reading("/api/v1/refusals/**"), UserRole.READER),
            ofTheWholeTree(reading("/api/v1/rule-changes/**"), UserRole.READER),
            atAUnit(PathPatternRequestMatcher.pathPattern("/api/v1/users/**"), UserRole.OFFICE),
            atAUnit(PathPatternRequestMatcher.pathPattern("/desk/tasks/new"), UserRole.OFFICE),
            atAUnit(PathPatternRequestMatcher.pathPattern("/desk/tasks/*/amend"), UserRole.OFFICE),
            atAUnit(PathPatternRequestMatcher.pathPattern("/api/v1/users.csv"), UserRole.OFFICE),
            atAUnit(PathPatternRequestMatcher.pathPattern("/desk/users/**"), UserRole.OFFICE),
            atAUnit(PathPatternRequestMatcher.pathPattern("/desk/users.csv"), UserRole.OFFICE),
            ofTheWholeTree(PathPatternRequestMatcher.pathPattern("/desk/audit"), UserRole.ADMIN),
            ofTheWholeTree(reading("/desk/refusals"), UserRole.READER),
            ofTheWholeTree(post("/desk/refusals/*/*"), UserRole.OFFICE),
            atAUnit(post("/desk/notices/*/resend"), UserRole.OFFICE),
            ofTheWholeTree(PathPatternRequestMatcher.pathPattern("/desk/audit.csv"), UserRole.ADMIN),
            atAUnit(request -> READING.contains(request.getMethod()), UserRole.READER),
            atAUnit(post("/api/v1/plan-preview"), UserRole.READER),
            atAUnit(PathPatternRequestMatcher.pathPattern("/api/v1/tokens/**"), UserRole.READER),
            atAUnit(PathPatternRequestMatcher.pathPattern("/api/v1/views/**"), UserRole.READER),
            atAUnit(post("/desk/views/**"), UserRole.READER),
            atAUnit(post("/api/v1/task-events"), UserRole.UNIT),
            atAUnit(post("/desk/tasks/*/acts"), UserRole.UNIT),
            atAUnit(post("/desk/tasks/*/remind"), UserRole.OFFICE),
            atAUnit(post("/desk/jobs/**"), UserRole.OFFICE),
            atAUnit(post("/api/v1/jobs/**"), UserRole.OFFICE),
            atAUnit(post("/api/v1/notices/*/resend"), UserRole.OFFICE),
            ofTheWholeTree(post("/api/v1/refusals/*/replay"), UserRole.OFFICE),
            ofTheWholeTree(post("/api/v1/refusals/*/dismiss"), UserRole.OFFICE),
            ofTheWholeTree(request(HttpMethod.PUT, "/api/v1/refusals/*"), UserRole.OFFICE),
            atAUnit(post("/desk/me/**"), UserRole.READER),
            atAUnit(post("/desk/inbox/*/dealt-with"), UserRole.OFFICE),
            atAUnit(post("/desk/inbox/*/taken-up-again"), UserRole.OFFICE));

    private static final Rule ANYTHING_ELSE = ofTheWholeTree(request -> true, UserRole.ADMIN);

    private record Rule(RequestMatcher requests, UserRole least, boolean wholeTree) {
        boolean allows(Membership membership) {
            return membership.includes(least) && (membership.ofTheWholeTree() || !wholeTree);
        }
    }

    private static Rule atAUnit(RequestMatcher requests, UserRole least) {
        return new Rule(requests, least, false);
    }

    private static Rule ofTheWholeTree(RequestMatcher requests, UserRole least) {
        return new Rule(requests, least, true);
    }

    private static RequestMatcher reading(String path) {
        var pattern = PathPatternRequestMatcher.pathPattern(path);
        return request -> READING.contains(request.getMethod()) && pattern.matches(request);
    }

    private static RequestMatcher post(String path) {
        return request(HttpMethod.POST, path);
    }

    private static RequestMatcher request(HttpMethod method, String path) {
        return PathPatternRequestMatcher.pathPattern(method, path);
    }

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> user, RequestAuthorizationContext context) {
        var rule = TABLE.stream()
                .filter(each -> each.requests().matches(context.getRequest()))
                .findFirst()
                .orElse(ANYTHING_ELSE);
        return new AuthorizationDecision(Membership.of(user.get()).stream().anyMatch(rule::allows));
    }
}
