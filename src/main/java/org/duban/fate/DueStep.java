package org.duban.fate;

import org.duban.content.NoticeLine;
import org.duban.plan.PlannedStep;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code notice_step}: a step that fell due for one address, and its fate.
 *
 * @param unit the unit told; empty where the audience has none
 * @param address the address told; empty where there is none
 * @param forUnit the unit that should have been told, if it cannot be reached; else empty
 * @param line what the notice says; null where nothing is told
 */
public record DueStep(
        String taskId,
        long revision,
        PlannedStep step,
        String unit,
        String address,
        String forUnit,
        Fate fate,
        @Nullable Reason reason,
        @Nullable NoticeLine line) {

    /** The unit that it is for, even if another is told instead. */
    public String owedTo() {
        return forUnit.isEmpty() ? unit : forUnit;
    }

    /** Whether nobody at all hears of it, neither there nor above. */
    public boolean toldToNobody() {
        return fate == Fate.UNDELIVERABLE && reason != null && FateReason.toldToNobody(reason);
    }
}
