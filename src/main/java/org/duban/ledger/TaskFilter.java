package org.duban.ledger;

import java.util.List;

/**
 * Which tasks another room means, by what it keeps of them.
 *
 * @param ids a query of the ids of tasks, with a {@code ?} for each parameter
 */
public record TaskFilter(String ids, List<Object> parameters) {
    public TaskFilter {
        parameters = List.copyOf(parameters);
    }
}
