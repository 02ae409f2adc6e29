package org.duban.rulebook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.duban.calendar.Calendars;
import org.duban.directory.UnitTree;
import org.duban.plan.Microsecond;
import org.duban.plan.Omission;
import org.duban.plan.Omissions;
import org.duban.plan.Plan;
import org.duban.plan.PlanBuilder;
import org.duban.plan.PlannedStep;
import org.duban.plan.StepRecipients;
import org.duban.plan.Timetable;
import org.duban.plan.ToldDay;
import org.duban.policy.Policies;
import org.duban.policy.Policy;
import org.duban.policy.Step;
import org.duban.policy.StepLabel;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * The versions of the rulebook, oldest first; immutable. What is told at an instant is decided by the version in force at
 * that instant, for ever: a change is never retroactive, and never loses what was due before it.
 */
public final class RuleHistory {

    private final List<Rulebook> versions;
    private final Map<String, List<Term>> terms = new ConcurrentHashMap<>();
    private final Map<Called, StepLabel> labels = new ConcurrentHashMap<>();

    private RuleHistory(List<Rulebook> versions) {
        this.versions = List.copyOf(versions);
    }

    /** How a policy and its calendars stood from an instant on. */
    private record Term(long version, Instant from, Policy policy, Calendars calendars) {

        boolean sameAs(Policy other, Calendars days) {
            return policy.tellsAs(other) && calendars == days;
        }
    }

    private record Called(String policy, String step) {}

