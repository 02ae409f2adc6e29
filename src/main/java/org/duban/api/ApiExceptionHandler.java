package org.duban.api;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import org.duban.events.TaskEventPublisher.EventsNotWritten;
import org.duban.gate.SpokenProblem;
import org.duban.reasons.Reason;
import org.duban.rest.ApiProblem;
import org.duban.rest.ApiReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns what the controllers of this room throw into problem details; the others of Spring's are Spring Boot's to tell. */
@RestControllerAdvice(basePackageClasses = ApiExceptionHandler.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ApiExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ApiExceptionHandler.class);
    private static final String RETRY_SOON = "5";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ErrorResponseException e) {
        return ResponseEntity.status(e.getStatusCode()).headers(e.getHeaders()).body(e.getBody());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongType(MethodArgumentTypeMismatchException e) {
        return refused(ApiProblem.field(e.getName(), String.valueOf(e.getValue()), cure(wanted(e.getParameter()))));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(MissingServletRequestParameterException e) {
        var parameter = Objects.requireNonNull(e.getMethodParameter());
        return refused(ApiProblem.field(e.getParameterName(), null, cure(wanted(parameter))));
    }

    /** What one value should have been, also where a parameter takes several. */
    private static Class<?> wanted(MethodParameter parameter) {
        var type = parameter.getParameterType();
        return Collection.class.isAssignableFrom(type) ? parameter.nested().getNestedParameterType() : type;
    }

    private static Reason cure(Class<?> wanted) {
        if (wanted.isEnum()) {
            return ApiReason.API_USE_ONE_OF.with(Arrays.stream(wanted.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(", ")));
        }
        return switch (wanted.getSimpleName()) {
            case "LocalDate" -> ApiReason.API_WRITE_DATE.with();
            case "Integer", "Long", "int", "long" -> ApiReason.API_WRITE_NUMBER.with();
            case "Boolean", "boolean" -> ApiReason.API_WRITE_BOOLEAN.with();
            case "UUID" -> ApiReason.API_WRITE_ID.with();
            default -> ApiReason.API_SEE_WHAT_MAY_STAND.with();
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException e) {
        log.debug("Body not readable", e);
        return refused(ApiProblem.badRequest(ApiReason.TITLE_UNREADABLE_BODY, ApiReason.API_UNREADABLE_BODY.with()));
    }

    /** Found by Spring Security's firewall when somebody reads a header or parameter, which is here. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> barred(RequestRejectedException e) {
        log.debug("Request rejected", e);
        return refused(ApiProblem.badRequest(ApiReason.TITLE_UNUSABLE_VALUE, ApiReason.API_BARRED.with()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notWritten(EventsNotWritten e) {
        log.warn("Events not written", e);
        return notNow(ApiReason.API_KAFKA_AWAY);
    }

    @ExceptionHandler({
        TransientDataAccessException.class,
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<ProblemDetail> databaseAway(RuntimeException e) {
        log.warn("Database not reached", e);
        return notNow(ApiReason.API_DATABASE_AWAY);
    }

    private static ResponseEntity<ProblemDetail> notNow(ApiReason detail) {
        var problem = new SpokenProblem(HttpStatus.SERVICE_UNAVAILABLE, ApiReason.TITLE_NOT_NOW.with(), detail.with());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SOON)
                .body(problem);
    }
}
