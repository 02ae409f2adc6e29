package org.duban.ledger;

import java.util.Map;

/** Which policies tasks follow. */
@FunctionalInterface
public interface FollowedPolicies {

    /** How many open tasks follow each policy that any does. Reads all of them: not for every day. */
    Map<String, Long> openTasks();
}
