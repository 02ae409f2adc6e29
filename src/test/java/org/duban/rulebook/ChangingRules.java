package org.duban.rulebook;

import java.util.function.Supplier;

/** Rules that change as a test goes on. */
public final class ChangingRules {

    private ChangingRules() {}

    /** A planner that asks for the rules at every plan, as a node's does. */
    public static Planner planner(Supplier<RuleHistory> rules) {
        return new Planner(rules);
    }
}
