package org.duban.desk;

import org.duban.access.AccountHolder;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Who looks at the present page, for what stands at the head of each; so no page has to hand it on.
 *
 * @param holder null: somebody who has not logged in
 * @param formToken what makes a form ours
 * @param here the page to come back to
 */
record Visitor(@Nullable AccountHolder holder, String formToken, String here) {

    /** Null where the page is written outside of a request, or where no form would count. */
    static @Nullable Visitor present() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
                || !(attributes.getRequest().getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token)) {
            return null;
        }
        var request = attributes.getRequest();
        var user = SecurityContextHolder.getContext().getAuthentication();
        var query = request.getQueryString();
        var here =
                request.getMethod().equals("GET") ? request.getRequestURI() + (query == null ? "" : "?" + query) : "";
        return new Visitor(
                user != null && user.getPrincipal() instanceof AccountHolder holder ? holder : null,
                token.getToken(),
                here);
    }
}
