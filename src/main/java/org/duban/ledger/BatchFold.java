package org.duban.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.task.EventContent;
import org.duban.task.Task;
import org.duban.task.TaskEvent;
import org.duban.task.TaskFold;
import org.duban.task.Verdict;

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

    /** Whose events a {@code sequence} counts. */
    record Sender(String taskId, String source) {
        static Sender of(TaskEvent event) {
            return new Sender(event.taskId(), event.source());
        }
    }

    /**
     * What was applied before.
     *
     * @param used the content of the events of these keys
     * @param sequences the highest sequence of each sender
     */
    record Past(Map<EventKey, EventContent> used, Map<Sender, Long> sequences) {}

    /** An event that was applied, and the revision of its task that it made. */
    record EventRow(TaskEvent event, long revision) {}

    static BatchFold of(List<TaskEvent> events, Map<String, Task> known, Past past, TaskFold fold) {
        var tasks = new HashMap<>(known);
        var soFar = new Past(new HashMap<>(past.used()), new HashMap<>(past.sequences()));
        var verdicts = new ArrayList<Verdict>(events.size());
        var changed = new LinkedHashMap<String, Task>();
        var rows = new ArrayList<EventRow>();
        for (var event : events) {
            var verdict = judge(event, tasks, soFar, fold);
            verdicts.add(verdict);
            if (verdict instanceof Verdict.Applied done) {
                note(event, soFar);
                tasks.put(event.taskId(), done.task());
                changed.put(event.taskId(), done.task());
                rows.add(new EventRow(event, done.task().revision()));
            }
        }
        return new BatchFold(verdicts, changed.values(), rows);
    }

    private static Verdict judge(TaskEvent event, Map<String, Task> tasks, Past soFar, TaskFold fold) {
        var used = soFar.used().get(EventKey.of(event));
        if (used != null) {
            return used.same(event.content())
                    ? new Verdict.Duplicate()
                    : new Verdict.Refused(used.refusal(event.source(), event.id()));
        }
        var last = soFar.sequences().get(Sender.of(event));
        if (last != null && event.sequence() != null && event.sequence() < last) {
            return new Verdict.Stale(last);
        }
        return fold.apply(tasks.get(event.taskId()), event);
    }

    private static void note(TaskEvent event, Past soFar) {
        soFar.used().put(EventKey.of(event), event.content());
        if (event.sequence() != null) {
            soFar.sequences().merge(Sender.of(event), event.sequence(), Math::max);
        }
    }
}
