package org.duban.rules;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of the rulebook that somebody has proposed.
 *
 * @param id its number
 * @param state how far it has come
 * @param base the version of the rulebook that it changes
 * @param changed the files that it changes, by name
 * @param draftedAt when it was proposed, or last counted anew
 * @param draftedBy by whom
 * @param counted how many open tasks have been looked at
 * @param total how many there were when the counting began
 * @param moves the next wake-up of how many of them it moves, as far as they have been counted
 * @param decidedAt when it was applied or discarded
 * @param decidedBy by whom
 * @param version the version of the rulebook that it has become
 */
public record RuleChange(
        long id,
        State state,
        long base,
        List<String> changed,
        Instant draftedAt,
        String draftedBy,
        long counted,
        long total,
        long moves,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable Long version) {

    /** How far a change has come. */
    public enum State {
        /** It is being found out whose next wake-up it moves. */
        COUNTING,
        /** That is known: it may be applied. */
        READY,
        /** It is in force, or was. */
        APPLIED,
        /** Nobody wants it any more. */
        DISCARDED,
        /** Another change was applied since it was proposed: what it would move is to be counted anew. */
        OUTDATED
    }
}
