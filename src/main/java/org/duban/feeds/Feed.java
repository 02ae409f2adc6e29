package org.duban.feeds;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A calendar to which somebody may subscribe, without its secret.
 *
 * @param id its lasting id, by which it is revoked
 * @param unit the code of the unit whose deadlines it shows
 * @param madeBy the user who made it
 * @param lastReadAt when a calendar last asked for it, to the minute; null if none has
 */
public record Feed(
        UUID id,
        String unit,
        Instant madeAt,
        String madeBy,
        @Nullable Instant lastReadAt) {}
