package org.duban.fate;

import java.util.Set;

/**
 * A step that was left out for another, or that nobody could be told, and since whose instant its unit has been told nothing
 * else about the task: not by a mail that was sent, nor by one that waits.
 *
 * @param refused the addresses at which it was told in vain
 */
public record LeftOut(UnitStep step, Set<String> refused) {

    public LeftOut {
        refused = Set.copyOf(refused);
    }
}
