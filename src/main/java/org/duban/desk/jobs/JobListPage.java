package org.duban.desk.jobs;

import java.util.List;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that somebody sees.
 *
 * @param empty what to say where there is none; null where there is one
 * @param next where those after these are; null where there are none
 */
record JobListPage(
        Words words,
        List<Row> rows,
        @Nullable String empty,
        @Nullable String next,
        String version) {

    JobListPage {
        rows = List.copyOf(rows);
    }

    record Row(String url, String name, String made, String state, String progress) {}
}
