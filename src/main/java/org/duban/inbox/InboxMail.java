package org.duban.inbox;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A mail that came in, and what became of it.
 *
 * @param receivedAt when it was read
 * @param notice the notice that it came back about; null if that is not known
 * @param unit the unit that the notice told
 * @param office the nearest office above that unit, whose business it is
 * @param task the task that a reply is about
 * @param sender who claims to have written it; believed in nothing
 * @param words what was written, without quotations, cut where it is very long
 * @param eventId the task event that it became
 * @param reason why it is in that state; null if nothing is to be said
 * @param forwardedTo the office that it was forwarded to; null if it was not
 * @param notForwarded why not, though a person is to read it; null if nothing is to be said
 * @param awayUntil of an automatic reply, the day until which its words say that somebody is away; null if they name none
 * @param dealtBy the user who has dealt with it; null if nobody has said so
 * @param dealtAt when that user said so
 */
public record InboxMail(
        long id,
        Instant receivedAt,
        InboxState state,
        @Nullable UUID notice,
        @Nullable String unit,
        @Nullable String office,
        @Nullable String task,
        String sender,
        String subject,
        String words,
        @Nullable String eventId,
        @JsonIgnore @Nullable Reason reason,
        @Nullable String forwardedTo,
        @JsonIgnore @Nullable Reason notForwarded,
        @Nullable LocalDate awayUntil,
        @Nullable String dealtBy,
        @Nullable Instant dealtAt) {

    /** Whether a person is to read it, and nobody has said that it is dealt with. */
    public boolean waiting() {
        return state.forAPerson() && dealtAt == null;
    }
}
