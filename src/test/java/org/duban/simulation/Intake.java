package org.duban.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.duban.ledger.TaskLedger;
import org.duban.task.Act;
import org.duban.task.TaskEvent;
import org.duban.task.Verdict;

/**
 * The door in, without bytes: what waits for its task is kept in the transaction of its batch, and tried again in that of
 * the assignment.
 */
final class Intake {

    private final MemoryDatabase database;
    private final Faults faults;
    private final Table<String, Kept> kept;
    private final Map<String, TreeSet<String>> waiting = new HashMap<>();

    /** A record that was not applied. */
    record Kept(TaskEvent event, boolean waits) {}

    Intake(MemoryDatabase database, Faults faults) {
        this.database = database;
        this.faults = faults;
        this.kept = database.<String, Kept>table().indexed((id, before, after) -> {
            var task = Objects.requireNonNull(after).event().taskId();
            var ids = waiting.computeIfAbsent(task, any -> new TreeSet<>());
            if (after.waits()) {
                ids.add(id);
            } else {
                ids.remove(id);
            }
        });
    }

    /** What became of an event that was not applied; null if it was never kept. */
    boolean keeps(TaskEvent event) {
        return kept.committed(event.id()) != null;
    }

    /** All of a batch, in one transaction. */
    void take(TaskLedger ledger, List<TaskEvent> events) {
        database.transaction().executeWithoutResult(status -> {
            var verdicts = ledger.apply(events);
            keep(events, verdicts);
            retry(ledger, assigned(events, verdicts));
        });
    }

    private void keep(List<TaskEvent> events, List<Verdict> verdicts) {
        database.statement("intake: keep", () -> {
            for (var i = 0; i < events.size(); i++) {
                var event = events.get(i);
                var verdict = verdicts.get(i);
                if (verdict instanceof Verdict.UnknownTask) {
                    faults.count(Mishap.WAITING_EVENT);
                    kept.put(event.id(), new Kept(event, true));
                } else if (verdict instanceof Verdict.Refused) {
                    faults.count(Mishap.EVENT_REFUSED);
                    kept.put(event.id(), new Kept(event, false));
                } else if (verdict instanceof Verdict.Stale) {
                    faults.count(Mishap.EVENT_STALE);
                    kept.put(event.id(), new Kept(event, false));
                } else if (verdict instanceof Verdict.Duplicate) {
                    faults.count(Mishap.EVENT_READ_AGAIN);
                }
            }
        });
    }

    private void retry(TaskLedger ledger, LinkedHashSet<String> tasks) {
        var events = new ArrayList<TaskEvent>();
        for (var task : tasks) {
            var ids = new TreeSet<>(waiting.getOrDefault(task, new TreeSet<>()));
            ids.addAll(kept.own());
            ids.stream()
                    .map(kept::get)
                    .filter(one ->
                            one != null && one.waits() && one.event().taskId().equals(task))
                    .map(Kept::event)
                    .forEach(events::add);
        }
        events.sort(Comparator.comparing(TaskEvent::sequence, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(TaskEvent::time));
        if (!events.isEmpty()) {
            ledger.apply(events);
            events.forEach(event -> kept.put(event.id(), new Kept(event, false)));
        }
    }

    private static LinkedHashSet<String> assigned(List<TaskEvent> events, List<Verdict> verdicts) {
        var tasks = new LinkedHashSet<String>();
        for (var i = 0; i < events.size(); i++) {
            if (verdicts.get(i) instanceof Verdict.Applied && events.get(i).act() instanceof Act.Assigned) {
                tasks.add(events.get(i).taskId());
            }
        }
        return tasks;
    }
}
