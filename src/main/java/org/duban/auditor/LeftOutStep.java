package org.duban.auditor;

import java.time.Instant;
import java.util.Set;

/**
 * A step that was left out for another, or that nobody could be told, and since whose instant its unit has been told nothing
 * else about the task, nor will be by what waits.
 *
 * @param superseded whether it was left out for another
 * @param refused the addresses at which it was told in vain
 */
record LeftOutStep(String task, String step, Instant at, String unit, boolean superseded, Set<String> refused) {
    LeftOutStep {
        refused = Set.copyOf(refused);
    }
}
