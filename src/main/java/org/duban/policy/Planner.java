package org.duban.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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

    /**
     * What the plan of a task does not tell: steps whose instant had passed when the ledger learned of the task, and those
     * whose time comes after {@code from} and up to {@code to} while the task is not as they ask. Of a step that repeats,
     * the last occurrence. By instant.
     */
    public List<Omission> omissions(Task task, UnitTree units, Instant from, Instant to) {
        return new Omissions(new Planning(task, policyOf(task), calendars, units), from, to).find();
    }

    /** On which civil day a step of a task's plan is told, and what that rests on. */
    public ToldDay toldDay(Task task, PlannedStep step, UnitTree units) {
        var policy = policyOf(task);
        var calendar = calendars.calendar(policy.calendar());
        return ToldDay.of(task, step, policy, new Readers(task, units, calendars, calendar));
    }

    /** The working days of the task's calendar after a day up to its deadline's date; negative: overdue by so many. */
    public int workingDaysLeft(Task task, LocalDate day) {
        return calendars.calendar(policyOf(task).calendar()).workingDaysBetween(day, task.deadlineDate());
    }

    /** @throws IllegalStateException if there is no policy of the task's {@code policy} name */
    public Policy policyOf(Task task) {
        return policies.policy(task.policy())
                .orElseThrow(() -> new IllegalStateException("task " + task.id() + " follows the policy \""
                        + task.policy() + "\", which the policy file does not have"));
    }
}
