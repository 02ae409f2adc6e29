package org.duban.words;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.duban.reasons.Phrase;

/**
 * The keys of each bundle, and the places that the words of each may have.
 *
 * @param byBundle of each bundle the places by key
 */
record PlaceholderIndex(Map<String, Map<String, Set<Integer>>> byBundle) {

    private static final String ASKS = "ask.";
    private static final Set<Integer> OF_ASKS = Set.of(0, 1, 2, 3, 4);

    /** What each key says in any language that comes with Duban; all that is asked of a reader has the same places. */
    static PlaceholderIndex in(List<WordFile> builtIn) {
        var found = new HashMap<String, Map<String, Set<Integer>>>();
        for (var file : builtIn) {
            var places = found.computeIfAbsent(file.bundle(), any -> new TreeMap<>());
            file.texts()
                    .forEach((key, text) ->
                            places.computeIfAbsent(key, any -> new TreeSet<>()).addAll(of(key, text)));
        }
        return new PlaceholderIndex(found);
    }

    private static Set<Integer> of(String key, String text) {
        if (WordFile.isDate(key)) {
            return Set.of();
        }
        return key.startsWith(ASKS) ? OF_ASKS : Phrase.of(text).places();
    }
}
