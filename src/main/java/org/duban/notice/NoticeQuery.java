package org.duban.notice;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which notices somebody looks for, the latest first: by when they were sent or, until then, composed.
 *
 * @param task only those that speak of this task; null for any
 * @param recipients only those to these unit codes; null for any
 * @param states only those in one of these states; none: any
 * @param from only those of this instant and later; null for any
 * @param before only those before this instant; null for any
 * @param after only those that come after this one in that order: the cursor; null to start
 */
public record NoticeQuery(
        @Nullable String task,
        @Nullable Set<String> recipients,
        Set<NoticeState> states,
        @Nullable Instant from,
        @Nullable Instant before,
        @Nullable UUID after,
        int limit) {

    public NoticeQuery {
        recipients = recipients == null ? null : Set.copyOf(recipients);
        states = Set.copyOf(states);
    }

    /** The same from its first notice on, up to another limit. */
    public NoticeQuery whole(int most) {
        return new NoticeQuery(task, recipients, states, from, before, null, most);
    }
}
