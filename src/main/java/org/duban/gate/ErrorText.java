package org.duban.gate;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.duban.reasons.Reason;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is said where no room answers: to programs as a problem detail (RFC 9457), to people as a page.
 *
 * @param type its media type
 * @param lang the language that it speaks, as a tag
 */
public record ErrorText(String type, String lang, byte[] body) {

    private static final String WHY = ErrorText.class.getName() + ".why";

    private static final Pattern FOR_PROGRAMS = Pattern.compile("/(?:api|mailbox/api)(?:[/;].*)?");
    private static final JsonMapper JSON = JsonMapper.builder()
            .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
            .build();
    private static final String BUNDLE = "gate";

    private static final TemplateEngine ENGINE =
            TemplateEngine.createPrecompiled(null, ContentType.Html, ErrorText.class.getClassLoader(), "org.duban");

    /**
     * What went wrong, for a person.
     *
     * @param start what the way to the start page is called, for whoever has the wrong address; else null
     */
    record ErrorPage(
            String lang,
            String heading,
            String text,
            @Nullable String start) {}

    /** Whether a browser asks, and not for what is there for programs alone. */
    public static boolean isForAPerson(HttpServletRequest request, @Nullable String path) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null
                && accepted.contains("text/html")
                && path != null
                && !FOR_PROGRAMS.matcher(path).matches();
    }

    /**
     * @param languages of which a page speaks the one that the browser prefers
     * @param path that was asked for
     * @param said what is known of the reason; may be empty
     */
    public static ErrorText of(
            Languages languages, HttpServletRequest request, @Nullable String path, HttpStatus status, String said) {
        return isForAPerson(request, path)
                ? page(languages, request, kind(status, path))
                : problem(languages, request, SpokenProblem.of(status, detail(status, reason(request, said))));
    }

    /** A problem detail in the language that a program accepts. */
    public static ErrorText problem(Languages languages, HttpServletRequest request, SpokenProblem problem) {
        var words = languages.words(Reason.BUNDLE, SpokenProblem.language(languages, request));
        return new ErrorText(
                MediaType.APPLICATION_PROBLEM_JSON_VALUE, words.lang(), JSON.writeValueAsBytes(problem.in(words)));
    }

    /** Says why a request is answered by an error, for when that is told. */
    static void because(HttpServletRequest request, Reason why) {
        request.setAttribute(WHY, why);
    }

    /** Says to whoever is answered, and to what stands between, in which language, and that it depends on what is accepted. */
    public void head(HttpServletResponse response) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, lang);
        if (!response.getHeaders(HttpHeaders.VARY).contains(HttpHeaders.ACCEPT_LANGUAGE)) {
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        }
    }

    /** The container has words without a cure, which say less than ours. */
    private static @Nullable Reason reason(HttpServletRequest request, String said) {
        if (request.getAttribute(WHY) instanceof Reason why) {
            return why;
        }
        return said.contains("; ") ? Reason.text(said) : null;
    }

    private static Reason detail(HttpStatus status, @Nullable Reason why) {
        return switch (status) {
            case NOT_FOUND -> GateReason.GATE_NOTHING_HERE.with();
            case NOT_ACCEPTABLE -> or(why, GateReason.GATE_NO_FORM_OF_ANSWER);
            case METHOD_NOT_ALLOWED -> or(why, GateReason.GATE_NO_METHOD);
            case UNSUPPORTED_MEDIA_TYPE -> or(why, GateReason.GATE_NO_FORM_OF_BODY);
            case CONTENT_TOO_LARGE -> or(why, GateReason.GATE_TOO_LARGE);
            case FORBIDDEN -> or(why, GateReason.GATE_FORBIDDEN);
            case BAD_REQUEST -> or(why, GateReason.GATE_UNREADABLE);
            case TOO_MANY_REQUESTS -> GateReason.GATE_TOO_MANY.with();
            default -> (status.is5xxServerError() ? GateReason.GATE_OURS : GateReason.GATE_NO_ANSWER).with();
        };
    }

    private static Reason or(@Nullable Reason why, GateReason otherwise) {
        return why == null ? otherwise.with() : why;
    }

    private static ErrorText page(Languages languages, HttpServletRequest request, String kind) {
        var words = languages.words(BUNDLE, languages.preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
        var page = new ErrorPage(
                words.lang(),
                words.say(kind + ".heading"),
                words.say(kind + ".text"),
                words.knows(kind + ".start") ? words.say(kind + ".start") : null);
        var output = new StringOutput(1_024);
        ENGINE.render("gate/error.jte", page, output);
        return new ErrorText("text/html", words.lang(), output.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Who opens the address of a calendar in a browser wants to know why it shows nothing. */
    private static String kind(HttpStatus status, @Nullable String path) {
        var feed = status == HttpStatus.NOT_FOUND && path != null && path.startsWith("/feeds/");
        return feed ? "feed" : kind(status);
    }

    private static String kind(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> "unreadable";
            case UNAUTHORIZED -> "login";
            case FORBIDDEN -> "forbidden";
            case NOT_FOUND -> "missing";
            case CONTENT_TOO_LARGE -> "large";
            case TOO_MANY_REQUESTS -> "busy";
            case SERVICE_UNAVAILABLE -> "away";
            default -> status.is5xxServerError() ? "ours" : "otherwise";
        };
    }
}
