package org.duban.timeline;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as people read them where they sit, in a form that programs read as well. */
final class LocalTimes {

    private static final DateTimeFormatter WITH_WEEKDAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx EEEE", Locale.ENGLISH);

    private LocalTimes() {}

    /** ISO 8601 with offset, and after a space the weekday: {@code 2026-12-28T09:30:00+08:00 Monday}. */
    static String of(Instant instant, ZoneId zone) {
        return WITH_WEEKDAY.format(instant.atZone(zone));
    }
}
