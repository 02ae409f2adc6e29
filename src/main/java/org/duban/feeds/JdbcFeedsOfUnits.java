package org.duban.feeds;

import java.util.Optional;
import java.util.Set;
import org.duban.directory.Dependants;
import org.duban.directory.Dependency;
import org.duban.directory.Merger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The feeds that hang on units: whoever subscribed to a unit's deadlines sees its successor's from a merger on. */
@Component
final class JdbcFeedsOfUnits implements Dependants {

    private final JdbcClient jdbc;

    JdbcFeedsOfUnits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Dependency> on(Set<String> units) {
        var feeds = jdbc.sql(
                        "select id::text from unit_feed where unit = any(?) and revoked_at is null order by made_at,"
                                + " id")
                .param(units.toArray(String[]::new))
                .query(String.class)
                .list();
        return Dependency.of(Dependency.Kind.FEEDS, feeds);
    }

    @Override
    public void handOver(Merger merger) {
        jdbc.sql("update unit_feed set unit = :to where unit = :from and revoked_at is null")
                .param("to", merger.to())
                .param("from", merger.from())
                .update();
    }
}
