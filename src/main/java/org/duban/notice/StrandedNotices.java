package org.duban.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/** Puts notices on their way again that have fallen off it. */
public interface StrandedNotices {

    /** Makes those of these notices due that are not settled and that nobody would ever try again. */
    void makeDue(Collection<UUID> notices, Instant now);
}
