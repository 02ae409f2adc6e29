package org.duban.bench;

import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Times queries, and tells the median and the longest of eleven rounds.
 *
 * @param explains whether the plan of each page is told, too
 */
public record SqlTimes(JdbcClient sql, boolean explains) {

    private static final int ROUNDS = 11;
    private static final int WIDTH = 200;

    public void page(String what, String query, List<?> parameters) {
        time(what, () -> sql.sql(query).params(parameters).query(String.class).list());
        if (explains) {
            sql.sql("explain (analyze, costs off, timing off, summary off, buffers off) " + query)
                    .params(parameters)
                    .query(String.class)
                    .list()
                    .forEach(line -> System.out.println(line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line));
        }
    }

    public void time(String what, Runnable work) {
        var nanos = new long[ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
            var begun = System.nanoTime();
            work.run();
            nanos[round] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        System.out.println(
                "%-40s %8.1f ms, at most %.1f ms".formatted(what, nanos[ROUNDS / 2] / 1e6, nanos[ROUNDS - 1] / 1e6));
    }
}
