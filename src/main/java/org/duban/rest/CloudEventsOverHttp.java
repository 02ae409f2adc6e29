package org.duban.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.duban.events.BinaryMode;
import org.duban.events.ContentMode;
import org.duban.events.FieldProblem;
import org.duban.events.StrictJson;
import org.duban.events.UnreadableEvent;
import org.jspecify.annotations.Nullable;

/** Reads CloudEvents from a request in structured, batched or binary mode, as the HTTP binding of CloudEvents 1.0.2 has it. */
public final class CloudEventsOverHttp {

    /** Bytes; thirty times the largest event that the intake takes. */
    public static final int LARGEST = 8 * 1024 * 1024;

    private static final long MOST_SKIPPED = 8L * LARGEST;
    private static final String ATTRIBUTE = "ce-";
    private static final String ON_KAFKA = "ce_";

    private CloudEventsOverHttp() {}

    /**
     * The body as one structured event or a batch of them, unchecked. JSON of no more particular type is taken as either.
     *
     * @throws ApiProblem if it is too large, of a type that is not read here, or not what its type says
     */
    public static byte[] read(HttpServletRequest request) throws IOException {
        var type = request.getContentType();
        var mode = ContentMode.of(type);
        var body = body(request);
        if (mode == ContentMode.UNKNOWN_FORMAT || !ContentMode.utf8(type)) {
            throw unsupported(type);
        }
        return switch (mode) {
            case STRUCTURED -> beginning(body, '{', ApiReason.API_NO_OBJECT);
            case BATCH -> beginning(body, '[', ApiReason.API_NO_ARRAY);
            default -> attributes(request).isEmpty() ? plain(type, body) : binary(request, type, body);
        };
    }

    /** @throws ApiProblem if it is larger than {@value #LARGEST} bytes */
    public static byte[] body(HttpServletRequest request) throws IOException {
        var input = request.getInputStream();
        var body = request.getContentLengthLong() > LARGEST ? new byte[0] : input.readNBytes(LARGEST + 1);
        if (request.getContentLengthLong() > LARGEST || body.length > LARGEST) {
            // Read on, within reason: a sender that is cut off hears of a broken connection and not of this answer.
            input.skip(MOST_SKIPPED);
            throw ApiProblem.tooLarge(ApiReason.API_BATCH_TOO_LARGE.with(String.valueOf(LARGEST)));
        }
        return body;
    }

    private static byte[] beginning(byte[] body, char first, ApiReason otherwise) {
        int start = blanks(body);
        if (start == body.length || body[start] == first) {
            return body;
        }
        try {
            StrictJson.jsonText(body, "body");
        } catch (UnreadableEvent e) {
            throw ApiProblem.flaw(e.why(), null);
        }
        throw ApiProblem.badRequest(ApiReason.TITLE_UNREADABLE_BODY, otherwise.at("body"));
    }

    /** How many bytes stand before the JSON text: a byte order mark, and the white space of JSON, however long. */
    private static int blanks(byte[] body) {
        int at = body.length > 2 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF ? 3 : 0;
        while (at < body.length && " \t\r\n".indexOf(body[at]) >= 0) {
            at++;
        }
        return at;
    }

    private static byte[] plain(@Nullable String type, byte[] body) {
        if (type == null || !ContentMode.json(type)) {
            throw unsupported(type);
        }
        return body;
    }

    private static byte[] binary(HttpServletRequest request, @Nullable String type, byte[] body) {
        if (!ContentMode.json(type)) {
            throw unsupported(type);
        }
        try {
            return BinaryMode.structured(attributes(request), type, body);
        } catch (UnreadableEvent e) {
            throw ApiProblem.flaw(FieldProblem.inside(e.why(), "body"), null);
        }
    }

    private static ApiProblem unsupported(@Nullable String type) {
        return ApiProblem.unsupported(
                type == null
                        ? ApiReason.API_NO_EVENT_CONTENT_TYPE.with()
                        : ApiReason.API_EVENT_CONTENT_TYPE.with(type));
    }

    private static Map<String, String> attributes(HttpServletRequest request) {
        var attributes = new LinkedHashMap<String, String>();
        for (var header : Collections.list(request.getHeaderNames())) {
            var name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith(ATTRIBUTE)) {
                var values = Collections.list(request.getHeaders(header));
                if (values.size() > 1) {
                    throw ApiProblem.field(header, String.join(", ", values), ApiReason.API_ATTRIBUTE_ONCE.with());
                }
                attributes.put(name.substring(ATTRIBUTE.length()), text(header, values.get(0)));
            }
            var misplaced = BinaryMode.misplaced(name, ON_KAFKA);
            if (misplaced.isPresent()) {
                throw ApiProblem.field(
                        header,
                        String.valueOf(request.getHeader(header)),
                        ApiReason.API_ATTRIBUTE_OF_KAFKA.with(ATTRIBUTE + misplaced.get()));
            }
        }
        return attributes;
    }

    /** Quotes are taken off first, with their escapes; then percent signs are read, once; what comes of it is UTF-8. */
    private static String text(String header, String value) {
        var plain = value.startsWith("\"") ? unquoted(header, value) : value;
        if (!plain.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw ApiProblem.field(header, value, ApiReason.API_PERCENT_ENCODED.with());
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded(header, plain)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ApiProblem.field(header, value, ApiReason.API_PERCENT_UTF_8.with());
        }
    }

    private static String unquoted(String header, String value) {
        var plain = new StringBuilder();
        for (int i = 1; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == '"' && i == value.length() - 1) {
                return plain.toString();
            }
            if (c == '"' || c == '\\' && i + 2 >= value.length()) {
                break;
            }
            plain.append(c == '\\' ? value.charAt(++i) : c);
        }
        throw ApiProblem.field(header, value, ApiReason.API_CLOSE_QUOTES.with());
    }

    private static byte[] decoded(String header, String value) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) != '%') {
                bytes.write(value.charAt(i));
                continue;
            }
            if (i + 2 >= value.length()
                    || !HexFormat.isHexDigit(value.charAt(i + 1))
                    || !HexFormat.isHexDigit(value.charAt(i + 2))) {
                throw ApiProblem.field(header, value, ApiReason.API_PERCENT_SIGN.with());
            }
            bytes.write(HexFormat.fromHexDigits(value, i + 1, i + 3));
            i += 2;
        }
        return bytes.toByteArray();
    }
}
