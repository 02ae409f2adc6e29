package org.duban.ledger;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What events may say of policies; answered by the room that keeps them. */
public interface KnownPolicies {

    /** The names that {@code policy} of a task may have. */
    Set<String> names();

    /**
     * Why a task that follows a policy may not have these amounts of its own: field, value and cure. Empty if it may, or if
     * there is no policy of that name.
     *
     * @param amounts by the name of a step
     */
    Optional<String> objection(String policy, Map<String, String> amounts);
}
