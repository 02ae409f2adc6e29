package org.duban.jobs;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.access.Mandate;
import org.duban.directory.Scope;
import org.duban.directory.UnitTree;
import org.duban.notice.LastNotices;
import org.duban.notice.LastNotices.Told;
import org.duban.reasons.Reason;
import org.duban.task.Task;

/**
 * Says of tasks which notice pushes their units if it is sent once more, as on the page of a task: the last one to a unit of it that
 * is within reach, while somebody waits for its units.
 */
final class ReminderJudge {

    private final Scope deciding;
    private final Instant now;
    private final Map<String, List<Told>> told;

    private ReminderJudge(Scope deciding, Instant now, Map<String, List<Told>> told) {
        this.deciding = deciding;
        this.now = now;
        this.told = told;
    }

    static ReminderJudge of(Set<String> tasks, LastNotices last, Mandate mandate, UnitTree tree, Instant now) {
        var told = last.of(tasks).stream().collect(Collectors.groupingBy(Told::taskId));
        return new ReminderJudge(mandate.scope(tree), now, told);
    }

    /** What it says. */
    sealed interface Push {

        /** @param settled whether it can be sent once more; else it is on its way */
        record ByNotice(UUID notice, boolean settled) implements Push {}

        record ByNone(Reason why) implements Push {}
    }

    Push judge(Task task) {
        if (!task.open() || task.submitted() || task.hold().active(now)) {
            return new Push.ByNone(JobReason.NOBODY_WAITS.with());
        }
        var units = Stream.concat(Stream.of(task.leadUnit()), task.assistingUnits().stream())
                .filter(deciding::reaches)
                .collect(Collectors.toSet());
        if (units.isEmpty()) {
            return new Push.ByNone(JobReason.NOT_YOURS.with());
        }
        return last(task, units)
                .<Push>map(found -> new Push.ByNotice(found.notice(), found.settled()))
                .orElseGet(() -> new Push.ByNone(JobReason.NOTHING_TOLD.with()));
    }

    private Optional<Told> last(Task task, Set<String> units) {
        return told.getOrDefault(task.id(), List.of()).stream()
                .filter(one -> units.contains(one.recipient()))
                .max(Comparator.comparing(Told::stepAt));
    }
}
