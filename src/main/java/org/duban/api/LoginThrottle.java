package org.duban.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses passwords: after {@value #FREE} wrong ones for a name from one address, each further one locks
 * that pair for twice as long, up to five minutes. Others, and the same name from elsewhere, are not held up.
 */
@Component
final class LoginThrottle {

    static final int FREE = 5;
    private static final Duration FIRST_LOCK = Duration.ofSeconds(2);
    private static final Duration LONGEST_LOCK = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    private static final int MOST_CALLERS = 10_000;

    private final InstantSource clock;
    private final Map<Caller, Attempts> attempts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Caller, Attempts> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    LoginThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /** Who tries. */
    record Caller(String name, String address) {}

    /** Too many wrong passwords; {@code wait} says for how long none is looked at. */
    static final class TooManyAttempts extends AuthenticationException {

        private final transient Duration wait;

        TooManyAttempts(Duration wait) {
            super("too many wrong passwords");
            this.wait = wait;
        }

        Duration remaining() {
            return wait;
        }
    }

    /**
     * Checks a password, one at a time for each caller, so that guessing in parallel gains nothing.
     *
     * @throws TooManyAttempts without checking it, while the caller is locked
     */
    boolean check(Caller caller, BooleanSupplier right) {
        var mine = attemptsOf(caller);
        synchronized (mine) {
            var now = clock.instant();
            mine.refuseWhileLocked(now);
            if (right.getAsBoolean()) {
                mine.wrong = 0;
                return true;
            }
            mine.wrong++;
            mine.last = now;
            return false;
        }
    }

    private Attempts attemptsOf(Caller caller) {
        synchronized (attempts) {
            return attempts.computeIfAbsent(caller, any -> new Attempts());
        }
    }

    private static final class Attempts {
        private int wrong;
        private Instant last = Instant.EPOCH;

        void refuseWhileLocked(Instant now) {
            if (now.isAfter(last.plus(FORGOTTEN_AFTER))) {
                wrong = 0;
            }
            var until = last.plus(lock());
            if (now.isBefore(until)) {
                throw new TooManyAttempts(Duration.between(now, until));
            }
        }

        private Duration lock() {
            if (wrong < FREE) {
                return Duration.ZERO;
            }
            var lock = FIRST_LOCK.multipliedBy(1L << Math.min(wrong - FREE, 10));
            return lock.compareTo(LONGEST_LOCK) > 0 ? LONGEST_LOCK : lock;
        }
    }
}
