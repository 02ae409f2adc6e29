package org.duban.auditor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.duban.directory.UnitTree;
import org.duban.ledger.LedgerHistories.Account;
import org.duban.plan.Microsecond;
import org.duban.plan.Plan;
import org.duban.plan.PlannedStep;
import org.duban.policy.Audience;
import org.duban.policy.NoticeKind;
import org.duban.reasons.Reason;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is missing about one task. Pure: the ledger and the plan on one side, what stands in the tables on the other.
 *
 * <p>What fell due before the task last changed is not asked for again, but for the direct consequences of acts: the plan of
 * a changed task is another one. What fell due before the rules changed is not asked for at all.
 */
final class TaskAudit {

    /** After the rules have changed, wake-ups are planned anew for a while. */
    static final Duration SETTLING = Duration.ofMinutes(15);

    private final Account account;
    private final Task task;
    private final Plan plan;
    private final UnitTree units;
    private final Times times;

    /**
     * @param now the instant up to which the tables have been read, or a later one
     * @param grace what fell due within this time may still be on its way
     * @param rulesSince when the policies, calendars or units last changed
     */
    record Times(Instant now, Duration grace, Instant rulesSince) {

        Instant by() {
            return now.minus(grace);
        }

        boolean settled() {
            return rulesSince.plus(SETTLING).isBefore(now);
        }
    }

    /** @throws RuntimeException if the task cannot be planned */
    TaskAudit(Account account, Planner planner, UnitTree units, Times times) {
        this.account = account;
        this.task = account.task();
        this.plan = planner.plan(task, units);
        this.units = units;
        this.times = times;
    }

    /** What fell due and must have its fate. */
    List<OwedStep> owed(Collection<String> escalated) {
        var learned = account.learned();
        if (learned == null) {
            return List.of();
        }
        var rules = Microsecond.before(times.rulesSince);
        var changed = Microsecond.before(learned);
        var since = changed.isBefore(rules) ? rules : changed;
        var recent = plan.due(since, times.by()).stream().map(step -> owed(step, escalated, true));
        var acts = plan.due(rules, earlier(since, times.by())).stream()
                .filter(PlannedStep::direct)
                .map(step -> owed(step, escalated, false));
        return Stream.concat(acts, recent)
                .filter(owed -> !owed.units().isEmpty())
                .toList();
    }

    private OwedStep owed(PlannedStep step, Collection<String> escalated, boolean each) {
        return new OwedStep(task.id(), step.step(), step.at(), units(step, escalated), each);
    }

    /** Who else had heard of a deadline that was moved, only the notices know: nobody is owed that for certain. */
    private static List<String> units(PlannedStep step, Collection<String> escalated) {
        if (step.audience() instanceof Audience.Informed) {
            return List.of();
        }
        if (step.audience() instanceof Audience.Escalated) {
            return List.copyOf(escalated);
        }
        return step.units().isEmpty() ? List.of("") : step.units();
    }

    List<Gap> gaps(@Nullable AgendaState wake, List<OwedStep> owed, List<StepFate> fates) {
        var gaps = new ArrayList<Gap>();
        if (wake == null) {
            gaps.add(Gap.ofTask(GapKind.MISSING_AGENDA_ROW, task.id(), null, GapReason.NOT_IN_AGENDA.with()));
        } else {
            wake(wake, gaps);
        }
        for (var step : owed) {
            if (wake == null || !wake.pending(step.at())) {
                gaps.addAll(fateless(step, fates));
            }
        }
        return gaps;
    }

    /**
     * Steps that still hold and were left out for nothing, or were told to nobody, though somebody can be told. What a task that
     * waits for its round leaves out is not known yet.
     */
    List<Gap> leftOut(@Nullable AgendaState wake, List<LeftOutStep> leftOut) {
        var nextAt = wake == null ? null : wake.nextAt();
        if (!task.open() || (nextAt != null && !nextAt.isAfter(times.now))) {
            return List.of();
        }
        return leftOut.stream()
                .filter(each -> !each.at().isAfter(times.by()) && reaches(each))
                .filter(each -> plan.holding(each.step(), each.at(), each.unit(), times.now)
                        .filter(step -> !signed(step, each.unit()))
                        .isPresent())
                .map(each -> new Gap(
                        each.superseded() ? GapKind.LEFT_OUT_FOR_NOTHING : GapKind.TOLD_TO_NOBODY,
                        task.id(),
                        null,
                        each.step(),
                        each.at(),
                        each.unit(),
                        (each.superseded() ? GapReason.LEFT_OUT_FOR_NOTHING : GapReason.CAN_BE_TOLD_BY_NOW).with()))
                .toList();
    }

    private boolean reaches(LeftOutStep step) {
        return units.readers(step.unit(), times.now).stream()
                        .anyMatch(reader -> !step.refused().contains(reader.address()))
                || units.reachableAbove(
                                step.unit(),
                                times.now,
                                reader -> !step.refused().contains(reader.address()))
                        .isPresent();
    }

    /** Whether it asks for a signature that was given. */
    private boolean signed(PlannedStep step, String unit) {
        return step.kind() == NoticeKind.ASSIGNMENT
                && task.reports().receivedBy().contains(unit);
    }

    private void wake(AgendaState wake, List<Gap> gaps) {
        var late = times.now.plus(times.grace);
        var nextAt = wake.nextAt();
        if (nextAt != null && nextAt.isBefore(times.by())) {
            gaps.add(Gap.ofTask(
                    GapKind.OVERDUE_WAKE_UP, task.id(), nextAt, GapReason.DUE_SINCE.with(nextAt.toString())));
        }
        if (wake.toldUntil().isAfter(late)) {
            gaps.add(Gap.ofTask(
                    GapKind.TOLD_AHEAD,
                    task.id(),
                    null,
                    GapReason.TOLD_UNTIL.with(wake.toldUntil().toString())));
        }
        if (times.settled()) {
            plan.next(late)
                    .filter(expected -> nextAt == null || nextAt.isAfter(expected))
                    .ifPresent(expected ->
                            gaps.add(Gap.ofTask(GapKind.LATE_WAKE_UP, task.id(), expected, late(expected, nextAt))));
        }
    }

    private static Reason late(Instant expected, @Nullable Instant nextAt) {
        return nextAt == null
                ? GapReason.NEVER_WAKES.with(expected.toString())
                : GapReason.WAKES_LATE.with(expected.toString(), nextAt.toString());
    }

    private List<Gap> fateless(OwedStep owed, List<StepFate> fates) {
        var told = fates.stream()
                .filter(fate -> fate.step().equals(owed.step()) && stands(fate, owed))
                .map(StepFate::unit)
                .toList();
        if (!owed.each() && !told.isEmpty()) {
            return List.of();
        }
        return owed.units().stream()
                .filter(unit -> !told.contains(unit))
                .map(unit -> new Gap(
                        GapKind.STEP_WITHOUT_FATE,
                        task.id(),
                        null,
                        owed.step(),
                        owed.at(),
                        unit,
                        GapReason.NEITHER_TOLD_NOR_LEFT_OUT.with()))
                .toList();
    }

    private boolean stands(StepFate fate, OwedStep owed) {
        return fate.at().equals(owed.at())
                || (owed.each() ? later(fate, owed) : fate.at().isAfter(owed.at()));
    }

    /** A later occurrence of a step that repeats stands for those before it. */
    private boolean later(StepFate fate, OwedStep owed) {
        return fate.at().isAfter(owed.at())
                && plan.due(owed.at(), fate.at()).stream()
                        .anyMatch(step ->
                                step.step().equals(fate.step()) && step.at().equals(fate.at()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
