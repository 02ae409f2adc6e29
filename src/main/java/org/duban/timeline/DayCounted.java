package org.duban.timeline;

import java.util.List;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/**
 * How a step came to its day.
 *
 * @param moved from which day it was moved and why, in words; null if it was not
 * @param movedCauses why, one after the other, as codes and their arguments
 * @param calendarDays the holidays and make-up workdays that its count of working days meets; null if none
 */
public record DayCounted(
        @Nullable String moved,
        List<Reason> movedCauses,
        @Nullable String calendarDays) {
    public DayCounted {
        movedCauses = List.copyOf(movedCauses);
    }
}
