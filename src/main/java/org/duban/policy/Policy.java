package org.duban.policy;

import java.time.LocalTime;
import java.util.List;

/**
 * A supervision policy (督办规则): the steps before and after a deadline.
 *
 * @param name the name that tasks refer to
 * @param calendar the name of its calendar
 * @param tellAt the local time at which steps counted in days are told
 * @param nearDue how long before the deadline the lamp turns yellow
 * @param steps its steps, in the order of the file
 */
public record Policy(String name, String calendar, LocalTime tellAt, Amount nearDue, List<Step> steps) {
    public Policy {
        steps = List.copyOf(steps);
    }
}
