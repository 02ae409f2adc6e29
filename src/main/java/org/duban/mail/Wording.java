package org.duban.mail;

import java.text.MessageFormat;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** The words of letters in one language, from the bundle {@code letters}; Chinese for any {@code zh}, else English. */
final class Wording {

    private static final Wording ENGLISH = new Wording(Locale.ENGLISH);
    private static final Wording CHINESE = new Wording(Locale.SIMPLIFIED_CHINESE);

    private final Locale locale;
    private final Map<String, String> patterns;
    private final Map<String, DateTimeFormatter> dates;

    private Wording(Locale locale) {
        this.locale = locale;
        var bundle = ResourceBundle.getBundle(
                "org.duban.mail.letters",
                locale,
                Wording.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        this.patterns = bundle.keySet().stream().collect(Collectors.toUnmodifiableMap(key -> key, bundle::getString));
        this.dates = patterns.keySet().stream()
                .filter(key -> key.startsWith("deadline."))
                .collect(
                        Collectors.toUnmodifiableMap(key -> key, key -> DateTimeFormatter.ofPattern(say(key), locale)));
    }

    static Wording of(Locale reader) {
        return reader.getLanguage().equals("zh") ? CHINESE : ENGLISH;
    }

    boolean chinese() {
        return this == CHINESE;
    }

    String lang() {
        return chinese() ? "zh-CN" : "en";
    }

    boolean knows(String key) {
        return patterns.containsKey(key);
    }

    /** @throws IllegalStateException if the bundle lacks the key: our mistake */
    String say(String key, Object... values) {
        var pattern = patterns.get(key);
        if (pattern == null) {
            throw new IllegalStateException("No words for " + key + " in " + lang());
        }
        return values.length == 0 ? pattern : new MessageFormat(pattern, locale).format(values);
    }

    /** A day, a minute or a second with its weekday, by the bundle's {@code deadline.*} patterns. */
    String date(String key, TemporalAccessor when) {
        var format = dates.get(key);
        if (format == null) {
            throw new IllegalStateException("No date pattern for " + key + " in " + lang());
        }
        return format.format(when);
    }

    /** Says the key's {@code .one} or {@code .other} form; the number is the first value. */
    String count(String key, int number) {
        return say(key + (number == 1 ? ".one" : ".other"), String.valueOf(number));
    }
}
