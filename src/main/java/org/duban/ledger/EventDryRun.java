package org.duban.ledger;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.duban.ledger.BatchFold.EventKey;
import org.duban.ledger.BatchFold.Past;
import org.duban.ledger.BatchFold.Sender;
import org.duban.task.Act;
import org.duban.task.Task;
import org.duban.task.TaskEvent;
import org.duban.task.TaskFold;
import org.duban.task.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells what the ledger would do with events, as it stands; changes, keeps and locks nothing. */
@Component
public final class EventDryRun {

    private final TaskLedger ledger;
    private final JdbcEventHistory past;
    private final NameCheck names;
    private final InstantSource clock;

    EventDryRun(TaskLedger ledger, JdbcEventHistory past, NameCheck names, InstantSource clock) {
        this.ledger = ledger;
        this.past = past;
        this.names = names;
        this.clock = clock;
    }

    /** For each event, in the same order, what would become of it if they came now, one after the other. */
    public List<DryRunResult> foresee(List<TaskEvent> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        var tasks =
                ledger.tasks(events.stream().map(TaskEvent::taskId).distinct().toList());
        return foresee(events, tasks, past.of(events), new TaskFold(names.now(), clock.instant()));
    }

    static List<DryRunResult> foresee(List<TaskEvent> events, Map<String, Task> tasks, Past past, TaskFold fold) {
        var verdicts = BatchFold.of(events, tasks, past, fold).verdicts();
        var foreseen = new ArrayList<DryRunResult>(events.size());
        var named = new HashSet<EventKey>();
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            var usedAgain = !named.add(EventKey.of(event)) && verdicts.get(i) instanceof Verdict.Refused;
            foreseen.add(
                    new DryRunResult(verdicts.get(i), usedAgain || settled(event, tasks.get(event.taskId()), past)));
        }
        return foreseen;
    }

    /** A used name stays used, sequences only grow, and an assigned task is never assigned again; a closed one may be reopened. */
    private static boolean settled(TaskEvent event, @Nullable Task task, Past past) {
        var sequence = event.sequence();
        var last = past.sequences().get(Sender.of(event));
        return past.used().containsKey(EventKey.of(event))
                || (last != null && sequence != null && sequence < last)
                || (task != null && event.act() instanceof Act.Assigned);
    }
}
