package org.duban.api;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import org.duban.events.TaskEventPublisher.EventsNotWritten;
import org.duban.rest.ApiProblem;
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

    private static String cure(Class<?> wanted) {
        if (wanted.isEnum()) {
            return Arrays.stream(wanted.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(", ", "use one of ", ""));
        }
        return switch (wanted.getSimpleName()) {
            case "LocalDate" -> "write a date like 2026-12-31";
            case "Integer", "Long", "int", "long" -> "write a whole number";
            case "Boolean", "boolean" -> "write true or false";
            case "UUID" -> "write an id as the lists show it";
            default -> "see /swagger-ui.html for what may stand there";
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException e) {
        log.debug("Body not readable", e);
        return refused(ApiProblem.badRequest(
                "Unreadable body", "the body is not the JSON that is expected; see /swagger-ui.html for an example"));
    }

    /** Found by Spring Security's firewall when somebody reads a header or parameter, which is here. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> barred(RequestRejectedException e) {
        log.debug("Request rejected", e);
        return refused(ApiProblem.badRequest(
                "Unusable value",
                "a header or parameter holds characters that may not stand there; percent-encode what is not ASCII"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notWritten(EventsNotWritten e) {
        log.warn("Events not written", e);
        return notNow("Kafka did not take the events; send the same again, which is harmless");
    }

    @ExceptionHandler({
        TransientDataAccessException.class,
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<ProblemDetail> databaseAway(RuntimeException e) {
        log.warn("Database not reached", e);
        return notNow("the database is not reached; try again");
    }

    private static ResponseEntity<ProblemDetail> notNow(String detail) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail);
        problem.setTitle("Not now");
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SOON)
                .body(problem);
    }
}
