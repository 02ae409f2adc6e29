package org.duban.ledger;

import static org.duban.database.ColumnArrays.texts;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duban.ledger.BatchFold.EventRow;
import org.duban.task.Act;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is looked for in the words of tasks: an index of all their characters and pairs of neighbouring characters, without
 * regard to case and width.
 */
final class JdbcTaskWords {

    /** A condition on {@code id}; takes {@link FoldedWords#asked()} and the text. */
    static final String FOUND = """
            id in (
                select task_id from task_words, (select ?::text as asked) asked
                where runs @> ? and words like '%' || replace(replace(replace(asked, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%')
            """;

    private final JdbcClient jdbc;

    JdbcTaskWords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param changed tasks as these events have made them */
    void write(TaskNumbers changed, List<EventRow> events) {
        var worded = events.stream()
                .map(EventRow::event)
                .filter(event -> event.act() instanceof Act.Assigned || event.act() instanceof Act.Amended)
                .map(event -> event.taskId())
                .collect(Collectors.toCollection(HashSet::new));
        worded.addAll(changed.given());
        var tasks = changed.tasks().stream()
                .filter(task -> worded.contains(task.id()))
                .toList();
        if (tasks.isEmpty()) {
            return;
        }
        write(tasks.stream().map(JdbcTaskWords::row).toList());
    }

    private static Row row(Task task) {
        var matter = task.matter();
        return Row.of(task.id(), matter.title(), matter.clause(), task.number());
    }

    /** The words of one task; its runs are taken apart here, which costs a tenth of what it costs in SQL. */
    record Row(String taskId, FoldedWords words) {
        static Row of(String taskId, @Nullable String... words) {
            return new Row(
                    taskId,
                    FoldedWords.of(Arrays.stream(words)
                            .filter(Objects::nonNull)
                            .collect(Collectors.joining("\n", taskId + "\n", ""))));
        }
    }

    /** The runs of all tasks travel as one array of numbers: to write them as text, and to read it, would cost as much as the index. */
    void write(List<Row> rows) {
        var runs = rows.stream().map(row -> row.words().runs()).toList();
        var ends = runs.stream().mapToInt(each -> each.length).toArray();
        Arrays.parallelPrefix(ends, Integer::sum);
        jdbc.sql("""
                        with asked as (select ?::bigint[] as runs)
                        insert into task_words (task_id, words, runs)
                        select id, words, asked.runs[first + 1 : last]
                        from asked, unnest(?::text[], ?::text[], ?::int[], ?::int[]) as task (id, words, first, last)
                        on conflict (task_id) do update set words = excluded.words, runs = excluded.runs
                        where task_words.words <> excluded.words
                        """)
                .param(runs.stream().flatMapToLong(Arrays::stream).toArray())
                .param(texts(rows, Row::taskId))
                .param(texts(rows, row -> row.words().text()))
                .param(IntStream.range(0, ends.length)
                        .map(i -> i == 0 ? 0 : ends[i - 1])
                        .toArray())
                .param(ends)
                .update();
    }
}
