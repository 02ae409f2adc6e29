package org.duban.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.duban.bench.SqlTimes;
import org.duban.directory.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Measures how long it takes to find tasks within a scope, among so many (the first argument, or 100,000) of 300 units, in an
 * embedded PostgreSQL. With a second argument it shows how PostgreSQL goes about each query.
 */
public final class ScopeBenchmark {

    private static final int UNITS = 300;

    private final JdbcClient sql = JdbcClient.create(oneConnection());
    private final SqlTimes times;

    private ScopeBenchmark(boolean explains) {
        times = new SqlTimes(sql, explains);
    }

    /** A page does not wait for a connection, and plans anew as a node does. */
    private static DataSource oneConnection() {
        try {
            var connection = TestDatabase.create("ledger").getConnection();
            connection.createStatement().execute("set plan_cache_mode = force_custom_plan");
            return new SingleConnectionDataSource(connection, true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void main(String[] arguments) {
        var benchmark = new ScopeBenchmark(arguments.length > 1);
        benchmark.fill(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000);
        benchmark.measure();
        System.exit(0);
    }

    private void fill(int tasks) {
        sql.sql("""
                insert into task (id, list, title, lead_unit, assisting_units, deadline_date, policy, urgency, status, assigned_at,
                    received_by, held, earlier_deadlines, planned_from, assignment_told_from, extension_granted, revision, amounts,
                    joined_told_from)
                select 'B-' || lpad(i::text, 9, '0'), 'list-' || i / 7 % 100, '落实退役军人优待证办理和政策宣传 ' || i, 'unit-' || i % 300,
                    case when i % 3 = 0 then array['unit-' || (i + 1) % 300] else '{}' end, current_date + i % 997 * 7919 % 400 - 20,
                    'standard', 'NORMAL', 'IN_PROGRESS', now(), '{}', false, '{}', now(), now(), false, 1, '{}', '{}'
                from generate_series(1, :tasks) i
                """).param("tasks", tasks).update();
        sql.sql("vacuum analyze task").update();
    }

    private void measure() {
        var any = new TaskQuery(null, null, Set.of(), null, null, null, null, 51);
        page("page of everything", any);
        for (var units : List.of(1, 17, 100, UNITS)) {
            var scope = Scope.of(
                    IntStream.range(0, units).mapToObj(i -> "unit-" + i).collect(Collectors.toSet()));
            page("page of " + units + " units", any.within(scope));
            page(
                    "last page of " + units + " units",
                    new TaskQuery(null, null, Set.of(), null, null, null, "B-000090000", 51).within(scope));
            page(
                    "page of a list of " + units + " units",
                    new TaskQuery("list-7", null, Set.of(), null, null, null, null, 51).within(scope));
            page(
                    "task of " + units + " units",
                    TaskQuery.ofIds(Set.of("B-000000777")).within(scope));
        }
        page("page of no unit", any.within(Scope.of(Set.of("nowhere"))));
    }

    private void page(String what, TaskQuery query) {
        var where = new TaskConditions(query);
        var page = "select row_to_json(t) from task t" + where.sql() + " order by id limit 51";
        times.page(what, page, where.parameters());
    }
}
