package org.duban.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;

/** What commands print, from the bundle {@code words}; Chinese for any {@code zh}, else English. */
final class Words {

    private static final Words ENGLISH = new Words(Locale.ENGLISH);
    private static final Words CHINESE = new Words(Locale.SIMPLIFIED_CHINESE);

    private final Locale locale;
    private final ResourceBundle bundle;

    private Words(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                "org.duban.cli.words",
                locale,
                Words.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    static Words of(Locale reader) {
        return reader.getLanguage().equals("zh") ? CHINESE : ENGLISH;
    }

    /** @throws java.util.MissingResourceException if the bundle lacks the key: our mistake */
    String say(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), locale).format(values);
    }

    /** The help of a command. */
    String help(String command) {
        var file = command + "-help" + (this == CHINESE ? "_zh" : "") + ".txt";
        try (var text = Words.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(text, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An amount of a policy, such as {@code 5wd}. */
    String amount(String written) {
        var digits = written.replaceAll("\\D", "");
        if (written.matches("\\d+wd")) {
            return say("working-days", Integer.valueOf(digits));
        }
        return written.matches("P\\d+D") ? say("days", Integer.valueOf(digits)) : written;
    }

    /** The words for a name that policies or code use, or the name where there are none. */
    String name(String group, String name) {
        var key = group + "." + name;
        return bundle.containsKey(key) ? bundle.getString(key) : name;
    }
}
