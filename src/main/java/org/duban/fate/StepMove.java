package org.duban.fate;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.LocalDate;
import java.util.List;
import org.duban.plan.MoveReasons;
import org.duban.plan.PlannedStep;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Why a step was not told on the day to which it counts, as the calendars were when it fell due.
 *
 * @param from that day
 * @param why one after the other; one {@link Reason#TEXT} says all of it
 */
public record StepMove(LocalDate from, List<Reason> why) {

    public StepMove {
        why = List.copyOf(why);
    }

    public static @Nullable StepMove of(PlannedStep step) {
        var from = step.movedFrom();
        return from == null
                ? null
                : new StepMove(
                        from, step.moved().stream().map(MoveReasons::reason).toList());
    }

    /** @param en what a version kept that knew no codes, if one did */
    @JsonCreator
    static StepMove read(LocalDate from, @Nullable List<Reason> why, @Nullable String en) {
        return new StepMove(from, why == null ? List.of(Reason.text(String.valueOf(en))) : why);
    }
}
