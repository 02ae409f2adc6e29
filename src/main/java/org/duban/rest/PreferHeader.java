package org.duban.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a caller would rather have ({@code Prefer}, RFC 7240); what is not understood is ignored, as the RFC has it. */
public final class PreferHeader {

    public static final String PREFER = "Prefer";
    public static final String APPLIED = "Preference-Applied";

    /** The longest that an answer waits. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(;.*)?");

    private PreferHeader() {}

    /** How long the caller would wait for what is asked, up to {@link #LONGEST_WAIT}; the first of several counts. */
    public static Optional<Duration> wait(HttpServletRequest request) {
        return Collections.list(request.getHeaders(PREFER)).stream()
                .flatMap(header -> Pattern.compile(",").splitAsStream(header))
                .map(preference -> WAIT.matcher(preference.strip().toLowerCase(Locale.ROOT)))
                .filter(matcher -> matcher.matches())
                .map(matcher -> Duration.ofSeconds(Long.parseLong(matcher.group(1))))
                .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait)
                .findFirst();
    }
}
