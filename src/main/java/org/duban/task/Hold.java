package org.duban.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last hold of a task: the time in which steps of the policy fall due but are told to nobody.
 *
 * @param held whether it is held; a hold that has run out by itself stays until it is resumed, and holds nothing any more
 * @param from its first instant: when the ledger learned of it; null if nothing has been held since the plan was last made anew
 * @param reason what the one who holds the task says
 * @param until the first instant after it; null: when it is resumed
 */
public record Hold(
        boolean held,
        @JsonProperty("hold_from") @Nullable Instant from,
        @JsonProperty("hold_reason") @Nullable String reason,
        @JsonProperty("hold_until") @Nullable Instant until) {

    /** Of a task that has not been held. */
    public static final Hold NONE = new Hold(false, null, null, null);

    /** Whether it holds the task at an instant at which it is known. */
    public boolean active(Instant now) {
        return held && !over(now);
    }

    /** Whether it has ended by itself. */
    boolean over(Instant now) {
        return until != null && !now.isBefore(until);
    }

    /** Whether what falls due at an instant falls into it, be it resumed since or not. */
    public boolean covers(Instant instant) {
        return from != null && !instant.isBefore(from) && !over(instant);
    }

    /** Held, with this reason and end; a hold that still lasts goes on. */
    Hold renewed(Instant learned, @Nullable String why, @Nullable Instant end) {
        var since = from != null && active(learned) ? from : learned;
        return new Hold(true, since, why, end);
    }

    /** What lay in a hold that ended by itself stays untold; one that is lifted leaves nothing behind. */
    Hold resumed(Instant learned) {
        return over(learned) ? new Hold(false, from, reason, until) : NONE;
    }

    Hold until(@Nullable Instant end) {
        return new Hold(held, from, reason, end);
    }
}
