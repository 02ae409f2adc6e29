package org.duban.access.users;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses passwords, in three ways, each of which forgets after a quarter of an hour without a wrong one:
 *
 * <ul>
 *   <li>a name from one address: after {@value #FREE} wrong ones each further one locks the two for twice as long, up to
 *       five minutes;
 *   <li>an address, whatever the names: the same after {@value #FREE_OF_ADDRESS};
 *   <li>a name, whatever the addresses: after {@value #FREE_OF_NAME} one password is looked at every ten seconds.
 * </ul>
 *
 * While locked no password is looked at, not even the right one, so that the answer tells a guesser nothing. So that
 * nobody can keep a user out for good, the last two do not hold up a name at an address where it has logged in before, and
 * the last not the machine itself.
 */
@Component
public final class LoginThrottle {

    static final int FREE = 5;
    static final int FREE_OF_ADDRESS = 20;
    static final int FREE_OF_NAME = 50;

    private static final Duration FIRST_LOCK = Duration.ofSeconds(2);
    private static final Duration LONGEST_LOCK = Duration.ofMinutes(5);
    private static final Duration LONGEST_OF_NAME = Duration.ofSeconds(10);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

    private final InstantSource clock;
    private final Remembered<Caller> callers = new Remembered<>(FREE, LONGEST_LOCK);
    private final Remembered<String> addresses = new Remembered<>(FREE_OF_ADDRESS, LONGEST_LOCK);
    private final Remembered<String> names = new Remembered<>(FREE_OF_NAME, LONGEST_OF_NAME);

    LoginThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /** Who tries from where; of an IPv6 address the network counts, as one customer has all of it. */
    record Caller(String name, String address) {

        private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]*");
        private static final int LONGEST_NAME = 200;

        Caller {
            name = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
            address = network(address);
        }

        private static String network(String address) {
            var bare = address.replaceFirst("%.*", "");
            if (!IPV6.matcher(bare).matches()) {
                return address;
            }
            try {
                var bytes = InetAddress.getByName(bare).getAddress();
                return bytes.length == 16 && !isOwnMachine(bare)
                        ? HexFormat.of().formatHex(bytes, 0, 8)
                        : bare;
            } catch (UnknownHostException e) {
                return address;
            }
        }

        boolean onOwnMachine() {
            return isOwnMachine(address);
        }

        private static boolean isOwnMachine(String address) {
            return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
        }
    }

    /** Too many wrong passwords; {@code wait} says for how long none is looked at. */
    public static final class TooManyAttempts extends AuthenticationException {

        private final transient Duration wait;

        TooManyAttempts(Duration wait) {
            super("too many wrong passwords");
            this.wait = wait;
        }

        public Duration remaining() {
            return wait;
        }
    }

    /** @throws TooManyAttempts while no password of this caller is looked at */
    void refuseWhileLocked(Caller caller) {
        var now = clock.instant();
        var mine = callers.known(caller);
        if (mine != null) {
            mine.refuseWhileLocked(now);
        }
        if (mine == null || !mine.trusted()) {
            addresses.refuseWhileLocked(caller.address(), now);
            if (!caller.onOwnMachine()) {
                names.refuseWhileLocked(caller.name(), now);
            }
        }
    }

    /**
     * Checks a password, one at a time for each address, so that guessing in parallel gains nothing; where the name has
     * logged in before, one at a time for the two.
     *
     * @throws TooManyAttempts without checking it, while the caller is locked
     */
    boolean check(Caller caller, BooleanSupplier right) {
        var mine = callers.known(caller);
        if (mine != null && mine.trusted()) {
            return checkOneByOne(caller, right);
        }
        synchronized (addresses.of(caller.address())) {
            refuseWhileLocked(caller);
            return checkOneByOne(caller, right);
        }
    }

    private boolean checkOneByOne(Caller caller, BooleanSupplier right) {
        var mine = callers.of(caller);
        synchronized (mine) {
            mine.refuseWhileLocked(clock.instant());
            if (right.getAsBoolean()) {
                mine.wasRight();
                return true;
            }
            var now = clock.instant();
            mine.wasWrong(now);
            addresses.of(caller.address()).wasWrong(now);
            names.of(caller.name()).wasWrong(now);
            return false;
        }
    }

    /** What is known of the last some thousand who tried. */
    private static final class Remembered<K> {

        private static final int MOST = 10_000;

        private final int free;
        private final Duration longestLock;
        private final Map<K, Attempts> attempts = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Attempts> eldest) {
                return size() > MOST;
            }
        };

        Remembered(int free, Duration longestLock) {
            this.free = free;
            this.longestLock = longestLock;
        }

        synchronized @Nullable Attempts known(K who) {
            return attempts.get(who);
        }

        synchronized Attempts of(K who) {
            return attempts.computeIfAbsent(who, any -> new Attempts(free, longestLock));
        }

        void refuseWhileLocked(K who, Instant now) {
            var theirs = known(who);
            if (theirs != null) {
                theirs.refuseWhileLocked(now);
            }
        }
    }

    private static final class Attempts {
        private final int free;
        private final Duration longestLock;
        private int wrong;
        private Instant last = Instant.EPOCH;
        private boolean everRight;

        Attempts(int free, Duration longestLock) {
            this.free = free;
            this.longestLock = longestLock;
        }

        synchronized void refuseWhileLocked(Instant now) {
            if (now.isAfter(last.plus(FORGOTTEN_AFTER))) {
                wrong = 0;
            }
            var until = last.plus(lock());
            if (now.isBefore(until)) {
                throw new TooManyAttempts(Duration.between(now, until));
            }
        }

        synchronized void wasRight() {
            wrong = 0;
            everRight = true;
        }

        synchronized void wasWrong(Instant now) {
            wrong++;
            last = now;
        }

        synchronized boolean trusted() {
            return everRight;
        }

        private Duration lock() {
            if (wrong < free) {
                return Duration.ZERO;
            }
            var lock = FIRST_LOCK.multipliedBy(1L << Math.min(wrong - free, 10));
            return lock.compareTo(longestLock) > 0 ? longestLock : lock;
        }
    }
}
