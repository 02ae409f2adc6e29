package org.duban.task;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What has changed about a task since its assignment for those who have to do with it: kept so that they hear of it. All
 * instants are when the ledger learned of the change. What was changed by a version that did not keep it is not here, so
 * that nobody is told of it late.
 *
 * @param gained by the code of a unit that came to lead or to assist, or that changed from the one to the other: since when
 * @param lost by the code of a unit that neither leads nor assists any more: since when; forgotten after {@link #KEPT}
 * @param deadline the last move of the deadline; null if there was none
 * @param shown the revision that last changed what a calendar shows of the task; null if that is not known
 */
public record ToldChanges(
        Map<String, Instant> gained,
        Map<String, Instant> lost,
        @Nullable Move deadline,
        @Nullable Long shown) {

    /** Nothing that anybody would be told of. */
    public static final ToldChanges NONE = new ToldChanges(Map.of(), Map.of(), null, null);

    /** For so long it is remembered who has lost a task: longer than any mail is on its way or any calendar switched off. */
    static final Duration KEPT = Duration.ofDays(60);

    /**
     * A deadline that was replaced by another.
     *
     * @param toldFrom when it is told; later than the ledger learned of it if the task was held then and resumed since
     * @param from the deadline before it, as {@link Deadline#parse} reads it
     * @param later whether the deadline is a later one than that
     * @param decided whether the responsible units hear of it by the decision that it came with
     */
    public record Move(Instant toldFrom, String from, boolean later, boolean decided) {}

    public ToldChanges {
        gained = Collections.unmodifiableMap(new TreeMap<>(gained));
        lost = Collections.unmodifiableMap(new TreeMap<>(lost));
    }

    /** Who leads a task and who assists. */
    record Roles(String lead, List<String> assisting) {
        Roles {
            assisting = List.copyOf(assisting);
        }

        static Roles of(TaskDraft task) {
            return new Roles(task.leadUnit, task.assistingUnits);
        }

        Set<String> units() {
            var units = new HashSet<>(assisting);
            units.add(lead);
            return units;
        }

        /** Whether a unit is in both what it is in this one. */
        boolean sameAs(Roles other, String unit) {
            return lead.equals(unit) == other.lead.equals(unit)
                    && units().contains(unit) == other.units().contains(unit);
        }
    }

    ToldChanges roles(Roles before, Roles after, Instant learned) {
        var nowGained = new TreeMap<>(gained);
        var nowLost = new TreeMap<>(lost);
        nowLost.values().removeIf(at -> at.isBefore(learned.minus(KEPT)));
        for (var unit : after.units()) {
            if (!after.sameAs(before, unit)) {
                nowGained.put(unit, learned);
            }
            nowLost.remove(unit);
        }
        for (var unit : before.units()) {
            if (!after.units().contains(unit)) {
                nowLost.put(unit, learned);
                nowGained.remove(unit);
            }
        }
        return new ToldChanges(nowGained, nowLost, deadline, shown);
    }

    ToldChanges moved(@Nullable Move move) {
        return new ToldChanges(gained, lost, move, shown);
    }

    ToldChanges shownSince(long revision) {
        return new ToldChanges(gained, lost, deadline, revision);
    }

    /** A move of the deadline that is not told while the task is held is told when the hold ends. */
    ToldChanges deferred(@Nullable Instant heldFrom, Instant end) {
        return deadline == null
                        || heldFrom == null
                        || deadline.toldFrom.isBefore(heldFrom)
                        || !deadline.toldFrom.isBefore(end)
                ? this
                : moved(new Move(end, deadline.from, deadline.later, deadline.decided));
    }

    /** Of these changes those that the other ones know, too: rows of before this was kept know fewer than their events. */
    ToldChanges knownTo(ToldChanges other) {
        var bothGained = new TreeMap<>(gained);
        bothGained.keySet().retainAll(other.gained.keySet());
        var bothLost = new TreeMap<>(lost);
        bothLost.keySet().retainAll(other.lost.keySet());
        return new ToldChanges(
                bothGained, bothLost, other.deadline == null ? null : deadline, other.shown == null ? null : shown);
    }

    /** Whether there is anything that somebody would be told of. */
    @JsonIgnore
    public boolean toTell() {
        return deadline != null || !gained.isEmpty() || !lost.isEmpty();
    }
}
