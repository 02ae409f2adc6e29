package org.duban.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Lets {@link ErrorAnswers} tell a person what Spring would tell everybody as a problem detail, and whoever takes no form of
 * an answer why there is none, which Spring would leave empty.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ErrorPageAdvice implements HandlerExceptionResolver {

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (!(failure instanceof ErrorResponse told)
                || response.isCommitted()
                || !(failure instanceof HttpMediaTypeNotAcceptableException
                        || ErrorText.isForAPerson(request, request.getRequestURI()))) {
            return null;
        }
        told.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        try {
            response.sendError(told.getStatusCode().value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }
}
