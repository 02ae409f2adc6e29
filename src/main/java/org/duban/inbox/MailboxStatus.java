package org.duban.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.duban.inbox.mime.StorableText;
import org.jspecify.annotations.Nullable;

/** How reading the mailbox went, on this node. */
final class MailboxStatus {

    /** A report waits for a notice that is being sent; a mail that cannot be read is tried again a few times. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final InstantSource clock;
    private volatile @Nullable Held held;
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

    /**
     * Where reading stands still.
     *
     * @param uid that of the first mail that is not taken in
     * @param since when it was first tried
     */
    record Held(long uid, Instant since) {}

    /** The mail of this UID is the next; it may have been that before. */
    void at(long uid) {
        var before = held;
        if (before == null || before.uid() != uid) {
            held = new Held(uid, clock.instant());
        }
    }

    /** It is taken in. */
    void passed() {
        held = null;
    }

    /** Since when the same mail keeps reading from advancing, if that is longer than a mail may take. */
    Optional<Held> stuck() {
        return Optional.ofNullable(held)
                .filter(one -> one.since().plus(PATIENCE).isBefore(clock.instant()));
    }

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
