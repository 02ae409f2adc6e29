package org.duban.fate;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.duban.directory.UnitTree;
import org.duban.plan.Plan;
import org.duban.plan.PlannedStep;
import org.duban.reasons.Reason;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Says who would be told of steps if they fell due now: what a round would decide, without anything coming of it. Pure.
 */
public final class FatePreview {

    private final Planner planner;
    private final UnitTree units;
    private final Map<String, ? extends Collection<String>> escalated;
    private final ToldHistory history;

    /** Whoever has to hear of a change is taken to have heard of what was before it. */
    public FatePreview(Planner planner, UnitTree units) {
        this(planner, units, Map.of(), ToldHistory.assumed());
    }

    /**
     * @param escalated who has been told an escalation, by task
     * @param history what was told before
     */
    public FatePreview(
            Planner planner, UnitTree units, Map<String, ? extends Collection<String>> escalated, ToldHistory history) {
        this.planner = planner;
        this.units = units;
        this.escalated = escalated;
        this.history = history;
    }

    /**
     * One address at which a step would be told, or why it would be told at none.
     *
     * @param unit the unit told; empty where the audience has none
     * @param address the address told; empty where there is none
     * @param forUnit the unit that should have been told, if it cannot be reached; else empty
     * @param reason why it has this fate; null where it is simply told
     */
    public record PreviewedStep(
            PlannedStep step,
            String unit,
            String address,
            String forUnit,
            Fate fate,
            @Nullable Reason reason) {}

    /** The addressees of steps of one task that fall due at the same instant, in no particular order. */
    public List<PreviewedStep> of(Task task, Plan plan, List<PlannedStep> together) {
        var now = together.stream().map(PlannedStep::at).max(Instant::compareTo).orElse(Instant.EPOCH);
        return new FateResolver(planner, units, escalated, history, now)
                .resolve(task, plan, together).stream()
                        .map(row -> new PreviewedStep(
                                row.step(), row.unit(), row.address(), row.forUnit(), row.fate(), row.reason()))
                        .toList();
    }
}
