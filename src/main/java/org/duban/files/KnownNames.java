package org.duban.files;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The names that may stand at a place, for telling somebody who wrote another one what was probably meant. */
public final class KnownNames {

    private static final int MOST_LISTED = 20;

    private final List<String> names;

    /** The names in the order in which they are told. */
    public KnownNames(Collection<String> names) {
        this.names = List.copyOf(names);
    }

    /** Proposes the name most like the wrong one, if one is like it at all, and lists the known ones. */
    public String cureFor(String wrong) {
        var nearest = names.stream()
                .filter(name -> distance(wrong, name) <= Math.max(1, Math.min(wrong.length(), name.length()) / 3))
                .min(Comparator.comparingInt(name -> distance(wrong, name)))
                .map(name -> "did you mean \"" + name + "\"? ")
                .orElse("");
        return nearest + list();
    }

    private String list() {
        if (names.isEmpty()) {
            return "there is none yet";
        }
        var more = names.size() - MOST_LISTED;
        var listed = String.join(", ", names.subList(0, Math.min(MOST_LISTED, names.size())));
        return "write one of " + listed + (more > 0 ? " (and " + more + " more)" : "");
    }

    /** Levenshtein: how many letters must be added, taken away or changed; case does not matter. */
    private static int distance(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                var changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
