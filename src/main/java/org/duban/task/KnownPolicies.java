package org.duban.task;

import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.reasons.Reason;

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
    Optional<Reason> objection(String policy, Map<String, String> amounts);

    /** When the office day ends, local time, for tasks that follow a policy; the end of the day where nobody knows. */
    default LocalTime closing(String policy) {
        return LocalTime.of(23, 59, 59);
    }
}
