package org.duban.rest;

import org.duban.gate.SpokenProblem;
import org.duban.reasons.Reason;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Tells problems in the language that the caller accepts, and says in which. */
@RestControllerAdvice
final class ProblemLanguage implements ResponseBodyAdvice<Object> {

    private final Languages languages;

    ProblemLanguage(Languages languages) {
        this.languages = languages;
    }

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (!(body instanceof SpokenProblem problem)) {
            return body;
        }
        // Spring's own view of the headers fails where one of them is none, and with it the answer that says so.
        var locale = SpokenProblem.language(languages, ((ServletServerHttpRequest) request).getServletRequest());
        var words = languages.words(Reason.BUNDLE, locale);
        response.getHeaders().setContentLanguage(words.locale());
        if (!response.getHeaders().getVary().contains(HttpHeaders.ACCEPT_LANGUAGE)) {
            response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        }
        return problem.in(words);
    }
}
