package org.duban.ledger;

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

    /** What both mean. */
    public TaskFilter and(TaskFilter other) {
        return new TaskFilter(
                "(" + ids + ") intersect (" + other.ids + ")",
                Stream.concat(parameters.stream(), other.parameters.stream()).toList());
    }
}
