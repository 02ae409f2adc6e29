package org.duban.access.users;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.duban.access.Membership;
import org.jspecify.annotations.Nullable;

/**
 * A secret with which a program of somebody logs in, without the secret.
 *
 * @param account whose it is
 * @param label what its owner calls it
 * @param memberships what it may at most; of these it has those that its owner still covers
 * @param lastUsedAt when it was last used, to the minute; null if never
 */
public record ApiToken(
        UUID id,
        String account,
        String label,
        List<Membership> memberships,
        Instant madeAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    public ApiToken {
        memberships = List.copyOf(memberships);
    }
}
