package org.duban.agenda;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Both tables know of holds and deadlines; the lamp is what the agenda knows. */
    private static final String OF_TASKS = "(select id, %s from task) task join agenda on task_id = id";

    private final JdbcClient jdbc;

    JdbcLampCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<Lamp, Long> all(Instant now) {
        return count("'all'", "agenda", List.of("all"), now).getOrDefault("all", Map.of());
    }

    @Override
    public Map<String, Map<Lamp, Long>> byLeadUnit(Collection<String> units, Instant now) {
        return count("lead_unit", OF_TASKS.formatted("lead_unit"), units, now);
    }

    @Override
    public Map<String, Map<Lamp, Long>> byList(Collection<String> lists, Instant now) {
        return count("list", OF_TASKS.formatted("list"), lists, now);
    }

    private Map<String, Map<Lamp, Long>> count(String what, String tables, Collection<String> which, Instant now) {
        var counts = new HashMap<String, Map<Lamp, Long>>();
        jdbc.sql("select " + what + ", " + LAMP + ", count(*) from " + tables
                        + ", (select :now::timestamptz as asked) now where open and " + what
                        + " = any(:which) group by 1, 2")
                .param("now", Timestamp.from(now))
                .param("which", which.toArray(String[]::new))
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
