package org.duban.rest;

import java.util.function.Function;
import org.duban.files.BadInput;
import org.duban.gate.SpokenProblem;
import org.duban.gate.SpokenProblem.Spoken;
import org.duban.reasons.Reason;
import org.duban.reasons.Wording;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * A request that cannot be answered as asked, as a problem detail (RFC 9457) that says how to mend it, in the language of whoever
 * asks.
 */
public final class ApiProblem extends ErrorResponseException {

    private final transient SpokenProblem problem;

    private ApiProblem(HttpStatus status, SpokenProblem problem) {
        super(status, problem, null);
        this.problem = problem;
    }

    /** A field or parameter with a value that cannot be used. */
    public static ApiProblem field(String field, @Nullable String value, Reason cure) {
        var why = value == null
                ? ApiReason.API_FIELD_MISSING.with(field, cure)
                : ApiReason.API_FIELD_IS.with(field, shortened(value), cure);
        return of(HttpStatus.BAD_REQUEST, ApiReason.TITLE_UNUSABLE_VALUE.with(), why)
                .with("field", field)
                .with("value", value == null ? null : shortened(value))
                .with("cure", cure);
    }

    /** A field of a body that is wrong for a reason of its own. */
    public static ApiProblem flaw(Reason flaw, @Nullable String value) {
        return of(HttpStatus.BAD_REQUEST, ApiReason.TITLE_UNUSABLE_VALUE.with(), flaw)
                .with("field", flaw.first().field())
                .with("value", value == null ? null : shortened(value))
                .with("cure", (Spoken) words -> flaw.first().cure(words).orElse(""));
    }

    public static ApiProblem badRequest(ApiReason title, Reason detail) {
        return of(HttpStatus.BAD_REQUEST, title.with(), detail);
    }

    /** A policy or calendar file with mistakes, each with its file, line, field, problem and cure. */
    public static ApiProblem rules(BadInput mistakes) {
        return badRequest(
                        ApiReason.TITLE_UNUSABLE_RULES,
                        mistakes.mistakes().get(0).why())
                .saying(mistakes::in)
                .with("mistakes", (Spoken) words ->
                        mistakes.mistakes().stream().map(one -> one.in(words)).toList());
    }

    public static ApiProblem notFound(Thing what, String id) {
        return notFound(what, id, ApiReason.API_LIST_THEM.with());
    }

    public static ApiProblem notFound(Thing what, String id, Reason cure) {
        var why = ApiReason.API_NOT_FOUND.with(what.with(), shortened(id), cure);
        return of(HttpStatus.NOT_FOUND, ApiReason.TITLE_NOT_FOUND.with(), why);
    }

    public static ApiProblem conflict(ApiReason title, Reason detail) {
        return of(HttpStatus.CONFLICT, title.with(), detail);
    }

    public static ApiProblem tooLarge(Reason detail) {
        return of(HttpStatus.CONTENT_TOO_LARGE, ApiReason.TITLE_TOO_LARGE.with(), detail);
    }

    static ApiProblem unsupported(Reason detail) {
        return of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, ApiReason.TITLE_UNSUPPORTED_TYPE.with(), detail);
    }

    /** @param value also a {@link Reason}, or {@link Spoken} */
    public ApiProblem with(String property, @Nullable Object value) {
        problem.with(property, value);
        return this;
    }

    /** With a detail that says more than its reason. */
    public ApiProblem saying(Function<Wording, String> detail) {
        problem.saying(detail);
        return this;
    }

    private static ApiProblem of(HttpStatus status, Reason title, Reason detail) {
        return new ApiProblem(status, new SpokenProblem(status, title, detail));
    }

    static String shortened(String value) {
        return value.length() <= 100 ? value : value.substring(0, 100) + "…";
    }
}
