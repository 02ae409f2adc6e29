package org.duban.desk.units;

import java.util.List;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * The units as one of their readers sees them, those that mail does not reach first.
 *
 * @param summary how many there are, and how many of them are not reached
 * @param tabs all of them, or only those that are not reached
 * @param empty what to say where there is none; null where there is one
 * @param next where those after these are; null where there are none
 * @param first where the first page is; null on it
 */
record UnitsPage(
        Words words,
        String summary,
        List<Tab> tabs,
        List<Row> rows,
        @Nullable String empty,
        @Nullable String advice,
        @Nullable String next,
        @Nullable String first,
        String version) {

    UnitsPage {
        tabs = List.copyOf(tabs);
        rows = List.copyOf(rows);
    }

    record Tab(String name, String url, boolean chosen) {}

    /**
     * @param depth how far below the top it stands, for its indent, at most 5
     * @param above what the unit above is called; null where it is not shown by its place
     * @param counts of all that it and those below lead
     */
    record Row(
            String code,
            String name,
            String kind,
            int depth,
            @Nullable String above,
            boolean reached,
            String reachedWords,
            List<Address> addresses,
            List<Count> counts) {

        Row {
            addresses = List.copyOf(addresses);
            counts = List.copyOf(counts);
        }
    }

    /** @param remark what is wrong with it, or who stands in; null: nothing */
    record Address(String text, @Nullable String remark) {}

    /**
     * @param label for narrow pages
     * @param url null where there is none
     */
    record Count(String label, String number, @Nullable String url, String tone) {}
}
