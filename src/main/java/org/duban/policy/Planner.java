package org.duban.policy;

import java.time.LocalDate;
import java.util.function.Supplier;
import org.duban.calendar.Calendars;
import org.duban.directory.UnitTree;
import org.duban.ledger.Task;

/**
 * Makes the plan of a task. Pure: the same task, rules and units always give the same plan, which is why no plan is ever
 * stored (docs/decisions). The rules are all versions of the rulebook: each decides about its own time.
 */
public final class Planner {

    private final Supplier<RuleHistory> rules;

    /** A planner with rules that never change. */
    public Planner(Policies policies, Calendars calendars) {
        this(fixed(RuleHistory.of(policies, calendars)));
    }

    /** A planner that asks for the rules at every plan. */
    Planner(Supplier<RuleHistory> rules) {
        this.rules = rules;
    }

    private static Supplier<RuleHistory> fixed(RuleHistory rules) {
        return () -> rules;
    }

    /** This planner as it is now: it will not hear of other rules. For plans that belong together. */
    public Planner now() {
        return new Planner(fixed(rules.get()));
    }

    /** Whether there is, or was, a policy of the task's {@code policy} name. */
    public boolean knows(Task task) {
        return rules.get().knows(task.policy());
    }

    /** @throws IllegalStateException if there is no policy of the task's {@code policy} name, and never was */
    public Plan plan(Task task, UnitTree units) {
        return rules.get().plan(task, units);
    }

    /** The working days of the task's calendar after a day up to its deadline's date; negative: overdue by so many. */
    public int workingDaysLeft(Task task, LocalDate day) {
        return rules.get().workingDaysLeft(task, day);
    }

    /**
     * A number that grows whenever rules or units do that plans depend on: what was planned by a smaller one is to be
     * planned again. It means something for a planner {@link #now()} only.
     */
    public long basis(UnitTree units) {
        return rules.get().current().version() + units.version();
    }
}
