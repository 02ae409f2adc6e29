package org.duban.desk.jobs;

import java.util.List;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * A job and how far it is.
 *
 * @param state in words
 * @param made by whom and when
 * @param settled how many of {@code items} have their outcome
 * @param counts what has become of them; what there is none of is left out
 * @param lines what was written once for all
 * @param notDone those that were not done, and why
 * @param next where those after these are; null where there are none
 * @param stop where it is stopped; null where it cannot be any more
 * @param back the page of the ledger that it came from; null: from none
 */
record JobPage(
        Words words,
        String heading,
        String state,
        String made,
        boolean ended,
        int settled,
        int items,
        String progress,
        List<Count> counts,
        List<Line> lines,
        List<Row> notDone,
        @Nullable String next,
        @Nullable String stop,
        @Nullable String back,
        String token,
        String version) {

    JobPage {
        counts = List.copyOf(counts);
        lines = List.copyOf(lines);
        notDone = List.copyOf(notDone);
    }

    /** @param tone {@code good}, {@code bad} or {@code calm} */
    record Count(String name, String number, String tone) {}

    record Line(String name, String value) {}

    /** @param url null where it is out of reach by now */
    record Row(String title, String id, @Nullable String url, String state, String reason) {}
}
