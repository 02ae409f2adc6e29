package org.duban.plan.oracle;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.duban.fate.Fates;
import org.duban.plan.Plan;
import org.duban.plan.PlannedStep;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/** Asks the plan and the oracle the same questions about an example, until an answer differs. */
final class Comparison {

    private static final Duration TICK = Duration.ofNanos(1_000);
    private static final Duration HORIZON = Duration.ofDays(500);
    private static final int MOST_INSTANTS = 24;

    private final Stage stage;
    private final Instant from;
    private final Instant upTo;

    private Comparison(Example example) {
        this.stage = new Stage(example);
        this.from = example.from();
        this.upTo = example.upTo();
    }

    /**
     * The first answer that differs, if one does; a planner that fails disagrees too.
     *
     * @throws RuntimeException if the example is none
     */
    static Optional<Disagreement> of(Example example) {
        var comparison = new Comparison(example);
        try {
            comparison.askThroughoutTheLife();
            return Optional.empty();
        } catch (Disagreement found) {
            return Optional.of(found);
        } catch (RuntimeException failure) {
            return Optional.of(new Disagreement("what if asked?", failure, "an answer", failure));
        }
    }

    private void askThroughoutTheLife() {
        same("which events get in", stage.lives().get(0), stage.disputed(), List.of());
        Task earlier = null;
        for (var task : stage.lives()) {
            ask(task, earlier);
            earlier = task;
        }
    }

    private void ask(Task task, @Nullable Task earlier) {
        var plan = stage.plan(task);
        var oracle = stage.naivePlan(task);
        same("when does the deadline end", task, plan.deadlineEnd(), oracle.deadlineEnd());
        same("from when is it near due", task, plan.nearDue(), oracle.nearDue());
        same("from when is it behind", task, plan.behindFrom(), oracle.behindFrom());
        same("what is expected by " + upTo, task, plan.expectedProgress(upTo), oracle.expectedProgress(upTo));
        var day = upTo.atOffset(ZoneOffset.UTC).toLocalDate();
        same("how many working days are left on " + day, task, stage.workingDaysLeft(task, day), oracle.daysLeft(day));
        steps(task, plan, oracle);
        due(task, plan, oracle);
        fates(task, plan, oracle);
        lamps(task, plan, oracle);
        holds(task, plan, oracle, earlier == null ? oracle : stage.naivePlan(earlier));
    }

    /** Walks from one wake-up of the plan to the next, and lets the oracle tell all that lies between. */
    private void steps(Task task, Plan plan, NaivePlan oracle) {
        var steps = new ArrayList<PlannedStep>();
        var end = from.plus(HORIZON);
        var at = from;
        for (var count = 0; count < MOST_INSTANTS && at.isBefore(end); count++) {
            var next = plan.next(at).filter(instant -> !instant.isAfter(from.plus(HORIZON)));
            var told = next.isEmpty() ? List.<PlannedStep>of() : plan.due(at, next.get());
            steps.addAll(told);
            at = next.orElse(end);
        }
        same("what is told up to " + at, task, stage.lines(Told.of(steps)), stage.lines(oracle.told(from, at)));
        var first = steps.subList(0, Math.min(MOST_INSTANTS, steps.size()));
        var upcoming = plan.upcoming(from, first.size());
        same("what comes first", task, instants(upcoming), instants(first));
        same("is that what comes", task, steps.containsAll(upcoming), true);
    }

    private static List<Instant> instants(List<PlannedStep> steps) {
        return steps.stream().map(PlannedStep::at).toList();
    }

    private void due(Task task, Plan plan, NaivePlan oracle) {
        var due = plan.due(from, upTo);
        same("what is due", task, stage.lines(Told.of(due)), stage.lines(oracle.due(from, upTo)));
        same(
                "in which order",
                task,
                instants(due),
                instants(due).stream().sorted().toList());
    }

