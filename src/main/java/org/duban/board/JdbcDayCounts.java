package org.duban.board;

import static org.duban.database.ColumnArrays.numbers;
import static org.duban.database.ColumnArrays.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duban.plan.Lamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Days in PostgreSQL. */
@Component
class JdbcDayCounts implements DayCounts {

    private static final List<Lamp> LAMPS = List.of(Lamp.RED, Lamp.YELLOW, Lamp.GREEN, Lamp.GREY);

    private final JdbcClient jdbc;

    JdbcDayCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, DayCount> on(LocalDate day, Collection<String> units) {
        var counts = new HashMap<String, DayCount>();
        jdbc.sql("""
                select unit, day, red, yellow, green, grey, submitted, struck_off from day_count
                where day = :day and unit = any(:units)
                """)
                .param("day", day)
                .param("units", units.toArray(String[]::new))
                .query(row -> {
                    counts.put(row.getString("unit"), count(row));
                });
        return counts;
    }

    @Override
    public List<DayCount> since(LocalDate first, Collection<String> units) {
        return jdbc.sql("""
                select day, coalesce(sum(red), 0) as red, coalesce(sum(yellow), 0) as yellow, coalesce(sum(green), 0) as green,
                    coalesce(sum(grey), 0) as grey, coalesce(sum(submitted), 0) as submitted,
                    coalesce(sum(struck_off), 0) as struck_off
                from counted_day left join (select * from day_count where unit = any(:units)) counted using (day)
                where day >= :first
                group by day order by day
                """)
                .param("first", first)
                .param("units", units.toArray(String[]::new))
                .query((row, number) -> count(row))
                .list();
    }

    @Override
    public boolean knows(LocalDate day) {
        return jdbc.sql("select exists (select from counted_day where day = :day)")
                .param("day", day)
                .query(Boolean.class)
                .single();
    }

    private static DayCount count(ResultSet row) throws SQLException {
        var lamps = new EnumMap<Lamp, Long>(Lamp.class);
        for (var lamp : LAMPS) {
            lamps.put(lamp, row.getLong(lamp.name().toLowerCase(Locale.ROOT)));
        }
        return new DayCount(
                row.getObject("day", LocalDate.class), lamps, row.getLong("submitted"), row.getLong("struck_off"));
    }

    /** A day as it is now, in place of what was counted of it earlier; by the codes of units that lead something. */
    @Transactional
    void keep(LocalDate day, Map<String, DayCount> counts, Instant now) {
        jdbc.sql("""
                insert into counted_day (day, counted_at) values (:day, :now)
                on conflict (day) do update set counted_at = excluded.counted_at
                """)
                .param("day", day)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("delete from day_count where day = :day").param("day", day).update();
        var units = counts.entrySet();
        jdbc.sql("""
                insert into day_count (day, unit, red, yellow, green, grey, submitted, struck_off)
                select ?, counted.* from unnest(?, ?, ?, ?, ?, ?, ?) as counted
                """)
                .param(day)
                .param(texts(units, Map.Entry::getKey))
                .param(lamp(counts, Lamp.RED))
                .param(lamp(counts, Lamp.YELLOW))
                .param(lamp(counts, Lamp.GREEN))
                .param(lamp(counts, Lamp.GREY))
                .param(numbers(units, unit -> unit.getValue().submitted()))
                .param(numbers(units, unit -> unit.getValue().struckOff()))
                .update();
    }

    private static Long[] lamp(Map<String, DayCount> counts, Lamp lamp) {
        return numbers(counts.values(), count -> count.showing(lamp));
    }
}
