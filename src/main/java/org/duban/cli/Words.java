package org.duban.cli;

import java.text.MessageFormat;
import java.util.Locale;
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
        var pattern = bundle.getString(key);
        return values.length == 0 ? pattern : new MessageFormat(pattern, locale).format(values);
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
