package org.duban.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds sending back while the mail server cannot be reached: a pause that grows, then one mail to try it with. */
final class OutagePause {

    private static final Logger log = LoggerFactory.getLogger(OutagePause.class);

    private final InstantSource clock;
    private final Duration shortest;
    private final Duration longest;

    private State state = State.OPEN;
    private Duration length;
    private long endsAt;
    private Instant since = Instant.EPOCH;
    private String reason = "";

    private enum State {
        OPEN,
        PAUSED,
        PROBING
    }

    OutagePause(InstantSource clock, Duration shortest, Duration longest) {
        this.clock = clock;
        this.shortest = shortest;
        this.longest = longest;
        this.length = shortest;
    }

    /** How many of the wanted mails may be claimed now: all, none, or a single one to try the server with. */
    synchronized int permits(int wanted) {
        if (state == State.OPEN) {
            return wanted;
        }
        if (state == State.PAUSED && System.nanoTime() - endsAt >= 0) {
            return Math.min(1, wanted);
        }
        return 0;
    }

    /** Notes that the single mail is on its way. */
    synchronized void probing() {
        if (state == State.PAUSED) {
            state = State.PROBING;
        }
    }

    /** The single mail did not get as far as the server: another one has to try. */
    synchronized void untested() {
        if (state == State.PROBING) {
            state = State.PAUSED;
        }
    }

    /** The server could not be reached; calls that come while it is already paused change nothing. */
    synchronized void down(String why) {
        if (state == State.PAUSED) {
            return;
        }
        if (state == State.OPEN) {
            since = clock.instant();
            length = shortest;
            log.warn("Mail server not reached, sending pauses: {}", why);
        } else {
            length = length.multipliedBy(2).compareTo(longest) > 0 ? longest : length.multipliedBy(2);
        }
        reason = why;
        state = State.PAUSED;
        endsAt = System.nanoTime() + length.toNanos();
    }

    /** The server was reached. */
    synchronized void up() {
        if (state != State.OPEN) {
            state = State.OPEN;
            log.info("Mail server reached again, sending goes on; it was not since {}", since);
        }
    }

    /** Since when and why nothing is sent; empty while all is well. */
    synchronized Optional<Trouble> trouble() {
        return state == State.OPEN ? Optional.empty() : Optional.of(new Trouble(since, reason, length));
    }

    /**
     * @param since when the server was first not reached
     * @param reason what went wrong last
     * @param length how long the present pause is
     */
    record Trouble(Instant since, String reason, Duration length) {}
}
