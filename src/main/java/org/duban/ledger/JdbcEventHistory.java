package org.duban.ledger;

import static org.duban.database.ColumnArrays.texts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duban.ledger.BatchFold.EventKey;
import org.duban.ledger.BatchFold.Past;
import org.duban.ledger.BatchFold.Sender;
import org.duban.task.EventContent;
import org.duban.task.TaskEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads from the history what events may not contradict. */
@Component
final class JdbcEventHistory {

    private final JdbcClient jdbc;

    JdbcEventHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was applied before that matters to these events. */
    Past of(List<TaskEvent> events) {
        return new Past(used(events), sequences(events));
    }

    private Map<EventKey, EventContent> used(List<TaskEvent> events) {
        var used = new HashMap<EventKey, EventContent>();
        jdbc.sql("""
                        select source, event_id, type, task_id, data from task_event
                        where (source, event_id) in (select * from unnest(?, ?))
                        """)
                .param(texts(events, TaskEvent::source))
                .param(texts(events, TaskEvent::id))
                .query(row -> {
                    var content = new EventContent(row.getString(3), row.getString(4), row.getString(5));
                    used.put(new EventKey(row.getString(1), row.getString(2)), content);
                });
        return used;
    }

    private Map<Sender, Long> sequences(List<TaskEvent> events) {
        var counted = events.stream().filter(event -> event.sequence() != null).toList();
        var sequences = new HashMap<Sender, Long>();
        if (!counted.isEmpty()) {
            jdbc.sql("""
                    select task_id, source, max(sequence) from task_event
                    where task_id = any(?) and sequence is not null group by task_id, source
                    """).param(texts(counted, TaskEvent::taskId)).query(row -> {
                sequences.put(new Sender(row.getString(1), row.getString(2)), row.getLong(3));
            });
        }
        return sequences;
    }
}
