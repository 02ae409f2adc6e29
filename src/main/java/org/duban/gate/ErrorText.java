package org.duban.gate;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
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
 */
public record ErrorText(String type, byte[] body) {

    private static final Pattern FOR_PROGRAMS = Pattern.compile("/(?:api|mailbox/api)(?:[/;].*)?");
    private static final JsonMapper JSON = JsonMapper.builder()
            .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
            .build();
    private static final String BUNDLE = "gate";
    private static final TemplateEngine ENGINE =
            TemplateEngine.createPrecompiled(null, ContentType.Html, ErrorText.class.getClassLoader(), "org.duban");

    /** What went wrong, for a person. */
    record ErrorPage(String lang, String heading, String text) {}

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
                ? new ErrorText("text/html", page(languages, request, kind(status, path)))
                : new ErrorText(MediaType.APPLICATION_PROBLEM_JSON_VALUE, problem(status, said));
    }

    private static byte[] problem(HttpStatus status, String said) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail(status, said));
        problem.setTitle(status.getReasonPhrase());
        return JSON.writeValueAsBytes(problem);
    }

    private static String detail(HttpStatus status, String said) {
        return switch (status) {
            case NOT_ACCEPTABLE ->
                sentence(said).orElse("Accept names no form that this is answered in; write application/json");
            case NOT_FOUND -> "there is nothing at this address; see /swagger-ui.html for what there is";
            case METHOD_NOT_ALLOWED ->
                sentence(said).orElse("nothing is done here by this method; see /swagger-ui.html for those there are");
            case UNSUPPORTED_MEDIA_TYPE ->
                sentence(said).orElse("the body is of a form that is not read here; see /swagger-ui.html for what is");
            case CONTENT_TOO_LARGE -> sentence(said).orElse("more was sent than is taken here; send less");
            case FORBIDDEN -> sentence(said).orElse("your user may not do this; ask the administrator");
            case BAD_REQUEST ->
                said.isBlank()
                        ? "the request cannot be read; encode what is not plain ASCII in its address, such as Chinese, as"
                                + " the %XX of its UTF-8, and see that its headers are well-formed"
                        : said;
            case TOO_MANY_REQUESTS ->
                "too many requests of this address are under way; wait for their answers and try again";
            default ->
                status.is5xxServerError()
                        ? "something went wrong here; the log of this node says what"
                        : "this cannot be answered; see /swagger-ui.html for what can";
        };
    }

    /** One of our own, with a cure; the container has words without one. */
    private static Optional<String> sentence(String said) {
        return Optional.of(said).filter(text -> text.contains("; "));
    }

    private static byte[] page(Languages languages, HttpServletRequest request, String kind) {
        var words = languages.words(BUNDLE, languages.preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
        var page = new ErrorPage(words.lang(), words.say(kind + ".heading"), words.say(kind + ".text"));
        var output = new StringOutput(1_024);
        ENGINE.render("gate/error.jte", page, output);
        return output.toString().getBytes(StandardCharsets.UTF_8);
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
