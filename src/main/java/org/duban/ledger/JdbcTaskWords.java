package org.duban.ledger;

import static org.duban.database.ColumnArrays.texts;

import java.util.List;
import java.util.stream.Collectors;
import org.duban.ledger.BatchFold.EventRow;
import org.duban.task.Act;
import org.duban.task.Task;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is looked for in the words of tasks: an index of all their characters and pairs of neighbouring characters, without
 * regard to case and width.
 */
final class JdbcTaskWords {

    /** A condition on {@code id}; takes the words as they were typed. */
    static final String FOUND = """
            id in (
                select task_id from task_words, (select folded(?) as asked) folded
                where runs_of_characters(words, 1, 2)
                        @> runs_of_characters(asked, least(length(asked), 2), least(length(asked), 2))
                    and words like '%' || replace(replace(replace(asked, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%')
            """;

    private final JdbcClient jdbc;

    JdbcTaskWords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param changed tasks as these events have made them */
    void write(List<Task> changed, List<EventRow> events) {
        var worded = events.stream()
                .map(EventRow::event)
                .filter(event -> event.act() instanceof Act.Assigned || event.act() instanceof Act.Amended)
                .map(event -> event.taskId())
                .collect(Collectors.toSet());
        var tasks = changed.stream().filter(task -> worded.contains(task.id())).toList();
        if (tasks.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into task_words
                        select id, folded(concat_ws(E'\\n', id, title, clause)) from unnest(?, ?, ?) as task (id, title, clause)
                        on conflict (task_id) do update set words = excluded.words
                        where task_words.words <> excluded.words
                        """)
                .param(texts(tasks, Task::id))
                .param(texts(tasks, task -> task.matter().title()))
                .param(texts(tasks, task -> task.matter().clause()))
                .update();
    }
}
