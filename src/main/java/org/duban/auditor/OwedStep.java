package org.duban.auditor;

import java.time.Instant;
import java.util.List;

/**
 * A step that has fallen due.
 *
 * @param units to whom; a single empty code where the audience has nobody
 * @param each whether each of them must have its fate; else it is enough that anybody has: the units may have changed since
 */
record OwedStep(String task, String step, Instant at, List<String> units, boolean each) {
    OwedStep {
        units = List.copyOf(units);
    }
}
