package org.duban.files;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.duban.reasons.Reason;

/** The names that may stand at a place, for telling somebody who wrote another one what was probably meant. */
public final class NameSuggestions {

    private static final int MOST_LISTED = 20;

    /** Beyond this length a text is no slip of the pen. */
    private static final int LONGEST_SLIP = 64;

    private static final int MOST_LETTERS = 4;

    private final List<String> names;

    /** The names in the order in which they are told. */
    public NameSuggestions(Collection<String> names) {
        this.names = List.copyOf(names);
    }

    /** Proposes the name most like the wrong one, if one is like it at all, and lists the known ones. */
    public Reason cureFor(String wrong) {
        return nearest(wrong)
                .map(name -> NameReason.NAMES_MEANT.with(name, list()))
                .orElseGet(this::list);
    }

    /** The name most like the wrong one, if one is like it at all. */
    public Optional<String> nearest(String wrong) {
        if (wrong.length() > LONGEST_SLIP) {
            return Optional.empty();
        }
        var nearest = Optional.<String>empty();
        var written = wrong.toLowerCase(Locale.ROOT);
        int least = Integer.MAX_VALUE;
        for (var name : names) {
            int most = Math.min(least - 1, Math.max(1, Math.min(wrong.length(), name.length()) / 3));
            // Far too long to be a slip of one of them, and dear to compare.
            if (Math.abs(name.length() - wrong.length()) <= Math.min(most, MOST_LETTERS)) {
                int distance = distance(written, name.toLowerCase(Locale.ROOT), most);
                if (distance <= most) {
                    least = distance;
                    nearest = Optional.of(name);
                }
            }
        }
        return nearest;
    }

    private Reason list() {
        if (names.isEmpty()) {
            return NameReason.NAMES_NONE.with();
        }
        var more = names.size() - MOST_LISTED;
        var listed = String.join(", ", names.subList(0, Math.min(MOST_LISTED, names.size())));
        return more > 0 ? NameReason.NAMES_AND_MORE.with(listed, String.valueOf(more)) : NameReason.NAMES.with(listed);
    }

    /** How many letters must be added, taken away, changed or swapped with their neighbour; more than {@code most} is only more. */
    private static int distance(String a, String b, int most) {
        var cost = new int[a.length() + 1][b.length() + 1];
        int leastBefore = 0;
        for (int i = 0; i <= a.length(); i++) {
            int least = Integer.MAX_VALUE;
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, i, j, cost);
                least = Math.min(least, cost[i][j]);
            }
            // A letter that is swapped looks two rows back.
            if (least > most && leastBefore > most) {
                return least;
            }
            leastBefore = least;
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int i, int j, int[][] cost) {
        var changed = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        var least = Math.min(changed, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        var swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
