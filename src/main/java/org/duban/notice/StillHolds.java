package org.duban.notice;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.duban.directory.Directory;
import org.duban.directory.UnitTree;
import org.duban.ledger.Task;
import org.duban.ledger.TaskLedger;
import org.duban.notice.StepTable.Kept;
import org.duban.policy.Plan;
import org.duban.policy.Planner;
import org.springframework.stereotype.Component;

/** Judges, right before sending, whether what a notice says is still so: nobody is told what no longer holds. */
@Component
final class StillHolds {

    private final TaskLedger ledger;
    private final Planner planner;
    private final Directory directory;
    private final InstantSource clock;

    StillHolds(TaskLedger ledger, Planner planner, Directory directory, InstantSource clock) {
        this.ledger = ledger;
        this.planner = planner;
        this.directory = directory;
        this.clock = clock;
    }

    /** Makes a judgement as of now about these lines. */
    Judgement about(Collection<Kept> lines) {
        var ids = lines.stream().map(kept -> kept.line().taskId()).collect(Collectors.toSet());
        var revisions = ledger.revisions(ids);
        var changed = ledger.tasks(lines.stream()
                .map(Kept::line)
                .filter(line -> !Objects.equals(revisions.get(line.taskId()), line.revision()))
                .map(NoticeLine::taskId)
                .collect(Collectors.toSet()));
        return new Judgement(planner, directory.tree(), revisions, changed, clock.instant());
    }

    /** What holds, as of one instant. */
    static final class Judgement {
        private final Planner planner;
        private final UnitTree units;
        private final Map<String, Long> revisions;
        private final Map<String, Task> changed;
        private final Instant now;
        private final Map<String, Plan> plans = new HashMap<>();

        Judgement(
                Planner planner, UnitTree units, Map<String, Long> revisions, Map<String, Task> changed, Instant now) {
            this.planner = planner;
            this.units = units;
            this.revisions = revisions;
            this.changed = changed;
            this.now = now;
        }

        /** Whether the line still tells what the plan of its task tells that unit at that instant. */
        boolean holds(Kept kept, String recipient) {
            var line = kept.line();
            var task = changed.get(line.taskId());
            if (task == null) {
                return Objects.equals(revisions.get(line.taskId()), line.revision());
            }
            var owedTo = kept.forUnit().isEmpty() ? recipient : kept.forUnit();
            return plans.computeIfAbsent(line.taskId(), id -> planner.plan(task, units))
                    .holds(line.step(), line.stepAt(), owedTo, now);
        }
    }
}
