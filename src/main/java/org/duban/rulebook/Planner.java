package org.duban.rulebook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.duban.calendar.Calendars;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.plan.Omission;
import org.duban.plan.Plan;
import org.duban.plan.PlannedStep;
import org.duban.plan.ToldDay;
import org.duban.policy.Policies;
import org.duban.policy.Policy;
import org.duban.policy.Step;
import org.duban.policy.StepLabel;
import org.duban.task.Task;

/**
 * Makes the plan of a task. Pure: the same task, rules and units always give the same plan, which is why no plan is ever
 * stored (docs/decisions). The rules are all versions of the rulebook: each decides about its own time.
 */
public final class Planner {

    private static final String USUAL = "standard";

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

    /** A planner to which the rules in force now have always been in force: for tasks that nobody has assigned yet. */
    public Planner withoutHistory() {
        var current = rules.get().current();
        return new Planner(current.policies(), current.calendars());
    }

    /** Whether there is, or was, a policy of the task's {@code policy} name. */
    public boolean knows(Task task) {
        return rules.get().knows(task.supervision().policy());
    }

    /** @throws IllegalStateException if there is no policy of the task's {@code policy} name, and never was */
    public Plan plan(Task task, UnitTree units) {
        return rules.get().plan(task, units);
    }

    /**
     * What the plan of a task does not tell: steps whose instant had passed when the ledger learned of the task, and those
     * whose time comes after {@code from} and up to {@code to} while the task is not as they ask. Of a step that repeats,
     * the last occurrence. By instant.
     */
    public List<Omission> omissions(Task task, UnitTree units, Instant from, Instant to) {
        return rules.get().omissions(task, units, from, to);
    }

    /** On which civil day a step of a task's plan is told, and what that rests on. */
    public ToldDay toldDay(Task task, PlannedStep step, UnitTree units) {
        return rules.get().toldDay(task, step, units);
    }

    /** The line of the policy that a step of a task's plan comes from; empty for what follows directly from an act. */
    public Optional<Step> written(Task task, PlannedStep step) {
        return rules.get().policyAt(task, step.at()).step(step.step());
    }

    /** What a step of a task's policies is called, by the newest rules that say it; what follows from an act has no label. */
    public StepLabel label(Task task, String step) {
        var rules = this.rules.get();
        var label = rules.label(task.supervision().policy(), step);
        return task.supervision().earlierPolicies().stream()
                .map(earlier -> rules.label(earlier.name(), step))
                .reduce(label, (known, earlier) -> known.isEmpty() ? earlier : known);
    }

    /**
     * The policy that a task follows now.
     *
     * @throws IllegalStateException if there is none of the task's {@code policy} name, and never was
     */
    public Policy policyOf(Task task) {
        return rules.get().policyAt(task, Instant.MAX);
    }

    /** The working days of the task's calendar after a day up to its deadline's date; negative: overdue by so many. */
    public int workingDaysLeft(Task task, LocalDate day) {
        return rules.get().workingDaysLeft(task, day);
    }

    /**
     * The first working day of a unit from a day on: by its own calendar, or by that of the policy {@code standard} if it works
     * by those of the policies. Where there is neither, every day is one.
     */
    public LocalDate firstWorkingDay(Unit unit, LocalDate from) {
        var current = rules.get().current();
        return Optional.ofNullable(unit.calendar())
                .or(() -> current.policies().policy(USUAL).map(Policy::calendar))
                .flatMap(current.calendars()::find)
                .map(calendar -> calendar.firstWorkingDayFrom(from))
                .orElse(from);
    }

    /**
     * A number that grows whenever rules or units do that plans depend on: what was planned by a smaller one is to be
     * planned again. It means something for a planner {@link #now()} only.
     */
    public long basis(UnitTree units) {
        return rules.get().current().version() + units.version();
    }
}
