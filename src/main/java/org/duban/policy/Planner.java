package org.duban.policy;

import java.time.LocalDate;
import org.duban.calendar.Calendars;
import org.duban.directory.UnitTree;
import org.duban.ledger.Task;

/**
 * Makes the plan of a task. Pure: the same task, policies, calendars and units always give the same plan, which is why
 * no plan is ever stored (docs/decisions).
 */
public final class Planner {

    private final Policies policies;
    private final Calendars calendars;

    public Planner(Policies policies, Calendars calendars) {
        this.policies = policies;
        this.calendars = calendars;
    }

    /** @throws IllegalStateException if there is no policy of the task's {@code policy} name */
    public Plan plan(Task task, UnitTree units) {
        var policy = policyOf(task);
        return new Planning(task, policy, calendars, units).plan();
    }

    /** The working days of the task's calendar after a day up to its deadline's date; negative: overdue by so many. */
    public int workingDaysLeft(Task task, LocalDate day) {
        return calendars.calendar(policyOf(task).calendar()).workingDaysBetween(day, task.deadlineDate());
    }

    private Policy policyOf(Task task) {
        return policies.policy(task.policy())
                .orElseThrow(() -> new IllegalStateException("task " + task.id() + " follows the policy \""
                        + task.policy() + "\", which the policy file does not have"));
    }
}
