package org.duban.task;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A leader's written instruction on a task (批示).
 *
 * @param text what was written, word for word
 * @param leader who wrote it, as the office names that person, such as {@code 市长}; null: not said
 * @param by the office that passed it on; null: a system that speaks for the office
 * @param at when it was given, as the event says
 * @param toldFrom when the ledger learned of it; no two of a task have the same
 */
public record Instruction(
        String text, @Nullable String leader, @Nullable String by, Instant at, Instant toldFrom) {

    /** So many of a task are remembered for the letters that tell them; its history has them all. */
    static final int KEPT = 20;

    /** These and one more, which is told by itself even if the ledger learned of another at the same instant. */
    static List<Instruction> and(List<Instruction> earlier, Act.Instructed act, Instant at, Instant learned) {
        var last = earlier.isEmpty() ? null : earlier.get(earlier.size() - 1);
        var from = last == null || last.toldFrom.isBefore(learned) ? learned : last.toldFrom.plusNanos(1_000);
        var all = Stream.concat(
                        earlier.stream(), Stream.of(new Instruction(act.text(), act.leader(), act.by(), at, from)))
                .toList();
        return all.subList(Math.max(0, all.size() - KEPT), all.size());
    }
}
