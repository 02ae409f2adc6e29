package org.duban.numbers;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.duban.directory.UnitTree;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far each series of numbers has come, in PostgreSQL. */
@Component
public final class JdbcNumbers implements Numbers {

    private final JdbcClient jdbc;
    private final NumberSeries series;

    public JdbcNumbers(JdbcClient jdbc, NumberProperties settings) {
        this.jdbc = jdbc;
        this.series = new NumberSeries(settings);
    }

    @Override
    public List<String> give(NumberKind kind, List<String> units, UnitTree tree, Instant at) {
        return series.numbers(kind, units, tree, at, this::count);
    }

    /** One statement locks series in one order; whoever counts twice in a transaction may have to begin again. */
    private SortedMap<String, Long> count(SortedMap<String, Long> wanted) {
        var come = new TreeMap<String, Long>();
        jdbc.sql("""
                        insert into number_series as known (series, last)
                        select series, wanted from unnest(?::text[], ?::bigint[]) as new (series, wanted)
                        order by series collate "C"
                        on conflict (series) do update set last = known.last + excluded.last
                        returning series, last
                        """)
                .param(wanted.keySet().toArray(String[]::new))
                .param(wanted.values().toArray(Long[]::new))
                .query(row -> {
                    come.put(row.getString(1), row.getLong(2));
                });
        return come;
    }
}
