package org.duban.rest;

import org.duban.events.FieldProblem;
import org.duban.files.BadInput;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that cannot be answered as asked, as a problem detail (RFC 9457) that says how to mend it. */
public final class ApiProblem extends ErrorResponseException {

    private ApiProblem(HttpStatus status, ProblemDetail problem) {
        super(status, problem, null);
    }

    /** A field or parameter with a value that cannot be used. */
    public static ApiProblem field(String field, @Nullable String value, String cure) {
        var shown = value == null ? "is missing" : "is \"" + shortened(value) + "\"";
        var problem = of(HttpStatus.BAD_REQUEST, "Unusable value", field + " " + shown + "; " + cure);
        problem.setProperty("field", field);
        problem.setProperty("value", value == null ? null : shortened(value));
        problem.setProperty("cure", cure);
        return new ApiProblem(HttpStatus.BAD_REQUEST, problem);
    }

    /** A field of a body that is wrong for a reason of its own. */
    public static ApiProblem flaw(FieldProblem flaw, @Nullable String value) {
        var problem = of(HttpStatus.BAD_REQUEST, "Unusable value", flaw.toString());
        problem.setProperty("field", flaw.field());
        problem.setProperty("value", value == null ? null : shortened(value));
        problem.setProperty("cure", flaw.cure());
        return new ApiProblem(HttpStatus.BAD_REQUEST, problem);
    }

    public static ApiProblem badRequest(String title, String detail) {
        return new ApiProblem(HttpStatus.BAD_REQUEST, of(HttpStatus.BAD_REQUEST, title, detail));
    }

    /** A policy or calendar file with mistakes, each with its file, line, field, problem and cure. */
    public static ApiProblem rules(BadInput mistakes) {
        return badRequest("Unusable rules", String.valueOf(mistakes.getMessage()))
                .with("mistakes", mistakes.mistakes());
    }

    public static ApiProblem notFound(String what, String id) {
        return notFound(what, id, "list those there are to find its name");
    }

    public static ApiProblem notFound(String what, String id, String cure) {
        var detail = "there is no " + what + " \"" + shortened(id) + "\"; " + cure;
        return new ApiProblem(HttpStatus.NOT_FOUND, of(HttpStatus.NOT_FOUND, "Not found", detail));
    }

    public static ApiProblem conflict(String title, String detail) {
        return new ApiProblem(HttpStatus.CONFLICT, of(HttpStatus.CONFLICT, title, detail));
    }

    public static ApiProblem tooLarge(String detail) {
        return new ApiProblem(HttpStatus.CONTENT_TOO_LARGE, of(HttpStatus.CONTENT_TOO_LARGE, "Too large", detail));
    }

    static ApiProblem unsupported(String detail) {
        return new ApiProblem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE, of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported type", detail));
    }

    public ApiProblem with(String property, Object value) {
        getBody().setProperty(property, value);
        return this;
    }

    private static ProblemDetail of(HttpStatus status, String title, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return problem;
    }

    static String shortened(String value) {
        return value.length() <= 100 ? value : value.substring(0, 100) + "…";
    }
}
