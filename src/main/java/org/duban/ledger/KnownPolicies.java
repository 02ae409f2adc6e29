package org.duban.ledger;

import java.util.Set;

/** The names that {@code policy} of a task may have; answered by the room that keeps the policies. */
@FunctionalInterface
public interface KnownPolicies {
    Set<String> names();
}
