package org.duban.channel;

import java.time.Instant;
import java.util.UUID;
import org.duban.content.Notice;
import org.duban.tracing.TracePoint;
import org.jspecify.annotations.Nullable;

/**
 * A claimed notice on its way to a mail server.
 *
 * @param notice what to tell
 * @param attempt the number of this attempt, from 1
 * @param perhapsSent whether an attempt before may have handed it over without our learning of it
 * @param triedFrom from when the time counts for which it is tried: when it was issued, or asked for again
 * @param claim proof of the claim: an outcome counts only while nobody has claimed the notice since
 * @param trace what its next step comes after in a trace; null if nobody traces it
 */
public record Delivery(
        Notice notice,
        int attempt,
        boolean perhapsSent,
        Instant triedFrom,
        UUID claim,
        @Nullable TracePoint trace) {

    /** One that nobody traces. */
    public Delivery(Notice notice, int attempt, boolean perhapsSent, Instant triedFrom, UUID claim) {
        this(notice, attempt, perhapsSent, triedFrom, claim, null);
    }

    /** The same at this place in its trace. */
    public Delivery at(@Nullable TracePoint place) {
        return new Delivery(notice, attempt, perhapsSent, triedFrom, claim, place);
    }
}
