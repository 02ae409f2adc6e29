package org.duban.directory;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times of day at which units want their digests, as people write them. Pure. */
public final class DigestTime {

    private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,2})[:：](\\d{2})\\s*");

    private DigestTime() {}

    /** @param text such as 9:30; empty if it is no time of a day in hours and minutes */
    public static Optional<LocalTime> read(@Nullable String text) {
        var form = FORM.matcher(text == null ? "" : text);
        try {
            return form.matches()
                    ? Optional.of(LocalTime.of(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What the audit trail says of it. */
    public static Map<String, Object> detail(@Nullable LocalTime at) {
        return at == null ? Map.of() : Map.of("at", at.toString());
    }
}
