package org.duban.policy;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What people call a step, in one language or several.
 *
 * @param byLanguage by language tags such as {@code zh-CN}; empty for a step that is called by its name
 */
public record StepLabel(Map<String, String> byLanguage) {

    /** That of a step that is called by its name. */
    public static final StepLabel NONE = new StepLabel(Map.of());

    private static final String CHINESE = "zh";
    private static final String ENGLISH = "en";

    public StepLabel {
        byLanguage = Collections.unmodifiableMap(new TreeMap<>(byLanguage));
    }

    public boolean isEmpty() {
        return byLanguage.isEmpty();
    }

    /**
     * In the language of a reader; what it lacks is said in Chinese if that is a language of China, else in English. Empty where it
     * says nothing in that one either.
     */
    public Optional<String> in(Locale reader) {
        var own = Optional.ofNullable(byLanguage.get(reader.toLanguageTag()))
                .or(() -> Optional.ofNullable(spoken(reader.getLanguage())));
        var chinese = reader.getCountry().equals("CN") && !reader.getLanguage().equals(ENGLISH);
        return own.or(() -> Optional.ofNullable(chinese ? spoken(CHINESE) : null))
                .or(() -> Optional.ofNullable(spoken(ENGLISH)));
    }

    private @Nullable String spoken(String language) {
        return byLanguage.entrySet().stream()
                .filter(label ->
                        Locale.forLanguageTag(label.getKey()).getLanguage().equals(language))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
