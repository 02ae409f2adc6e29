package org.duban.api;

import org.duban.gate.SpokenProblem;
import org.duban.rest.ApiReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The one handler of this room for our own bugs: logged here, and told without their insides. */
@RestControllerAdvice(basePackageClasses = UnexpectedExceptionHandler.class)
@Order(Ordered.LOWEST_PRECEDENCE)
final class UnexpectedExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(UnexpectedExceptionHandler.class);

    @ExceptionHandler
    ProblemDetail unexpected(RuntimeException e) {
        log.error("Request failed", e);
        return new SpokenProblem(
                HttpStatus.INTERNAL_SERVER_ERROR, ApiReason.TITLE_OUR_FAULT.with(), ApiReason.API_OUR_FAULT.with());
    }
}
