package org.duban.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.duban.channel.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How fast this process sends: no faster than its rate, and more slowly while the mail server asks for it. Each plea halves the
 * connections in use, and over a single one doubles the rest between two mails; half a minute without a plea undoes one step.
 *
 * <p>The rate is spread evenly. The known rate limiters (Resilience4j) let the mails of a whole period go at its start, which is what
 * relays complain of, and their waits do not end when the room closes; handing out turns in even steps takes five lines.
 */
final class SendPace {

    private static final Logger log = LoggerFactory.getLogger(SendPace.class);

    private static final Duration SHORTEST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);
    private static final Duration RECOVERY = Duration.ofSeconds(30);
    private static final int READERS_IN_A_ROW = 3;

    private final int connections;
    private final long interval;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    private final Set<String> readersInARow = new HashSet<>();
    private int allowed;
    private long rest;
    private long nextTurn;
    private long slowedAt;
    private long changedAt;
    private @Nullable Instant since;
    private String reason = "";

    /** @param nanoTime as {@link System#nanoTime} */
    SendPace(int connections, @Nullable RateLimit rate, InstantSource clock, LongSupplier nanoTime) {
        this.connections = connections;
        this.interval = rate == null ? 0 : rate.interval().toNanos();
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.allowed = connections;
        this.nextTurn = nanoTime.getAsLong();
        this.slowedAt = nextTurn;
        this.changedAt = nextTurn;
    }

    /** Whether the sender of that number, from 1, may use a connection now. */
    synchronized boolean permits(int sender) {
        recover();
        return sender <= allowed;
    }

    /** Takes the next turn; how long to wait for it. */
    synchronized Duration untilTurn() {
        recover();
        var step = Math.max(interval, rest);
        if (step == 0) {
            return Duration.ZERO;
        }
        var now = nanoTime.getAsLong();
        var wait = Math.max(0, nextTurn - now);
        nextTurn = now + wait + step;
        return Duration.ofNanos(wait);
    }

    /**
     * Notes what the server said to a mail.
     *
     * @param startedAt when the mail set out, by the same clock: what set out before the last slow-down says nothing new
     */
    synchronized void heard(SlowDownReply plea, String reader, Outcome outcome, long startedAt) {
        if (outcome instanceof Outcome.Accepted) {
            readersInARow.clear();
        }
        if (plea == SlowDownReply.PERHAPS) {
            readersInARow.add(reader);
        }
        if (plea == SlowDownReply.CLEAR || readersInARow.size() >= READERS_IN_A_ROW) {
            readersInARow.clear();
            slowDown(outcome.reply(), startedAt);
        }
    }

    /** The server takes no further connection beside the open ones. */
    synchronized void crowded(long open, String words, long startedAt) {
        if (toBeHeard(startedAt)) {
            allowed = Math.max((int) Math.min(open, allowed), allowed / 2);
            slowed(words);
        }
    }

    /** How many connections may be used now. */
    synchronized int connections() {
        recover();
        return allowed;
    }

    /** Since when and why sending is slower than it might be; empty at full speed. */
    synchronized Optional<Slowness> slowness() {
        recover();
        return Optional.ofNullable(since).map(start -> new Slowness(start, reason, allowed, Duration.ofNanos(rest)));
    }

    private void slowDown(String words, long startedAt) {
        if (!toBeHeard(startedAt)) {
            return;
        }
        if (allowed > 1) {
            allowed = allowed / 2;
        } else {
            rest = Math.min(LONGEST_REST.toNanos(), Math.max(SHORTEST_REST.toNanos(), 2 * rest));
        }
        slowed(words);
    }

    private boolean toBeHeard(long startedAt) {
        recover();
        changedAt = nanoTime.getAsLong();
        return startedAt - slowedAt >= 0;
    }

    private void slowed(String words) {
        slowedAt = changedAt;
        reason = words;
        if (since == null) {
            since = clock.instant();
            log.warn("Mail server asks for less, sending slows down: {}", words);
        }
    }

    private void recover() {
        while (since != null && nanoTime.getAsLong() - changedAt >= RECOVERY.toNanos()) {
            changedAt += RECOVERY.toNanos();
            if (rest > 0) {
                rest = rest / 2 < SHORTEST_REST.toNanos() ? 0 : rest / 2;
            } else {
                allowed = Math.min(connections, allowed + 1);
            }
            if (rest == 0 && allowed == connections) {
                log.info("Mails are sent at full speed again; they were not since {}", since);
                since = null;
            }
        }
    }

    /**
     * @param since when the server first asked for less
     * @param reason its last words about it
     * @param connections how many connections are used meanwhile
     * @param rest the rest between two mails
     */
    record Slowness(Instant since, String reason, int connections, Duration rest) {}
}
