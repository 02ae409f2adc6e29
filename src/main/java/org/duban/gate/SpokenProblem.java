package org.duban.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.duban.reasons.Reason;
import org.duban.reasons.Wording;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * A problem detail (RFC 9457) that can be told in every language: in English until somebody asks for another one. Its members
 * {@code code} and {@code arguments} are the same in each.
 */
public final class SpokenProblem extends ProblemDetail {

    private final transient Reason heading;
    private final transient Reason why;
    private transient Function<Wording, String> detail;
    private final transient Map<String, @Nullable Object> members = new LinkedHashMap<>();

    /** A value of a member that depends on the language. */
    @FunctionalInterface
    public interface Spoken {
        @Nullable
        Object in(Wording words);
    }

    public SpokenProblem(HttpStatus status, Reason heading, Reason why) {
        super(status.value());
        this.heading = heading;
        this.why = why;
        this.detail = why::in;
        tell(this, Wording.ENGLISH);
    }

    /** The same, titled as HTTP calls the status. */
    public static SpokenProblem of(HttpStatus status, Reason why) {
        var heading = Reason.firstKnown(List.of("http." + status.value()))
                .orElseGet(() -> Reason.text(status.getReasonPhrase()));
        return new SpokenProblem(status, heading, why);
    }

    /** @param value also a {@link Reason}, or {@link Spoken} */
    public SpokenProblem with(String member, @Nullable Object value) {
        members.put(member, value);
        setProperty(member, said(value, Wording.ENGLISH));
        return this;
    }

    /** With a detail that says more than its reason. */
    public SpokenProblem saying(Function<Wording, String> more) {
        detail = more;
        setDetail(more.apply(Wording.ENGLISH));
        return this;
    }

    /** In the words of a language. */
    public ProblemDetail in(Wording words) {
        var told = ProblemDetail.forStatus(getStatus());
        told.setInstance(getInstance());
        tell(told, words);
        members.forEach((member, value) -> told.setProperty(member, said(value, words)));
        return told;
    }

    /** In the language that a program accepts; English if it names none. */
    public ProblemDetail in(Languages languages, HttpServletRequest request) {
        return in(languages.words(Reason.BUNDLE, language(languages, request)));
    }

    /** The language in which a program is answered. */
    public static Locale language(Languages languages, HttpServletRequest request) {
        return languages.preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private void tell(ProblemDetail problem, Wording words) {
        problem.setTitle(heading.in(words));
        problem.setDetail(detail.apply(words));
        var bare = why.first().bare();
        if (!bare.code().equals(Reason.TEXT)) {
            problem.setProperty("code", bare.code());
            problem.setProperty("arguments", bare.arguments());
        }
    }

    private static @Nullable Object said(@Nullable Object value, Wording words) {
        if (value instanceof Reason reason) {
            return reason.in(words);
        }
        return value instanceof Spoken spoken ? spoken.in(words) : value;
    }
}
