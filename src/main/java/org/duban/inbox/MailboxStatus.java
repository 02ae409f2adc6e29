package org.duban.inbox;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** How reading the mailbox went, on this node. */
final class MailboxStatus {

    private final InstantSource clock;
    private volatile Latest latest = new Latest(null, 0, null);

    MailboxStatus(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The latest rounds.
     *
     * @param worked when one last worked; null if none has yet
     * @param failures how many have failed since
     * @param error why the last one failed; null if it worked
     */
    record Latest(
            @Nullable Instant worked,
            int failures,
            @Nullable String error) {}

    void worked() {
        latest = new Latest(clock.instant(), 0, null);
    }

    void failed(Exception e) {
        var before = latest;
        latest = new Latest(before.worked, before.failures + 1, StorableText.line(String.valueOf(e.getMessage()), 300));
    }

    Latest latest() {
        return latest;
    }
}
