package org.duban.gate;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.duban.logging.LogText;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Keeps threads free for others: one address may have a part of them at a time, and bodies that are still coming in may
 * have half of all, a few of them from one address. Whoever is too much is told so at once, with nothing read.
 */
final class RequestLimitValve extends ValveBase {

    /** The attribute with the path as it may be written into an access log. */
    static final String LOGGED_PATH = "duban.path";

    private final RequestCounts requests;
    private final RequestCounts bodies;
    private final @Nullable Integer probes;
    private final Languages languages;

    /**
     * @param threads that there are for requests
     * @param probes the port with threads of its own, whose requests are not counted; null where there is none
     */
    RequestLimitValve(int threads, @Nullable Integer probes, Languages languages) {
        super(true);
        this.probes = probes;
        this.languages = languages;
        requests = new RequestCounts(Integer.MAX_VALUE, Math.max(1, threads / 2));
        bodies = new RequestCounts(Math.max(1, threads / 2), Math.max(1, threads / 8));
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.isAsyncDispatching()) {
            // Let in before, and now only to be answered.
            getNext().invoke(request, response);
            return;
        }
        request.setAttribute(LOGGED_PATH, loggedPath(request));
        var address = String.valueOf(request.getRemoteAddr());
        if (probes != null && probes == request.getLocalPort()) {
            getNext().invoke(request, response);
            return;
        }
        if (!requests.enter(address)) {
            refuse(request, response);
            return;
        }
        try {
            if (hasBody(request)) {
                takeIn(address, request, response);
            } else {
                getNext().invoke(request, response);
            }
        } finally {
            requests.leave(address);
        }
    }

    private void takeIn(String address, Request request, Response response) throws IOException, ServletException {
        if (!bodies.enter(address)) {
            refuse(request, response);
            return;
        }
        try (var body = new TimedRequestBody(request.getCoyoteRequest(), () -> bodies.leave(address))) {
            getNext().invoke(request, response);
        }
    }

    private static boolean hasBody(Request request) {
        // Not asked as a number: the container answers one that is none only after this valve.
        var length = request.getHeader("Content-Length");
        return length != null && !length.equals("0") || request.getHeader("Transfer-Encoding") != null;
    }

    private void refuse(Request request, Response response) throws IOException {
        response.setStatus(429);
        response.setHeader("Retry-After", "5");
        var text = ErrorText.of(languages, request, request.getRequestURI(), HttpStatus.TOO_MANY_REQUESTS, "");
        text.head(response);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getOutputStream().write(text.body());
        response.finishResponse();
        if (hasBody(request)) {
            // Else the container would wait for it.
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private static String loggedPath(Request request) {
        @Nullable String path = request.getRequestURI();
        return path == null ? "-" : LogText.withoutSecrets(path);
    }
}
