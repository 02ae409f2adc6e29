package org.duban.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.duban.PageWords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what no servlet has seen, such as a request that is no HTTP: programs with a problem detail (RFC 9457), people with
 * a page of ours instead of the container's.
 */
final class ContainerErrors extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ContainerErrors.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
            .build();
    private static final PageWords.Bundle WORDS = new PageWords.Bundle("org.duban.api.errors");
    private static final String PAGE = """
            <!doctype html>
            <html lang="%1$s">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%2$s</title></head>
            <body><main><h1>%2$s</h1><p>%3$s</p></main></body>
            </html>
            """;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        var status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            var page = wantsPage(request);
            var body = page ? page(request, status) : problem(status);
            response.setContentType(page ? "text/html" : "application/problem+json");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getReporter().write(body);
            response.finishResponse();
        } catch (IOException e) {
            log.debug("Nobody is there to hear of status {}", status, e);
        }
    }

    /** Browsers encode what they send; who sends what cannot even be read is a program. */
    private static boolean wantsPage(Request request) {
        @Nullable String path = request.getRequestURI();
        @Nullable String accepted = request.getHeader("Accept");
        return path != null
                && !RejectedRequests.isForPrograms(path)
                && accepted != null
                && accepted.contains("text/html");
    }

    private static String problem(int status) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.valueOf(status), WORDS.in(Locale.ENGLISH).say(kind(status) + ".text"));
        return JSON.writeValueAsString(problem);
    }

    private static String page(Request request, int status) {
        var words = WORDS.in(request.getLocale());
        return PAGE.formatted(words.lang(), words.say(kind(status) + ".heading"), words.say(kind(status) + ".text"));
    }

    private static String kind(int status) {
        return status == 404 ? "missing" : status < 500 ? "unreadable" : "ours";
    }
}
