package org.duban.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a batch of events makes of its tasks, in the order of the events, each event at most once. Pure.
 *
 * @param verdicts one for each event
 * @param changed the tasks that have changed, as they are after it
 * @param rows the events that were applied
 */
record BatchFold(List<Verdict> verdicts, Collection<Task> changed, List<EventRow> rows) {

    /** What identifies an event for ever. */
    record EventKey(String source, String id) {
        static EventKey of(TaskEvent event) {
            return new EventKey(event.source(), event.id());
        }
    }

    /** An event that was applied, and the revision of its task that it made. */
    record EventRow(TaskEvent event, long revision) {}

    static BatchFold of(List<TaskEvent> events, Map<String, Task> known, Set<EventKey> before, TaskFold fold) {
        var tasks = new HashMap<>(known);
        var applied = new HashSet<>(before);
        var verdicts = new ArrayList<Verdict>(events.size());
        var changed = new LinkedHashMap<String, Task>();
        var rows = new ArrayList<EventRow>();
        for (var event : events) {
            var verdict = applied.contains(EventKey.of(event))
                    ? new Verdict.Duplicate()
                    : fold.apply(tasks.get(event.taskId()), event);
            verdicts.add(verdict);
            if (verdict instanceof Verdict.Applied done) {
                applied.add(EventKey.of(event));
                tasks.put(event.taskId(), done.task());
                changed.put(event.taskId(), done.task());
                rows.add(new EventRow(event, done.task().revision()));
            }
        }
        return new BatchFold(verdicts, changed.values(), rows);
    }
}
