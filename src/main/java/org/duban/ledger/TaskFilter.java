package org.duban.ledger;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which tasks another room means, by what it keeps of them.
 *
 * @param ids a query of the ids of tasks, with a {@code ?} for each parameter
 */
public record TaskFilter(String ids, List<Object> parameters) {
    public TaskFilter {
        parameters = List.copyOf(parameters);
    }

    /** Those with a request for more time that nobody has decided on. */
    public static TaskFilter askingForTime() {
        return new TaskFilter("select id from task where extension_requested is not null", List.of());
    }

    public static TaskFilter ledByAnyOf(Collection<String> units) {
        return new TaskFilter(
                "select id from task where lead_unit = any(?)", List.of((Object) units.toArray(String[]::new)));
    }

    public static TaskFilter assistedByAnyOf(Collection<String> units) {
        return new TaskFilter("select id from task where " + AssistingUnits.HAS_ANY + "?::text[]", List.of((Object)
                units.toArray(String[]::new)));
    }

    /** What both mean. */
    public TaskFilter and(TaskFilter other) {
        return new TaskFilter(
                "(" + ids + ") intersect (" + other.ids + ")",
                Stream.concat(parameters.stream(), other.parameters.stream()).toList());
    }
}
