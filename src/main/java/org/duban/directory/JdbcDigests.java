package org.duban.directory;

import java.time.LocalTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The digests in PostgreSQL; they end with their units. */
final class JdbcDigests implements Digests {

    private final JdbcClient jdbc;

    JdbcDigests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<LocalTime> of(String unit) {
        return Optional.ofNullable(of(List.of(unit)).get(unit));
    }

    @Override
    public Map<String, LocalTime> of(Collection<String> units) {
        var digests = new HashMap<String, LocalTime>();
        jdbc.sql("select unit, at from digest where unit = any(:units)")
                .param("units", units.toArray(String[]::new))
                .query((row, number) -> digests.put(row.getString("unit"), row.getObject("at", LocalTime.class)))
                .list();
        return digests;
    }

    @Override
    public void save(String unit, LocalTime at) {
        jdbc.sql("insert into digest (unit, at) values (:unit, :at) on conflict (unit) do update set at = excluded.at")
                .param("unit", unit)
                .param("at", at)
                .update();
    }

    @Override
    public boolean remove(String unit) {
        return jdbc.sql("delete from digest where unit = :unit")
                        .param("unit", unit)
                        .update()
                > 0;
    }
}
