package org.duban.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.duban.files.NameSuggestions;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses parameters that an operation does not have: a filter that is misspelt would otherwise let everything through. */
final class KnownParameters implements HandlerInterceptor {

    private final Map<Method, List<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && request.getQueryString() != null && !isForm(request)) {
            var names = known.computeIfAbsent(method.getMethod(), asked -> names(method));
            request.getParameterMap().forEach((name, values) -> {
                if (!names.contains(name)) {
                    throw unknown(name, names);
                }
            });
        }
        return true;
    }

    /** No operation takes one, and asking for its parameters would read its body. */
    private static boolean isForm(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && (type.contains("x-www-form-urlencoded") || type.contains("multipart"));
    }

    private static ApiProblem unknown(String name, List<String> names) {
        var cure = names.isEmpty() ? ApiReason.API_NO_PARAMETERS.with() : new NameSuggestions(names).cureFor(name);
        return ApiProblem.badRequest(
                        ApiReason.TITLE_UNKNOWN_PARAMETER,
                        ApiReason.API_NO_PARAMETER.with(ApiProblem.shortened(name), cure))
                .with("field", ApiProblem.shortened(name))
                .with("cure", cure);
    }

    private static List<String> names(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(KnownParameters::name)
                .sorted()
                .toList();
    }

    private static String name(MethodParameter parameter) {
        var annotation = Objects.requireNonNull(parameter.getParameterAnnotation(RequestParam.class));
        parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
        return annotation.name().isEmpty() ? Objects.requireNonNull(parameter.getParameterName()) : annotation.name();
    }
}
