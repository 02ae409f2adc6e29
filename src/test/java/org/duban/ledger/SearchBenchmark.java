package org.duban.ledger;

import java.util.Arrays;
import java.util.Set;
import org.duban.TestDatabase;
import org.duban.bench.SqlTimes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures how long a page of tasks takes that are looked for by characters, among so many tasks (the first argument, or a
 * million) of 1,000 units, in an embedded PostgreSQL. Each title is made of six of fifty words, so that a word stands in about
 * every ninth. With a second argument it shows how PostgreSQL goes about each query.
 */
public final class SearchBenchmark {

    private final JdbcClient sql = JdbcClient.create(TestDatabase.create("ledger", "agenda"));

    public static void main(String[] arguments) {
        var benchmark = new SearchBenchmark();
        benchmark.fill(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000);
        benchmark.measure(arguments.length > 1);
        System.exit(0);
    }

    private void fill(int tasks) {
        sql.sql("""
                insert into task (id, list, title, lead_unit, assisting_units, deadline_date, policy, urgency, status, assigned_at,
                    received_by, held, earlier_deadlines, planned_from, assignment_told_from, extension_granted, revision, amounts,
                    joined_told_from)
                select 'B-' || lpad(i::text, 9, '0'), 'list-' || i / 7 % 100,
                    (select string_agg(substr('教育学校食堂卫生检查消防设施道路河道清理垃圾分类社区养老退役军人优待政策宣传文明创建志愿服务台账资料现场核验'
                        || '问卷调查城管执法交通秩序噪声扬尘绿化改造老旧小区电梯安全生产医保社保就业培训扶贫信访接待公园厕所',
                        1 + 2 * (abs(hashtext(i || ' ' || word)) % 50), 2), '') from generate_series(1, 6) word) || ' ' || i,
                    'unit-' || i % 1000, case when i % 3 = 0 then array['unit-' || (i + 1) % 1000] else '{}' end,
                    current_date + i % 997 * 7919 % 400 - 20, 'standard', 'NORMAL', 'IN_PROGRESS', now(), '{}', false, '{}', now(),
                    now(), false, 1, '{}', '{}'
                from generate_series(1, :tasks) i
                """).param("tasks", tasks).update();
        var words = new JdbcTaskWords(sql);
        for (var first = 1; first <= tasks; first += 10_000) {
            words.write(sql.sql("select id, title from task where id >= :first order by id limit 10000")
                    .param("first", "B-%09d".formatted(first))
                    .query((row, n) -> JdbcTaskWords.Row.of(row.getString(1), row.getString(2)))
                    .list());
        }
        sql.sql("vacuum analyze task").update();
        sql.sql("vacuum analyze task_words").update();
    }

    private void measure(boolean explains) {
        var times = new SqlTimes(sql, explains);
        for (var text : new String[] {"消防", "教育学校", "食堂卫生检查消防", "垃", "12345", "b-000012345", "甲", "甲乙"}) {
            page("page of " + text, text, null, times);
            page("page of " + text + " of 56 units", text, units(), times);
        }
        say("index %s, words %s", size("task_words_runs"), size("task_words"));
    }

    private static Set<String> units() {
        var units = new String[56];
        Arrays.setAll(units, i -> "unit-" + i);
        return Set.of(units);
    }

    private void page(String what, String text, @Nullable Set<String> units, SqlTimes times) {
        var query = new TaskQuery(null, null, Set.of(), null, text, null, "", 51).concerning(units);
        var where = new TaskConditions(query);
        var page = "select row_to_json(t) from task t" + where.sql() + " order by id limit 51";
        times.page(what, page, where.parameters());
    }

    private String size(String relation) {
        return sql.sql("select pg_size_pretty(pg_relation_size(?::regclass))")
                .param(relation)
                .query(String.class)
                .single();
    }

    private static void say(String text, Object... values) {
        System.out.println(text.formatted(values));
    }
}
