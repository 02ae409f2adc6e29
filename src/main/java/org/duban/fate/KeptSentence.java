package org.duban.fate;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A sentence that is kept in English, as evidence of what was known then, and is recognised and said again for a Chinese
 * reader.
 */
public final class KeptSentence {

    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    private final String english;
    private final String chinese;
    private final Pattern recognised;
    private final List<Integer> places;

    /** Both with {@code {0}} and the like where values go; each place stands once in the English sentence. */
    public KeptSentence(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
        this.places = PLACE.matcher(english)
                .results()
                .map(found -> Character.getNumericValue(found.group().charAt(1)))
                .toList();
        var literals = new ArrayList<String>();
        for (var literal : PLACE.split(english, -1)) {
            literals.add(Pattern.quote(literal));
        }
        this.recognised = Pattern.compile(String.join("(.*?)", literals), Pattern.DOTALL);
    }

    /** The sentence as it is kept. */
    public String with(String... values) {
        return filled(english, values);
    }

    /** Whether a kept sentence is this one. */
    boolean says(String kept) {
        return recognised.matcher(kept).matches();
    }

    /** What a kept sentence says in its n-th place; empty if it is another sentence. */
    public Optional<String> value(String kept, int place) {
        var matched = recognised.matcher(kept);
        return matched.matches() ? Optional.of(matched.group(places.indexOf(place) + 1)) : Optional.empty();
    }

    /**
     * A kept sentence in the language of its reader; one that is none of these stays as it is.
     *
     * @param sayValue how a value in it is said again
     */
    public static String in(
            Locale reader, String kept, Stream<KeptSentence> sentences, UnaryOperator<String> sayValue) {
        if (!reader.getLanguage().equals("zh")) {
            return kept;
        }
        return sentences
                .flatMap(sentence -> sentence.inChinese(kept, sayValue).stream())
                .findFirst()
                .orElse(kept);
    }

    private Optional<String> inChinese(String kept, UnaryOperator<String> sayValue) {
        var matched = recognised.matcher(kept);
        return matched.matches() ? Optional.of(filled(chinese, values(matched, sayValue))) : Optional.empty();
    }

    private String[] values(Matcher matched, UnaryOperator<String> sayValue) {
        var values = new String[places.size()];
        for (var group = 0; group < values.length; group++) {
            values[places.get(group)] = sayValue.apply(matched.group(group + 1));
        }
        return values;
    }

    private static String filled(String pattern, String... values) {
        return MessageFormat.format(pattern.replace("'", "''"), (Object[]) values);
    }
}
