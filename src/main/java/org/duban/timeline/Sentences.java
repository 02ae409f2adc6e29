package org.duban.timeline;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of timelines and previews, from the bundle {@code sentences}; Chinese for any {@code zh}, else English. */
final class Sentences {

    private static final Sentences ENGLISH = new Sentences(Locale.ENGLISH);
    private static final Sentences CHINESE = new Sentences(Locale.SIMPLIFIED_CHINESE);

    private final Locale locale;
    private final ResourceBundle bundle;

    private Sentences(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                "org.duban.timeline.sentences",
                locale,
                Sentences.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    static Sentences of(Locale reader) {
        return reader.getLanguage().equals("zh") ? CHINESE : ENGLISH;
    }

    /** @throws java.util.MissingResourceException if the bundle lacks the key: our mistake */
    String say(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), locale).format(values);
    }
}