    /** What becomes of what falls due together, and of what could not be sent before more fell due. */
    private void fates(Task task, Plan plan, NaivePlan oracle) {
        var naive = new NaiveFates(oracle, Set.copyOf(stage.units()), upTo);
        var due = oracle.due(from, upTo);
        same("what becomes of what is due", task, sorted(stage.fates(task, from, upTo)), sorted(naive.of(due)));
        for (var one : oracle.told(from, upTo).stream().limit(MOST_INSTANTS).toList()) {
            if (!one.unit().isEmpty() && plan.holds(one.step(), one.at(), one.unit(), upTo)) {
                var waiting =
                        plan.holding(one.step(), one.at(), one.unit(), upTo).orElseThrow();
                var overtaking =
                        plan.overtaking(waiting, one.unit(), upTo, any -> true).map(PlannedStep::step);
                same(
                        "what has overtaken " + one + " by " + upTo,
                        task,
                        overtaking.orElse(""),
                        naive.overtaking(one, oracle.due(one.at(), upTo)));
            }
        }
    }

    private static List<String> sorted(List<Fates.Line> lines) {
        return lines.stream().map(Fates.Line::toString).distinct().sorted().toList();
    }

    private void lamps(Task task, Plan plan, NaivePlan oracle) {
        for (var turn : turns(task, oracle)) {
            for (var at : List.of(turn.minus(TICK), turn, turn.plus(TICK))) {
                same("which lamp burns at " + at, task, plan.lamp(at), oracle.lamp(at));
            }
        }
    }

    private Set<Instant> turns(Task task, NaivePlan oracle) {
        var turns = new LinkedHashSet<>(List.of(from, upTo, oracle.deadlineEnd(), oracle.nearDue()));
        Stream.of(task.hold().from(), task.hold().until(), oracle.behindFrom().orElse(null))
                .filter(Objects::nonNull)
                .forEach(turns::add);
        return turns;
    }

    /** Whether what was told before the last event still holds after it, and what is told now, to the instant. */
    private void holds(Task task, Plan plan, NaivePlan oracle, NaivePlan before) {
        var told = oracle.told(from, upTo);
        var asked = new LinkedHashSet<Told>();
        before.told(from, upTo).stream().limit(MOST_INSTANTS).forEach(asked::add);
        told.stream().limit(MOST_INSTANTS).forEach(asked::add);
        for (var one : asked) {
            for (var unit : stage.units()) {
                holds(task, plan, oracle, told, one, unit);
            }
        }
    }

    private void holds(Task task, Plan plan, NaivePlan oracle, List<Told> told, Told one, String unit) {
        for (var at : List.of(one.at().minus(TICK), one.at())) {
            for (var now : List.of(at, upTo)) {
                same(
                        "is " + unit + " told " + one.step() + " of " + at + " at " + now,
                        task,
                        plan.holds(one.step(), at, unit, now),
                        oracle.holds(told, one.step(), at, unit, now));
            }
        }
    }

    private void same(String question, Task task, Object plan, Object oracle) {
        if (!plan.equals(oracle)) {
            throw new Disagreement(
                    "revision " + task.revision() + ", after " + from + ": " + question + "?", plan, oracle, null);
        }
    }

    /** One question and two answers. */
    static final class Disagreement extends RuntimeException {
        private static final long serialVersionUID = 1;

        Disagreement(String question, Object plan, Object oracle, @Nullable RuntimeException cause) {
            super(question + "\n  plan:   " + own(plan, oracle) + "\n  oracle: " + own(oracle, plan), cause);
        }

        /** Of two lists only the lines that the other has not. */
        private static String own(Object answer, Object other) {
            if (!(answer instanceof List<?> lines) || !(other instanceof List<?> others) || lines.isEmpty()) {
                return String.valueOf(answer);
            }
            var own = lines.stream().filter(line -> !others.contains(line)).map(String::valueOf);
            return String.join("\n          ", own.limit(8).toList());
        }
    }
}
