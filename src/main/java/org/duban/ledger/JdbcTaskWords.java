package org.duban.ledger;

import static org.duban.database.ColumnArrays.texts;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
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

        private String runs() {
            return Arrays.stream(words.runs()).mapToObj(Long::toString).collect(Collectors.joining(",", "{", "}"));
        }
    }

    void write(List<Row> rows) {
        jdbc.sql("""
                        insert into task_words (task_id, words, runs)
                        select id, words, runs::bigint[] from unnest(?, ?, ?) as task (id, words, runs)
                        on conflict (task_id) do update set words = excluded.words, runs = excluded.runs
                        where task_words.words <> excluded.words
                        """)
                .param(texts(rows, Row::taskId))
                .param(texts(rows, row -> row.words().text()))
                .param(texts(rows, Row::runs))
                .update();
    }
}
