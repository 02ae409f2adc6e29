package org.duban.timeline;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of timelines and previews, from the bundle {@code sentences}; Chinese for any {@code zh}, else English. */
final class Sentences {

    private static final Sentences ENGLISH = new Sentences(Locale.ENGLISH);
    private static final Sentences CHINESE = new Sentences(Locale.SIMPLIFIED_CHINESE);

    private final Locale locale;
    private final ResourceBundle bundle;
    private final DateTimeFormatter dayAndTime;
    private final DateTimeFormatter time;

    private Sentences(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                "org.duban.timeline.sentences",
                locale,
                Sentences.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        this.dayAndTime = DateTimeFormatter.ofPattern(bundle.getString("day-and-time"), locale);
        this.time = DateTimeFormatter.ofPattern(bundle.getString("time"), locale);
    }

    static Sentences of(Locale reader) {
        return reader.getLanguage().equals("zh") ? CHINESE : ENGLISH;
    }

    /** @throws java.util.MissingResourceException if the bundle lacks the key: our mistake */
    String say(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), locale).format(values);
    }

    /** What an event was, or its type where there are no words for it. */
    String event(String type) {
        var key = "event." + type;
        return bundle.containsKey(key) ? bundle.getString(key) : type;
    }

    /** A time of day with its day. */
    String when(Instant instant, ZoneId zone) {
        return dayAndTime.format(instant.atZone(zone));
    }

    /** A time of day, with its day if that is another than that of an earlier instant. */
    String when(Instant instant, Instant earlier, ZoneId zone) {
        var sameDay =
                instant.atZone(zone).toLocalDate().equals(earlier.atZone(zone).toLocalDate());
        return sameDay ? time.format(instant.atZone(zone)) : when(instant, zone);
    }
}
