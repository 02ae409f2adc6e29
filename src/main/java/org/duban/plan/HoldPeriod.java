package org.duban.plan;

import java.time.Instant;
import org.duban.files.Blank;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * A hold: the time in which steps of the policy fall due but are told to nobody.
 *
 * @param from its first instant: when the ledger learned of it
 * @param until the first instant after it; null: further notice
 * @param reason what the one who holds the task says; null if that is nothing
 */
public record HoldPeriod(
        Instant from, @Nullable Instant until, @Nullable String reason) {

    public HoldPeriod {
        reason = reason == null || Blank.isBlank(reason) ? null : Blank.strip(reason);
    }

    /** The hold of a task, be it over or not; null if nothing of its plan is held. */
    static @Nullable HoldPeriod of(Task task) {
        var from = task.hold().from();
        return from == null
                ? null
                : new HoldPeriod(from, task.hold().until(), task.hold().reason());
    }

    boolean covers(Instant instant) {
        return !instant.isBefore(from) && (until == null || instant.isBefore(until));
    }
}
