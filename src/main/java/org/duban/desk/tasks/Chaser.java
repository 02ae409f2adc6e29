package org.duban.desk.tasks;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.desk.TaskLines;
import org.duban.directory.Scope;
import org.duban.fate.Fate;
import org.duban.task.Task;
import org.duban.timeline.TaskTimeline;
import org.duban.timeline.TaskTimeline.FallenStep;

/**
 * The last notice to a responsible unit, which an office can send once more to push it (催办).
 *
 * @param text which it is, and to whom it goes
 * @param action where it is asked for
 */
record Chaser(UUID notice, String text, String action) {

    /** @param deciding for whom somebody may send notices again; empty where there is nothing to send, or nobody waits for the units */
    static Optional<Chaser> of(Task task, TaskTimeline timeline, TaskLines lines, Scope deciding) {
        if (!task.open() || task.submitted() || task.hold().active(lines.now())) {
            return Optional.empty();
        }
        var units = Stream.concat(Stream.of(task.leadUnit()), task.assistingUnits().stream())
                .filter(deciding::reaches)
                .collect(Collectors.toSet());
        return timeline.steps().stream()
                .filter(step -> told(step, units))
                .max(Comparator.comparing(FallenStep::stepAt))
                .map(step -> new Chaser(
                        Objects.requireNonNull(step.noticeId()),
                        lines.words()
                                .say(
                                        "remind.text",
                                        step.label(),
                                        lines.time(step.stepAt(), task),
                                        step.recipient().name()),
                        TaskAddresses.remind(task.id())));
    }

    private static boolean told(FallenStep step, Set<String> units) {
        return step.fate() == Fate.TOLD
                && step.noticeId() != null
                && step.noticeState() != null
                && step.noticeState().settled()
                && units.contains(step.recipient().recipient());
    }
}
