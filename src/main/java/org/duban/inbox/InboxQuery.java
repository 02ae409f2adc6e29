package org.duban.inbox;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which mails are looked for.
 *
 * @param states only those in one of these states; empty for any
 * @param dealtWith only those that somebody has, or nobody has dealt with; null for both
 * @param office only those that are this office's business; null for any
 * @param notice only those about this notice; null for any
 * @param before only those older than this one: the cursor; null to start
 * @param limit how many at most
 */
public record InboxQuery(
        Set<InboxState> states,
        @Nullable Boolean dealtWith,
        @Nullable String office,
        @Nullable UUID notice,
        @Nullable Long before,
        int limit) {
    public InboxQuery {
        states = Set.copyOf(states);
    }

    /** The newest of all. */
    public static InboxQuery newest(int limit) {
        return new InboxQuery(Set.of(), null, null, null, null, limit);
    }

    public InboxQuery in(InboxState... some) {
        return new InboxQuery(Set.of(some), dealtWith, office, notice, before, limit);
    }

    public InboxQuery about(UUID some) {
        return new InboxQuery(states, dealtWith, office, some, before, limit);
    }
}
