package org.duban.plan;

import java.time.Instant;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * What decides the lamp of a task, at whatever instant. The agenda keeps the same of each task, so that lamps are counted and
 * looked for in the database by the same rule; a contract test holds the two together.
 *
 * @param open whether anybody still owes something
 * @param held whether it is held, until {@code holdUntil} or, without that, until it is resumed
 * @param yellowFrom from when on it is near due or behind, whichever comes first
 * @param deadlineEnd when its deadline ends
 * @param submittedAt when the report came that waits for its review: the lamp shows how things stood then
 */
public record LampTimes(
        boolean open,
        boolean held,
        @Nullable Instant holdUntil,
        Instant yellowFrom,
        Instant deadlineEnd,
        @Nullable Instant submittedAt) {

    static LampTimes of(Task task, Instant yellowFrom, Instant deadlineEnd) {
        var hold = task.hold();
        return new LampTimes(task.open(), hold.held(), hold.until(), yellowFrom, deadlineEnd, task.submittedAt());
    }

    /** The lamp that the task shows. */
    public Lamp lamp(Instant now) {
        if (!open) {
            return Lamp.DONE;
        }
        if (held && (holdUntil == null || now.isBefore(holdUntil))) {
            return Lamp.GREY;
        }
        if (deadlineEnd.isBefore(submittedAt == null ? now : submittedAt)) {
            return Lamp.RED;
        }
        return submittedAt == null && !now.isBefore(yellowFrom) ? Lamp.YELLOW : Lamp.GREEN;
    }
}
