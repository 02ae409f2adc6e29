package org.duban.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Answers what no servlet has seen, such as a request that is no HTTP, in our words instead of the container's. Of a request
 * whose first line cannot be read nothing else is known, so it is taken for that of a program; browsers encode what they
 * send.
 */
final class ContainerErrors extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ContainerErrors.class);

    private final Languages languages;

    ContainerErrors(Languages languages) {
        this.languages = languages;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        var status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            var known = Objects.requireNonNullElse(HttpStatus.resolve(status), HttpStatus.INTERNAL_SERVER_ERROR);
            var text = ErrorText.of(languages, request, request.getRequestURI(), known, "");
            text.head(response);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getReporter().write(new String(text.body(), StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException e) {
            log.debug("Nobody is there to hear of status {}", status, e);
        }
    }
}
