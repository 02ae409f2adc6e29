package org.duban.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * By which rules a task is supervised.
 *
 * @param policy the name of its supervision policy
 * @param amounts by the name of a step of its policy the amount that this task has instead of the step's own
 * @param earlierPolicies the policies it followed before, oldest first
 * @param plannedFrom when the ledger last learned of an act that set the plan anew (assignment, another deadline, policy or
 *     amount, return, resumption, reopening); steps before and after the deadline that lie before it are skipped
 */
public record Supervision(
        String policy, Map<String, String> amounts, List<EarlierPolicy> earlierPolicies, Instant plannedFrom) {

    /**
     * A policy that a task does not follow any more.
     *
     * @param until when the ledger learned that it follows another one
     */
    public record EarlierPolicy(String name, Instant until) {}

    public Supervision {
        amounts = Collections.unmodifiableMap(new TreeMap<>(amounts));
        // Rows from before there was this column have none.
        earlierPolicies = earlierPolicies == null ? List.of() : List.copyOf(earlierPolicies);
    }

    Supervision plannedAnew(Instant learned) {
        return new Supervision(policy, amounts, earlierPolicies, learned);
    }

    Supervision by(String another, Map<String, String> anotherAmounts, Instant learned) {
        var earlier = new ArrayList<>(earlierPolicies);
        if (!another.equals(policy)) {
            earlier.add(new EarlierPolicy(policy, learned));
        }
        return new Supervision(another, anotherAmounts, earlier, learned);
    }
}
