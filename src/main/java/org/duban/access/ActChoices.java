package org.duban.access;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.duban.task.ActRights;
import org.duban.task.ActRights.Denial;
import org.duban.task.ActRule;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Which acts are somebody's on tasks as they are. Pure.
 *
 * @param acting as which units he acts
 * @param forAll whether he speaks for whomever
 */
record ActChoices(ActRights rights, ActingUnits acting, boolean forAll, Instant now) {

    ActChoice of(ActRule rule, Task task) {
        var who = rights.who(rule, task);
        if (forAll) {
            return new ActChoice(rule, List.of(), who, denial(rule, task, null));
        }
        var mine = rights.among(acting.of(rule), rule, task);
        var may = mine.stream().filter(unit -> denial(rule, task, unit) == null).toList();
        return new ActChoice(rule, may, who, may.isEmpty() ? why(rule, task, mine) : null);
    }

    /** What a unit of his has to wait for is the better reason than that others of his may not at all. */
    private Denial why(ActRule rule, Task task, Collection<String> mine) {
        return mine.stream()
                .map(unit -> denial(rule, task, unit))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> rights.none(rule, task));
    }

    private @Nullable Denial denial(ActRule rule, Task task, @Nullable String by) {
        return rights.denial(rule, task, by, now).orElse(null);
    }
}
