package org.duban.auditor;

import java.time.Instant;
import java.util.UUID;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Something that should be there and is not.
 *
 * @param task the task it is about, if any
 * @param notice the notice it is about, if any
 * @param step the step of the task, if it is about one
 * @param at the instant of that step, or of the wake-up
 * @param recipient the unit that the step tells
 * @param why what was expected and what was found
 */
record Gap(
        GapKind kind,
        @Nullable String task,
        @Nullable UUID notice,
        @Nullable String step,
        @Nullable Instant at,
        @Nullable String recipient,
        Reason why) {

    static Gap ofTask(GapKind kind, String task, @Nullable Instant at, Reason why) {
        return new Gap(kind, task, null, null, at, null, why);
    }

    /** What tells one gap from another: the rest is said of it. */
    record Key(
            GapKind kind,
            @Nullable String task,
            @Nullable UUID notice,
            @Nullable String step,
            @Nullable Instant at,
            @Nullable String recipient) {}

    Key key() {
        return new Key(kind, task, notice, step, at, recipient);
    }
}