    /** @throws IllegalArgumentException if there is none */
    public static RuleHistory of(List<Rulebook> versions) {
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("no version of the rulebook");
        }
        return new RuleHistory(versions);
    }

    /** Rules that have always been as they are. */
    public static RuleHistory of(Policies policies, Calendars calendars) {
        return new RuleHistory(List.of(new Rulebook(0, Instant.EPOCH, RuleTexts.NONE, policies, calendars)));
    }

    /** This history as it would be if what is proposed came into force at an instant. */
    public RuleHistory with(Rulebook proposed, Instant appliedAt) {
        var next = new Rulebook(
                current().version() + 1, appliedAt, proposed.texts(), proposed.policies(), proposed.calendars());
        return new RuleHistory(Stream.concat(versions.stream(), Stream.of(next)).toList());
    }

    /** Whether the newest version is another one than that before it for the tasks that follow a policy. */
    public boolean changed(String policy) {
        var known = termsOfPolicy(policy);
        return !known.isEmpty()
                && known.get(known.size() - 1).version == current().version();
    }

    /** All of them, oldest first. */
    public List<Rulebook> versions() {
        return versions;
    }

    public Rulebook current() {
        return versions.get(versions.size() - 1);
    }

    /** A version by its number. */
    public Optional<Rulebook> version(long number) {
        return versions.stream().filter(book -> book.version() == number).findFirst();
    }

    /** A planner that knows these versions and will not hear of others. */
    public Planner planner() {
        return new Planner(() -> this);
    }

    /** @throws IllegalStateException if no version has a policy of the task's {@code policy} name */
    Plan plan(Task task, UnitTree units) {
        var terms = terms(task);
        var closed = task.toldFrom().closure();
        if (!task.open() && closed != null) {
            // A closed task is left under the rules of its closure.
            return plan(task, terms.get(inForce(terms, closed)), units);
        }
        @Nullable Plan plan = null;
        for (var stint : stints(task, terms)) {
            var before = plan == null ? null : new PlanBuilder.Before(plan, stint.from);
            var planning = new PlanBuilder(task, stint.term.policy, stint.term.calendars, units, before);
            var own = stint.direct ? planning.directPlan() : planning.plan();
            plan = plan == null ? own : plan.until(stint.from, own);
        }
        return Objects.requireNonNull(plan);
    }

    private static Plan plan(Task task, Term term, UnitTree units) {
        return new PlanBuilder(task, term.policy, term.calendars, units).plan();
    }

    /**
     * A stretch of a task's time that one term decides about.
     *
     * @param from it decides about what lies after this instant; the first one about all that lies before, too
     * @param direct only about what follows directly from an act: another policy makes the rest of the plan anew
     */
    private record Stint(Term term, Instant from, boolean direct) {}

    /** The terms of the policies that a task has followed since its assignment, each for its time; never empty. */
    private List<Stint> stints(Task task, List<Term> terms) {
        var stints = new ArrayList<Stint>(2);
        var begin = earliest(task);
        for (var earlier : task.supervision().earlierPolicies()) {
            if (earlier.until().isAfter(task.toldFrom().firstAssignment())) {
                var end = Microsecond.before(earlier.until());
                stints(termsOfPolicy(earlier.name()), begin, end, true, stints);
                begin = end;
            }
        }
        stints(terms, begin, Instant.MAX, false, stints);
        return stints;
    }

    private static void stints(List<Term> terms, Instant begin, Instant end, boolean direct, List<Stint> stints) {
        for (var index = inForce(terms, begin); index < terms.size(); index++) {
            var term = terms.get(index);
            if (term.from.isBefore(end)) {
                stints.add(new Stint(term, Timetable.later(begin, term.from), direct));
            }
        }
    }

    private static Stint stintAt(List<Stint> stints, Instant at) {
        var found = stints.get(0);
        for (var stint : stints) {
            found = stint.from.isBefore(at) ? stint : found;
        }
        return found;
    }

    /** The omissions of each version's plan while it was in force; see {@link Planner#omissions}. */
    List<Omission> omissions(Task task, UnitTree units, Instant from, Instant to) {
        var stints = stints(task, terms(task));
        var found = new ArrayList<Omission>();
        for (var index = 0; index < stints.size(); index++) {
            var stint = stints.get(index);
            var begin = index == 0 ? Instant.MIN : stint.from;
            var end = index + 1 == stints.size() ? Instant.MAX : stints.get(index + 1).from;
            if (!stint.direct && !begin.isAfter(to) && end.isAfter(from)) {
                var planning = new PlanBuilder(task, stint.term.policy, stint.term.calendars, units);
                found.addAll(new Omissions(planning, begin, Timetable.later(from, begin), earlier(to, end)).find());
            }
        }
        // A version may leave out what lay before an earlier one's time.
        found.sort(Comparator.comparing(omission -> omission.step().at()));
        return found;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    ToldDay toldDay(Task task, PlannedStep step, UnitTree units) {
        var term = stintAt(stints(task, terms(task)), step.at()).term;
        var calendar = term.calendars.calendar(term.policy.calendar());
        return ToldDay.of(task, step, term.policy, new StepRecipients(task, units, term.calendars, calendar));
    }

    Policy policyAt(Task task, Instant at) {
        return stintAt(stints(task, terms(task)), at).term.policy;
    }

    /** What a step of a policy is called: as the newest version says that names it at all. */
    StepLabel label(String policy, String step) {
        return labels.computeIfAbsent(new Called(policy, step), this::newestLabel);
    }

    private StepLabel newestLabel(Called called) {
        for (var index = versions.size() - 1; index >= 0; index--) {
            var label = versions.get(index)
                    .policies()
                    .policy(called.policy)
                    .flatMap(known -> known.step(called.step))
                    .map(Step::label)
                    .orElse(StepLabel.NONE);
            if (!label.isEmpty()) {
                return label;
            }
        }
        return StepLabel.NONE;
    }

    /** The working days of the task's calendar after a day up to its deadline's date; negative: overdue by so many. */
    int workingDaysLeft(Task task, LocalDate day) {
        var terms = terms(task);
        var last = terms.get(terms.size() - 1);
        return last.calendars
                .calendar(last.policy.calendar())
                .workingDaysBetween(day, task.deadline().date());
    }

    private static int inForce(List<Term> terms, Instant at) {
        var found = 0;
        while (found + 1 < terms.size() && !terms.get(found + 1).from.isAfter(at)) {
            found++;
        }
        return found;
    }

    /** Nothing that a policy says is told about a task before this instant. */
    private static Instant earliest(Task task) {
        var planned = task.supervision().plannedFrom();
        var assigned = task.toldFrom().firstAssignment();
        return planned.isBefore(assigned) ? planned : assigned;
    }

    boolean knows(String policy) {
        return !termsOfPolicy(policy).isEmpty();
    }

    private List<Term> terms(Task task) {
        var known = termsOfPolicy(task.supervision().policy());
        if (known.isEmpty()) {
            throw new IllegalStateException("task " + task.id() + " follows the policy \""
                    + task.supervision().policy() + "\", which no version of the rulebook has");
        }
        return known;
    }

    private List<Term> termsOfPolicy(String name) {
        return terms.computeIfAbsent(name, this::termsOf);
    }

    /** A version that does not have the policy leaves those in peace who follow it. */
    private List<Term> termsOf(String name) {
        var found = new ArrayList<Term>();
        @Nullable Term last = null;
        for (var book : versions) {
            var policy = book.policies().policy(name).orElse(null);
            if (policy != null && (last == null || !last.sameAs(policy, book.calendars()))) {
                last = new Term(book.version(), book.appliedAt(), policy, book.calendars());
                found.add(last);
            }
        }
        return List.copyOf(found);
    }
}
