package org.duban.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads CloudEvents from a request in structured, batched or binary mode, as the HTTP binding of CloudEvents has it. */
final class CloudEventsOverHttp {

    /** Bytes; thirty times the largest event that the intake takes. */
    static final int LARGEST = 8 * 1024 * 1024;

    private static final long MOST_SKIPPED = 8L * LARGEST;
    private static final String ATTRIBUTE = "ce-";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CloudEventsOverHttp() {}

    /**
     * The body as one structured event or a batch of them, unchecked.
     *
     * @throws ApiProblem if it is too large, or in binary mode and not JSON
     */
    static byte[] read(HttpServletRequest request) throws IOException {
        var body = body(request);
        return request.getHeader(ATTRIBUTE + "specversion") == null ? body : structured(request, body);
    }

    /** @throws ApiProblem if it is larger than {@value #LARGEST} bytes */
    static byte[] body(HttpServletRequest request) throws IOException {
        var input = request.getInputStream();
        var body = request.getContentLengthLong() > LARGEST ? new byte[0] : input.readNBytes(LARGEST + 1);
        if (request.getContentLengthLong() > LARGEST || body.length > LARGEST) {
            // Read on, within reason: a sender that is cut off hears of a broken connection and not of this answer.
            input.skip(MOST_SKIPPED);
            throw ApiProblem.tooLarge("the body is larger than " + LARGEST + " bytes; send smaller batches");
        }
        return body;
    }

    private static byte[] structured(HttpServletRequest request, byte[] body) {
        var event = JSON.createObjectNode();
        for (var header : Collections.list(request.getHeaderNames())) {
            var name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith(ATTRIBUTE)) {
                event.put(name.substring(ATTRIBUTE.length()), text(header, request.getHeader(header)));
            }
        }
        event.put("datacontenttype", "application/json");
        try {
            event.set("data", JSON.readTree(body));
        } catch (JacksonException e) {
            throw ApiProblem.badRequest(
                    "Unreadable body", "with ce- headers the body is the event's data, and it is not JSON; send JSON");
        }
        return JSON.writeValueAsBytes(event);
    }

    /** Attributes are percent-encoded UTF-8 where they are not ASCII. */
    private static String text(String header, String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.field(header, value, "write a percent sign as %25");
        }
    }
}
