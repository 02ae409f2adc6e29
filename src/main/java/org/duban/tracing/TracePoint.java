package org.duban.tracing;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a trace, as rows, records and events carry it.
 *
 * @param traceparent version 00 of W3C Trace Context: {@code 00-<trace id>-<span id>-<flags>}
 */
public record TracePoint(String traceparent) {

    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    public TracePoint {
        if (!FORM.matcher(traceparent).matches()) {
            throw new IllegalArgumentException("no traceparent of version 00");
        }
    }

    /** The place that a sender names; empty if it names none that can be read, which is no reason to refuse anything. */
    public static Optional<TracePoint> of(@Nullable String traceparent) {
        return traceparent != null && FORM.matcher(traceparent).matches()
                ? Optional.of(new TracePoint(traceparent))
                : Optional.empty();
    }

    /** The same, or null. */
    public static @Nullable TracePoint orNull(@Nullable String traceparent) {
        return of(traceparent).orElse(null);
    }

    /** 32 hexadecimal digits. */
    public String traceId() {
        return traceparent.substring(3, 35);
    }

    String spanId() {
        return traceparent.substring(36, 52);
    }

    String flags() {
        return traceparent.substring(53);
    }
}
