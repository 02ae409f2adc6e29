package org.duban.agenda;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.duban.TestDatabase;
import org.duban.bench.SqlTimes;
import org.duban.plan.Lamp;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures how long lamps take to be counted and tasks to be found by them among so many open tasks (the first argument, or a
 * million) of 1,000 units on 100 lists, in an embedded PostgreSQL. Of a hundred tasks about five are overdue, twelve near due or
 * behind, two held, and five wait for their review. With a second argument it shows how PostgreSQL goes about each query.
 */
public final class LampBenchmark {

    private static final String PAGE = "select row_to_json(t) from task t where %s and id > '' order by id limit 51";

    private final JdbcClient sql = JdbcClient.create(TestDatabase.create("ledger", "agenda"));
    private final LampCounts counts = new JdbcLampCounts(sql);
    private final Instant now = Instant.now();
    private final SqlTimes times;

    private LampBenchmark(boolean explains) {
        times = new SqlTimes(sql, explains);
    }

    public static void main(String[] arguments) {
        var benchmark = new LampBenchmark(arguments.length > 1);
        benchmark.fill(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000);
        benchmark.measure();
        System.exit(0);
    }

    private void fill(int tasks) {
        sql.sql("""
                insert into task (id, list, title, lead_unit, assisting_units, deadline_date, policy, urgency, status, assigned_at,
                    received_by, held, earlier_deadlines, planned_from, assignment_told_from, extension_granted, revision, amounts,
                    joined_told_from)
                select 'B-' || lpad(i::text, 9, '0'), 'list-' || i / 7 % 100, '落实退役军人优待证办理和政策宣传 ' || i, 'unit-' || i % 1000,
                    case when i % 3 = 0 then array['unit-' || (i + 1) % 1000] else '{}' end, current_date + i % 997 * 7919 % 400 - 20,
                    'standard', 'NORMAL', case when i % 20 = 7 then 'SUBMITTED' else 'IN_PROGRESS' end, now(), '{}', i % 50 = 3,
                    '{}', now(), now(), false, 1, '{}', '{}'
                from generate_series(1, :tasks) i
                """).param("tasks", tasks).update();
        sql.sql("""
                insert into agenda (task_id, revision, told_until, next_wake_at, open, held, yellow_at, deadline_at, submitted_at,
                    planned_by)
                select id, 1, now(), now() + interval '1 day', true, held,
                    deadline_date - case when hashtext(id) % 10 = 0 then 400 else 4 end, deadline_date,
                    case when status = 'SUBMITTED' then now() - interval '2 days' end, 0
                from task
                """).update();
        sql.sql("update agenda set lamp_as_of = ? where lamp_until <= ?")
                .params(Timestamp.from(now), Timestamp.from(now))
                .update();
        new JdbcKeptLamps(sql).sumUp();
        sql.sql("vacuum analyze task").update();
        sql.sql("vacuum analyze agenda").update();
        sql.sql("vacuum analyze lamp_count").update();
    }

    private void measure() {
        say("%s", counts.all(now));
        for (var lamp : List.of(Lamp.GREEN, Lamp.YELLOW, Lamp.RED, Lamp.GREY)) {
            page("page of " + lamp, lamp, "true");
            page("page of " + lamp + " of a unit", lamp, "lead_unit = 'unit-77'");
            page("page of " + lamp + " on a list", lamp, "list = 'list-7'");
        }
        times.time("counts of a unit", () -> counts.byLeadUnit(List.of("unit-77"), now));
        times.time(
                "counts of 18 units",
                () -> counts.byLeadUnit(
                        IntStream.range(0, 18).mapToObj(i -> "unit-" + i).toList(), now));
        times.time(
                "counts of 1,000 units",
                () -> counts.byLeadUnit(
                        IntStream.range(0, 1_000).mapToObj(i -> "unit-" + i).toList(), now));
        times.time("counts of a list", () -> counts.byList(List.of("list-7"), now));
        times.time(
                "counts of 100 lists",
                () -> counts.byList(
                        IntStream.range(0, 100).mapToObj(i -> "list-" + i).toList(), now));
        times.time("counts of all", () -> counts.all(now));
    }

    private void page(String what, Lamp lamp, String condition) {
        var filter = counts.showing(lamp, now);
        var page = PAGE.formatted(condition + " and id in (" + filter.ids() + ")");
        times.page(what, page, filter.parameters());
    }

    private static void say(String text, Object... values) {
        System.out.println(text.formatted(values));
    }
}
