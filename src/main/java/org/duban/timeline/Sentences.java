package org.duban.timeline;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.duban.words.Languages;
import org.duban.words.Words;

/** The words of timelines and previews. */
record Sentences(Words words) {

    static Sentences of(Languages languages, Locale reader) {
        return new Sentences(languages.words("timeline", reader));
    }

    String say(String key, Object... values) {
        return words.say(key, values);
    }

    /** What an event was, or its type where there are no words for it. */
    String event(String type) {
        var key = "event." + type;
        return words.knows(key) ? words.say(key) : type;
    }

    /** A time of day with its day. */
    String when(Instant instant, ZoneId zone) {
        return words.date("day-and-time", instant.atZone(zone));
    }

    /** A time of day, with its day if that is another than that of an earlier instant. */
    String when(Instant instant, Instant earlier, ZoneId zone) {
        var sameDay =
                instant.atZone(zone).toLocalDate().equals(earlier.atZone(zone).toLocalDate());
        return sameDay ? words.date("time", instant.atZone(zone)) : when(instant, zone);
    }
}
