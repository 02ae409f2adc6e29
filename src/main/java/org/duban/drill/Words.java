package org.duban.drill;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The words of reports in one language, from the bundle {@code drill}. */
final class Words {

    private final Locale locale;
    private final Map<String, String> patterns;
    private final Map<String, DateTimeFormatter> dates;
    private final NumberFormat numbers;

    private Words(Locale locale) {
        this.locale = locale;
        var bundle = ResourceBundle.getBundle(
                "org.duban.drill.drill",
                locale,
                Words.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        this.patterns =
                bundle.keySet().stream().collect(Collectors.toUnmodifiableMap(Function.identity(), bundle::getString));
        this.dates = patterns.keySet().stream()
                .filter(key -> key.startsWith("date."))
                .filter(key -> !key.equals("date.week"))
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), key -> DateTimeFormatter.ofPattern(say(key), locale)));
        this.numbers = NumberFormat.getIntegerInstance(locale);
    }

    static Words of(Locale reader) {
        return new Words(reader);
    }

    String lang() {
        return locale.getLanguage().equals("zh") ? "zh-CN" : "en";
    }

    String say(String key) {
        return say(key, new Object[0]);
    }

    /** @throws IllegalStateException if the bundle lacks the key: our mistake */
    String say(String key, Object... values) {
        var pattern = patterns.get(key);
        if (pattern == null) {
            throw new IllegalStateException("No words for " + key + " in " + lang());
        }
        return values.length == 0 ? pattern : new MessageFormat(pattern, locale).format(values);
    }

    /** A number with what it counts. */
    String count(String key, int number) {
        return say(key + (number == 1 ? ".one" : ".other"), number(number));
    }

    String number(long number) {
        return numbers.format(number);
    }

    /** A day by one of the bundle's {@code date.*} patterns. */
    String date(String pattern, LocalDate day) {
        var format = dates.get("date." + pattern);
        if (format == null) {
            throw new IllegalStateException("No date pattern " + pattern + " in " + lang());
        }
        return format.format(day);
    }

    String week(LocalDate monday) {
        return say("date.week", date("short", monday), date("short", monday.plusDays(6)));
    }

    String name(Enum<?> value) {
        var type = value.getDeclaringClass().getSimpleName();
        return say(type.replaceFirst("^Notice", "").toLowerCase(Locale.ROOT) + "." + value.name());
    }
}
