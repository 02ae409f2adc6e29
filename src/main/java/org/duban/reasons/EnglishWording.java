package org.duban.reasons;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * The English that comes with Duban, for logs, exceptions and headers of records: what an installation says otherwise is for
 * people, and programs compare.
 */
final class EnglishWording implements Wording {

    private final Map<String, Phrase> phrases = new HashMap<>();

    EnglishWording() {
        var words = new Properties();
        try (var file = EnglishWording.class.getResourceAsStream("/words/" + Reason.BUNDLE + "_en.properties")) {
            words.load(new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        words.stringPropertyNames().stream()
                .filter(key -> !key.startsWith("date."))
                .forEach(key -> phrases.put(key, Phrase.of(words.getProperty(key))));
    }

    @Override
    public boolean knows(String key) {
        return phrases.containsKey(key);
    }

    @Override
    public String say(String key, Object... values) {
        var phrase = phrases.get(key);
        if (phrase == null) {
            throw new IllegalStateException("No words for " + key);
        }
        return phrase.with(place -> String.valueOf(values[place]));
    }
}
