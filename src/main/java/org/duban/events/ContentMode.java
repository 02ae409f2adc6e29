package org.duban.events;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a message carries its event, as its content type says: what the HTTP and the Kafka binding of CloudEvents share. */
public enum ContentMode {
    /** One event, as a JSON object. */
    STRUCTURED,
    /** Several, as a JSON array. */
    BATCH,
    /** The data of an event, whose attributes are headers; or whatever else. */
    BINARY,
    /** Events in a format that is not read here, such as {@code application/cloudevents+avro}. */
    UNKNOWN_FORMAT;

    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);

    public static ContentMode of(@Nullable String contentType) {
        var type = mediaType(contentType);
        return switch (type) {
            case "application/cloudevents+json" -> STRUCTURED;
            case "application/cloudevents-batch+json" -> BATCH;
            default -> type.startsWith("application/cloudevents") ? UNKNOWN_FORMAT : BINARY;
        };
    }

    /** Whether data of this content type is JSON; without one it is. */
    public static boolean json(@Nullable String contentType) {
        var type = mediaType(contentType);
        return type.isEmpty() || type.endsWith("/json") || type.endsWith("+json");
    }

    /** Whether this content type names no other character set than UTF-8, or its part ASCII. */
    public static boolean utf8(@Nullable String contentType) {
        var named = CHARSET.matcher(contentType == null ? "" : contentType);
        if (!named.find()) {
            return true;
        }
        try {
            var charset = Charset.forName(named.group(1));
            return charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String mediaType(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
