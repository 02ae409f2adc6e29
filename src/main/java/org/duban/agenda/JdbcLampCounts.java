package org.duban.agenda;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.ledger.TaskFilter;
import org.duban.plan.Lamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lamps by what the agenda keeps of each task. */
@Component
final class JdbcLampCounts implements LampCounts {

    /**
     * Says in SQL what {@link org.duban.plan.LampTimes#lamp} says, for the open task of a row at the instant {@code asked}:
     * the first of these that is so is its lamp, else it is green.
     */
    private static final Map<Lamp, String> WHEN = Map.of(
            Lamp.GREY, "(held and (hold_until is null or hold_until > asked))",
            Lamp.RED, "(deadline_at < coalesce(submitted_at, asked))",
            Lamp.YELLOW, "(submitted_at is null and yellow_at <= asked)");

    private static final List<Lamp> IN_TURN = List.of(Lamp.GREY, Lamp.RED, Lamp.YELLOW);

    private static final String LAMP = IN_TURN.stream()
            .map(lamp -> "when " + WHEN.get(lamp) + " then '" + lamp + "'")
            .collect(Collectors.joining(" ", "case ", " else 'GREEN' end"));

    /** What follows from a lamp and an index knows: without it each open task is looked at. */
    private static final Map<Lamp, String> INDEXED = Map.of(
            Lamp.GREY, "held",
            Lamp.RED, "(deadline_at < asked or deadline_at < submitted_at)",
            Lamp.YELLOW, "deadline_at >= asked",
            Lamp.GREEN, "true");

    private static final String OF_UNITS = "lead_unit = any(:units)";

    private static final String KEPT = """
            with asked as (select :now::timestamptz as asked),
            changed as (select lead_unit, points, lamp as was, agenda_lamp(agenda, asked) as lamp
                        from agenda, asked where lamp_until <= asked and {which})
            select lead_unit, lamp, sum(tasks), sum(points)
            from (select lead_unit, lamp, tasks, points from lamp_count where {which}
                  union all
                  select lead_unit, was, -1, -points from changed
                  union all
                  select lead_unit, lamp, 1, points from changed) counted
            group by 1, 2 having sum(tasks) <> 0
            """;

    private final JdbcClient jdbc;

    JdbcLampCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<Lamp, Long> all(Instant now) {
        var counts = new EnumMap<Lamp, Long>(Lamp.class);
        kept("true", List.of(), now, row -> counts.merge(row.lamp, row.tasks, Long::sum));
        counts.values().removeIf(none -> none == 0);
        return counts;
    }

    @Override
    public Map<String, Map<Lamp, Long>> byLeadUnit(Collection<String> units, Instant now) {
        var counts = new HashMap<String, Map<Lamp, Long>>();
        kept(
                OF_UNITS,
                units,
                now,
                row -> counts.computeIfAbsent(row.unit, any -> new EnumMap<>(Lamp.class))
                        .put(row.lamp, row.tasks));
        return counts;
    }

    @Override
    public Map<String, BigDecimal> pointsByLeadUnit(Collection<String> units, Lamp lamp, Instant now) {
        var points = new HashMap<String, BigDecimal>();
        kept(OF_UNITS, units, now, row -> {
            if (row.lamp == lamp && row.points.signum() != 0) {
                points.put(row.unit, row.points);
            }
        });
        return points;
    }

    private record Kept(String unit, Lamp lamp, long tasks, BigDecimal points) {}

    /** What is counted, and of the tasks whose lamp has changed since, one less of what they showed and one more of what they show. */
    private void kept(String which, Collection<String> units, Instant now, Consumer<Kept> each) {
        jdbc.sql(KEPT.replace("{which}", which))
                .param("now", Timestamp.from(now))
                .param("units", units.toArray(String[]::new))
                .query(row -> {
                    each.accept(new Kept(
                            row.getString(1), Lamp.valueOf(row.getString(2)), row.getLong(3), row.getBigDecimal(4)));
                });
    }

    @Override
    public Map<String, Map<Lamp, Long>> byList(Collection<String> lists, Instant now) {
        var counts = new HashMap<String, Map<Lamp, Long>>();
        jdbc.sql("select list, " + LAMP + """
                , count(*)
                from (select id, list from task) task join agenda on task_id = id, (select :now::timestamptz as asked) now
                where open and list = any(:lists) group by 1, 2
                """)
                .param("now", Timestamp.from(now))
                .param("lists", lists.toArray(String[]::new))
                .query(row -> {
                    counts.computeIfAbsent(row.getString(1), any -> new EnumMap<>(Lamp.class))
                            .put(Lamp.valueOf(row.getString(2)), row.getLong(3));
                });
        return counts;
    }

    @Override
    public Map<String, Lamp> of(Collection<String> tasks, Instant now) {
        var lamps = new HashMap<String, Lamp>();
        jdbc.sql("select task_id, " + LAMP
                        + " from agenda, (select :now::timestamptz as asked) now where open and task_id = any(:tasks)")
                .param("now", Timestamp.from(now))
                .param("tasks", tasks.toArray(String[]::new))
                .query(row -> {
                    lamps.put(row.getString(1), Lamp.valueOf(row.getString(2)));
                });
        return lamps;
    }

    @Override
    public TaskFilter showing(Lamp lamp, Instant now) {
        var others = IN_TURN.stream().takeWhile(earlier -> earlier != lamp);
        var shows = Stream.concat(
                        others.map(other -> "not " + WHEN.get(other)), Stream.of(WHEN.getOrDefault(lamp, "true")))
                .collect(Collectors.joining(" and "));
        return new TaskFilter(
                "select task_id from agenda, (select ?::timestamptz as asked) now where open and " + INDEXED.get(lamp)
                        + " and " + shows,
                List.of(now.atOffset(ZoneOffset.UTC)));
    }
}
