package org.duban.reasons;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * A text with places, <code>{0}</code> to <code>{9}</code>, that values take. Everything else stands for itself,
 * apostrophes too, so that translators need to know no more than the places.
 */
public final class Phrase {

    private final List<String> literals = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();

    private Phrase() {}

    /** @throws IllegalArgumentException if a brace belongs to no place; the message says which */
    public static Phrase of(String text) {
        var phrase = new Phrase();
        var literal = new StringBuilder();
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (isPlace(text, at)) {
                phrase.literals.add(literal.toString());
                phrase.places.add(text.charAt(at + 1) - '0');
                literal.setLength(0);
                at += 2;
            } else if (c == '{' || c == '}') {
                throw new IllegalArgumentException("the brace at character " + (at + 1) + " belongs to no place");
            } else {
                literal.append(c);
            }
        }
        phrase.literals.add(literal.toString());
        return phrase;
    }

    private static boolean isPlace(String text, int at) {
        return text.charAt(at) == '{'
                && at + 2 < text.length()
                && text.charAt(at + 1) >= '0'
                && text.charAt(at + 1) <= '9'
                && text.charAt(at + 2) == '}';
    }

    /** The numbers of its places. */
    public Set<Integer> places() {
        return new TreeSet<>(places);
    }

    /** @param values what takes each of the places */
    public String with(IntFunction<String> values) {
        if (places.isEmpty()) {
            return literals.get(0);
        }
        var said = new StringBuilder(64);
        for (var index = 0; index < places.size(); index++) {
            said.append(literals.get(index)).append(values.apply(places.get(index)));
        }
        return said.append(literals.get(places.size())).toString();
    }
}
