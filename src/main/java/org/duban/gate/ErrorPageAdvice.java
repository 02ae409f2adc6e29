package org.duban.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Lets {@link ErrorAnswers} tell a person what Spring would tell everybody as a problem detail, and a program what Spring tells
 * without a cure: that nothing is at an address, or nothing of this method, form of body or form of answer.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ErrorPageAdvice implements HandlerExceptionResolver {

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (!(failure instanceof ErrorResponse told)
                || response.isCommitted()
                || !(isTold(failure) || ErrorText.isForAPerson(request, request.getRequestURI()))) {
            return null;
        }
        told.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        try {
            response.sendError(told.getStatusCode().value(), words(request, failure));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }

    private static boolean isTold(Exception failure) {
        return failure instanceof HttpMediaTypeException
                || failure instanceof HttpRequestMethodNotSupportedException
                || failure instanceof NoResourceFoundException;
    }

    /** Empty where {@link ErrorText} has words of its own for the status. */
    private static String words(HttpServletRequest request, Exception failure) {
        if (failure instanceof HttpMediaTypeNotSupportedException unread) {
            var type = request.getContentType();
            var forms = unread.getSupportedMediaTypes();
            return (type == null ? "Content-Type is missing" : "Content-Type \"" + type + "\" is not read here")
                    + "; send "
                    + (forms.isEmpty()
                            ? "a media type such as " + MediaType.APPLICATION_JSON
                            : MediaType.toString(forms));
        }
        return failure instanceof HttpRequestMethodNotSupportedException method && method.getSupportedMethods() != null
                ? method.getMethod() + " is not taken here; use " + String.join(", ", method.getSupportedMethods())
                : "";
    }
}
