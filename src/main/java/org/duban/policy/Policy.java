package org.duban.policy;

import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.duban.task.Task;
import org.duban.task.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * A supervision policy (督办规则): the steps before and after a deadline.
 *
 * @param name the name that tasks refer to
 * @param calendar the name of its calendar
 * @param tellAt the local time at which steps counted in days are told
 * @param nearDue how long before the deadline the lamp turns yellow
 * @param startsAt the least level of its steps for tasks of an urgency; an urgency that is missing has none
 * @param behindBy by how many percentage points progress must lie behind the expected progress, 1 to 100
 * @param tellClosure whom it tells that a task is closed, besides everyone who had got an escalation; mostly nobody
 * @param tellChanges whether it tells who gained or lost a task, and that a deadline was moved
 * @param steps its steps, in the order of the file; where none of them counts from an extension request, {@link #UNDECIDED}
 *     follows as the last
 */
public record Policy(
        String name,
        String calendar,
        LocalTime tellAt,
        Amount nearDue,
        Map<Urgency, NoticeLevel> startsAt,
        int behindBy,
        List<Audience> tellClosure,
        boolean tellChanges,
        List<Step> steps) {

    /** The step that reminds the office of an extension request, in every policy that has none of its own. */
    public static final Step UNDECIDED = new Step(
            "undecided",
            Step.Anchor.AFTER_EXTENSION_REQUEST,
            new Amount.WorkingDays(2),
            new Amount.WorkingDays(2),
            Step.Condition.ALWAYS,
            List.of(new Audience.Office()),
            NoticeLevel.YELLOW,
            false);

    /** By how many percentage points progress must lie behind where a policy says nothing. */
    public static final int USUALLY_BEHIND_BY = 20;

    public Policy {
        var levels = new EnumMap<Urgency, NoticeLevel>(Urgency.class);
        levels.putAll(startsAt);
        startsAt = Collections.unmodifiableMap(levels);
        tellClosure = List.copyOf(tellClosure);
        steps = steps.stream().anyMatch(step -> step.anchor() == Step.Anchor.AFTER_EXTENSION_REQUEST)
                ? List.copyOf(steps)
                : Stream.concat(steps.stream(), Stream.of(UNDECIDED)).toList();
    }

    /** A policy in which urgency changes nothing, and which tells changes, and closures only those who had got an escalation. */
    public Policy(String name, String calendar, LocalTime tellAt, Amount nearDue, List<Step> steps) {
        this(name, calendar, tellAt, nearDue, Map.of(), USUALLY_BEHIND_BY, List.of(), true, steps);
    }

    /** The step of a name, if there is one. */
    public Optional<Step> step(String stepName) {
        return steps.stream().filter(step -> step.name().equals(stepName)).findFirst();
    }

    /** Whether it tells the same, whatever its steps are called. */
    public boolean tellsAs(Policy other) {
        return unlabelled().equals(other.unlabelled());
    }

    private Policy unlabelled() {
        return new Policy(
                name,
                calendar,
                tellAt,
                nearDue,
                startsAt,
                behindBy,
                tellClosure,
                tellChanges,
                steps.stream().map(Step::unlabelled).toList());
    }

    /** The steps as they are for a task: with amounts of its own, and at least at the level of its urgency. */
    public List<Step> stepsFor(Task task) {
        var least = startsAt.get(task.matter().urgency());
        return least == null && task.supervision().amounts().isEmpty()
                ? steps
                : steps.stream().map(step -> stepFor(step, task, least)).toList();
    }

    private static Step stepFor(Step step, Task task, @Nullable NoticeLevel least) {
        var amount = task.supervision().amounts().get(step.name());
        // A later version of the policy may have given the name to the act itself.
        var own = amount == null || step.anchor().atOnce() ? step : step.at(Amount.parse(amount));
        return least == null || own.level().compareTo(least) >= 0 ? own : own.in(least);
    }
}
