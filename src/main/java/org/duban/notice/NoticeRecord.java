package org.duban.notice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.jspecify.annotations.Nullable;

/**
 * A notice as the office looks it up.
 *
 * @param number by which people call it; null in notices from before there were numbers
 * @param issuedAt when it was composed
 * @param taskIds the tasks it speaks of
 * @param attempts how often it was tried
 * @param nextAttemptAt when it is tried next; null once settled
 * @param smtpReply the mail server's last words
 * @param sentAt when the mail server took it over
 * @param mergedInto the notice to the same reader that tells what this one had to tell; null if it was not merged
 * @param mail the number in the inbox of the mail that it forwards; null if it forwards none
 * @param traceId the trace that shows its way, 32 hexadecimal digits; null if nobody traced it
 */
public record NoticeRecord(
        UUID id,
        @Nullable String number,
        String recipient,
        String address,
        NoticeKind kind,
        NoticeLevel level,
        Instant moment,
        Instant issuedAt,
        NoticeState state,
        List<String> taskIds,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable String smtpReply,
        @Nullable Instant sentAt,
        @Nullable UUID mergedInto,
        @Nullable Long mail,
        @Nullable String traceId)
        implements NoticeEvents.Subject {
    public NoticeRecord {
        taskIds = List.copyOf(taskIds);
    }

    /** Whether it came back and is sent again by itself, at the next attempt. */
    public boolean sentAgain() {
        return state == NoticeState.BOUNCED && nextAttemptAt != null;
    }

    /** On which day it is listed: when it was sent or, until then, composed. */
    public Instant listedAt() {
        return sentAt == null ? issuedAt : sentAt;
    }
}
