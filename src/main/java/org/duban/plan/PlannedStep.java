package org.duban.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.duban.policy.ActSteps;
import org.duban.policy.Audience;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.jspecify.annotations.Nullable;

/**
 * One step of one task with its instant.
 *
 * @param step the policy's step, or one of the acts in {@link Plan}
 * @param at when it is told
 * @param audience whom it tells
 * @param units the units of that audience that share this instant; empty where the audience has none, and for
 *     audiences that have {@link Audience#heardBefore}, which only the notices know
 * @param kind what is wanted of the reader
 * @param level the colour of the notice
 * @param rank its place in the policy: of two steps of one level and instant the higher rank is the more severe
 * @param movedFrom the day on which it would have been told, had that not been a day off or taken by another rung
 * @param moved why it is not told on that day; empty if {@code movedFrom} is null
 * @param held the hold for which it is told to nobody; null if it is told
 */
public record PlannedStep(
        String step,
        Instant at,
        Audience audience,
        List<String> units,
        NoticeKind kind,
        NoticeLevel level,
        int rank,
        @Nullable LocalDate movedFrom,
        List<MoveReasons> moved,
        @Nullable HoldPeriod held) {

    public PlannedStep {
        units = List.copyOf(units);
        moved = List.copyOf(moved);
    }

    /** Whether it is news of its own: told beside whatever else is told, and nothing is left out for it. */
    public boolean besides() {
        return kind == NoticeKind.DECISION || ActSteps.BESIDES.contains(step);
    }

    /**
     * Whether this one is told and the other left out, when both are to be told about one task to one recipient: because they
     * fall due together, or because the other could not be sent before this one fell due.
     */
    public boolean supersedes(PlannedStep other) {
        if (besides() || other.besides()) {
            return false;
        }
        if (level != other.level) {
            return level.compareTo(other.level) > 0;
        }
        return at.equals(other.at) ? rank > other.rank : at.isAfter(other.at);
    }

    /** Whether it follows directly from an act, so that no hold keeps it back. */
    public boolean direct() {
        return kind == NoticeKind.ASSIGNMENT || ActSteps.ACTS.contains(step);
    }

    /** The same step told as another kind of notice. */
    public PlannedStep as(NoticeKind another) {
        return new PlannedStep(step, at, audience, units, another, level, rank, movedFrom, moved, held);
    }
}
