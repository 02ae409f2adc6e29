package org.duban.trail;

import java.util.List;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * A part of the audit trail.
 *
 * @param desk the words of the head
 * @param filter as it was asked
 * @param mistake what is wrong with that; null: nothing
 * @param verdict whether the chain is whole, in words; null: nobody has asked
 * @param whole whether it is
 * @param next where older entries are; null: there are none
 * @param csv where the same is as a CSV
 */
record TrailPage(
        Words words,
        Words desk,
        Filter filter,
        List<Option> acts,
        @Nullable String mistake,
        @Nullable String verdict,
        boolean whole,
        List<Row> rows,
        @Nullable String next,
        String csv) {

    TrailPage {
        acts = List.copyOf(acts);
        rows = List.copyOf(rows);
    }

    /** What was asked, as it was typed; empty: it does not matter. */
    record Filter(String who, String act, String what, String from, String to) {}

    record Option(String value, String words) {}

    /**
     * @param time for programs
     * @param says what he did, in a sentence
     * @param details what is known of it besides
     */
    record Row(String seq, String time, String when, String who, String says, List<String> details) {

        Row {
            details = List.copyOf(details);
        }
    }
}
