package org.duban.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.directory.UnitTree;
import org.duban.numbers.NumberKind;
import org.duban.numbers.Numbers;
import org.duban.task.Task;

/**
 * Tasks that all have their numbers.
 *
 * @param given the ids of those that have got theirs just now
 */
record TaskNumbers(List<Task> tasks, Set<String> given) {

    /** Whoever has a number keeps it, whichever unit leads by now; who has none, as new tasks and those of before, gets one. */
    static TaskNumbers given(Collection<Task> tasks, Numbers numbers, UnitTree units, Instant at) {
        var without = tasks.stream().filter(task -> task.number() == null).toList();
        if (without.isEmpty()) {
            return new TaskNumbers(List.copyOf(tasks), Set.of());
        }
        var next = numbers.give(
                        NumberKind.TASK, without.stream().map(Task::leadUnit).toList(), units, at)
                .iterator();
        return new TaskNumbers(
                tasks.stream()
                        .map(task -> task.number() == null ? task.numbered(next.next()) : task)
                        .toList(),
                without.stream().map(Task::id).collect(Collectors.toUnmodifiableSet()));
    }
}
