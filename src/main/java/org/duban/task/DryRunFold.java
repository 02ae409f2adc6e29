package org.duban.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.directory.UnitTree;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/** Says what the ledger makes of events without making it: keeps nothing and announces nothing. Pure. */
public final class DryRunFold {

    private final UnitTree units;

    /** @param units the units that events may name, and their zones */
    public DryRunFold(UnitTree units) {
        this.units = units;
    }

    /** The verdict on the first event of a task, if the ledger learned of it at that instant. */
    public Verdict first(TaskEvent event, KnownPolicies policies, Instant learnedAt) {
        return new TaskFold(new Names(units, policies), TaskFold.micros(learnedAt)).apply(null, event);
    }

    /** The verdict on an event of a known task, one that names no policy, if the ledger learned of it at that instant. */
    public Verdict next(Task task, TaskEvent event, Instant learnedAt) {
        return new TaskFold(new Names(units, new AnyPolicy()), TaskFold.micros(learnedAt)).apply(task, event);
    }

    /** The same of an event that may name a policy. */
    public Verdict next(Task task, TaskEvent event, KnownPolicies policies, Instant learnedAt) {
        return new TaskFold(new Names(units, policies), TaskFold.micros(learnedAt)).apply(task, event);
    }

    /** An event that was applied once. */
    public record Applied(TaskEvent event, Instant learnedAt) {}

    /**
     * The task after each of the events of its history, oldest first. They were applied once, so units and policies that
     * they name need not be there any more; one that would not be applied by today's rules changes nothing.
     */
    public List<TaskVersion> again(List<Applied> history) {
        var versions = new ArrayList<TaskVersion>();
        @Nullable Task task = null;
        for (var applied : history) {
            var fold = new TaskFold(new Names(units, new AnyPolicy()), applied.learnedAt());
            if (fold.again(task, applied.event()) instanceof Verdict.Applied done) {
                task = done.task();
                versions.add(new TaskVersion(applied.event().type(), applied.learnedAt(), task));
            }
        }
        return versions;
    }

    /** Policies that have what events say they have. */
    private record AnyPolicy() implements KnownPolicies {
        @Override
        public Set<String> names() {
            return Set.of();
        }

        @Override
        public Optional<Reason> objection(String policy, Map<String, String> amounts) {
            return Optional.empty();
        }
    }
}
