package org.duban.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.duban.reasons.Reason;
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
        var why = why(request, failure);
        why.ifPresent(reason -> ErrorText.because(request, reason));
        try {
            response.sendError(
                    told.getStatusCode().value(), why.map(Reason::english).orElse(""));
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
    private static Optional<Reason> why(HttpServletRequest request, Exception failure) {
        if (failure instanceof HttpMediaTypeNotSupportedException unread) {
            var type = request.getContentType();
            var forms = unread.getSupportedMediaTypes();
            Object read = forms.isEmpty()
                    ? GateReason.GATE_A_MEDIA_TYPE.with(MediaType.APPLICATION_JSON_VALUE)
                    : MediaType.toString(forms);
            return Optional.of(
                    type == null
                            ? GateReason.GATE_CONTENT_TYPE_MISSING.with(read)
                            : GateReason.GATE_CONTENT_TYPE.with(type, read));
        }
        return failure instanceof HttpRequestMethodNotSupportedException method && method.getSupportedMethods() != null
                ? Optional.of(GateReason.GATE_METHOD.with(
                        method.getMethod(), String.join(", ", method.getSupportedMethods())))
                : Optional.empty();
    }
}
