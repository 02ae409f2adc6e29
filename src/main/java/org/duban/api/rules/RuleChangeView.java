package org.duban.api.rules;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.duban.agenda.Replanning;
import org.duban.plan.StepNames;
import org.duban.rules.MovedTask;
import org.duban.rules.RuleChange;
import org.jspecify.annotations.Nullable;

/**
 * A proposed change of policies and calendars as callers see it.
 *
 * @param changed the files that it changes, by name
 * @param before the version of the rulebook that it changes
 * @param after the version that it has become; null until it is applied
 * @param progress how many of the open tasks have been looked at
 * @param moves whose next wake-up it moves, as far as they have been counted
 * @param replanning how many open tasks are planned by what is in force; null until the change is applied
 * @param links what can be done with it now
 */
@Schema(name = "RuleChange")
record RuleChangeView(
        long id,
        RuleChange.State state,
        List<String> changed,
        long before,
        @Nullable Long after,
        Instant draftedAt,
        String draftedBy,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        Progress progress,
        Moves moves,
        @Nullable Progress replanning,
        Map<String, String> links) {

    static final int FIRST = 10;

    /** How much of the work is done. */
    @Schema(name = "Progress")
    record Progress(long done, long total) {}

    /**
     * The tasks that the change moves.
     *
     * @param first at most {@value RuleChangeView#FIRST} of them; the link has them all
     */
    @Schema(name = "Moves")
    record Moves(long total, List<MoveView> first) {}

    /**
     * A task whose next wake-up moves.
     *
     * @param from when it would be next without the change; null: never
     * @param to when it is next with it; null: never
     * @param step what is told then; null: nothing
     * @param label what people call that step, in the language of whoever asks
     */
    @Schema(name = "Move")
    record MoveView(
            String task,
            String title,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String step,
            @Nullable String label) {

        static MoveView of(MovedTask move, StepNames names) {
            var step = move.step();
            var label = step == null ? null : names.of(step, move.label());
            return new MoveView(move.task(), move.title(), move.from(), move.to(), step, label);
        }
    }

    static RuleChangeView of(RuleChange change, List<MoveView> first, Optional<Replanning.Progress> replanning) {
        return new RuleChangeView(
                change.id(),
                change.state(),
                change.changed(),
                change.base(),
                change.version(),
                change.draftedAt(),
                change.draftedBy(),
                change.decidedAt(),
                change.decidedBy(),
                new Progress(change.counted(), change.total()),
                new Moves(change.moves(), first),
                replanning
                        .map(progress -> new Progress(progress.done(), progress.total()))
                        .orElse(null),
                links(change));
    }

    private static Map<String, String> links(RuleChange change) {
        var self = "/api/v1/rule-changes/" + change.id();
        return new TreeMap<>(links(change.state(), self));
    }

    private static Map<String, String> links(RuleChange.State state, String self) {
        var moves = self + "/moves";
        return switch (state) {
            case COUNTING -> Map.of("self", self, "moves", moves, "discard", self);
            case READY -> Map.of("self", self, "moves", moves, "apply", self + "/apply", "discard", self);
            case OUTDATED -> Map.of("self", self, "count", self + "/count", "discard", self);
            case APPLIED -> Map.of("self", self, "moves", moves);
            case DISCARDED -> Map.of("self", self);
        };
    }
}
