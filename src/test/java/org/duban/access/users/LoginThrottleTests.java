package org.duban.access.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.duban.access.users.LoginThrottle.Caller;
import org.duban.access.users.LoginThrottle.TooManyAttempts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginThrottleTests {

    private static final String OFFICE = "192.0.2.10";
    private static final String ELSEWHERE = "198.51.100.7";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T04:00:00Z"));
    private final LoginThrottle throttle = new LoginThrottle(now::get);

    @Test
    void looksAtNoPasswordWhileLockedNotEvenAtTheRightOne() {
        guess("admin", OFFICE, LoginThrottle.FREE);

        assertThatThrownBy(() -> right("admin", OFFICE)).isInstanceOf(TooManyAttempts.class);
        now.updateAndGet(at -> at.plusSeconds(3));
        assertThat(right("admin", OFFICE)).isTrue();
    }

    @Test
    void looksAtNoneWhileLockedWhereTheRightOneWasSeenBefore() {
        right("admin", OFFICE);
        guess("admin", OFFICE, LoginThrottle.FREE);

        assertThatThrownBy(() -> right("admin", OFFICE)).isInstanceOf(TooManyAttempts.class);
    }

    @Test
    void doublesTheLockUpToFiveMinutes() {
        guess("admin", OFFICE, LoginThrottle.FREE + 20);

        assertThatThrownBy(() -> right("admin", OFFICE))
                .isInstanceOfSatisfying(
                        TooManyAttempts.class,
                        many -> assertThat(many.remaining()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5)));
    }

    @Test
    void locksAnAddressThatTriesManyNames() {
        for (var i = 0; i < LoginThrottle.FREE_OF_ADDRESS; i++) {
            guess("name-" + i, ELSEWHERE, 1);
        }

        assertThatThrownBy(() -> right("one-more", ELSEWHERE)).isInstanceOf(TooManyAttempts.class);
        assertThat(right("one-more", OFFICE)).isTrue();
    }

    @Test
    void slowsDownANameThatManyAddressesTry() {
        spread("admin");

        assertThatThrownBy(() -> right("admin", OFFICE))
                .isInstanceOfSatisfying(
                        TooManyAttempts.class,
                        many -> assertThat(many.remaining()).isLessThanOrEqualTo(Duration.ofSeconds(10)));
        assertThat(right("somebody-else", OFFICE)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({OFFICE + ", true", "127.0.0.1, false", "0:0:0:0:0:0:0:1, false", "::1, false"})
    void letsNobodyKeepAUserOutForGood(String address, boolean loggedInBefore) {
        if (loggedInBefore) {
            right("admin", address);
        }

        spread("admin");

        assertThat(right("admin", address)).isTrue();
    }

    @Test
    void letsWhoWasInBeforeInWhileANeighbourOfHisAddressGuesses() {
        right("office", OFFICE);
        for (var i = 0; i < LoginThrottle.FREE_OF_ADDRESS; i++) {
            guess("name-" + i, OFFICE, 1);
        }

        assertThat(right("office", OFFICE)).isTrue();
    }

    @Test
    void takesAWholeIpv6NetworkForOneAddress() {
        for (var i = 0; i < LoginThrottle.FREE; i++) {
            guess("admin", "2001:db8:1:2:0:0:0:" + (i + 1), 1);
        }

        assertThatThrownBy(() -> right("admin", "2001:db8:1:2::beef")).isInstanceOf(TooManyAttempts.class);
        assertThat(right("admin", "2001:db8:1:3::beef")).isTrue();
    }

    @Test
    void forgetsAfterAQuarterOfAnHour() {
        guess("admin", OFFICE, LoginThrottle.FREE + 20);

        now.updateAndGet(at -> at.plus(Duration.ofMinutes(16)));

        guess("admin", OFFICE, LoginThrottle.FREE - 1);
        assertThat(right("admin", OFFICE)).isTrue();
    }

    @Test
    void looksAtNoMorePasswordsWhereTheyComeAllAtOnce() throws Exception {
        var looked = new AtomicInteger();
        var together = new CountDownLatch(1);
        var guessers = Executors.newFixedThreadPool(40);

        for (var i = 0; i < 40; i++) {
            guessers.execute(() -> {
                await(together);
                tryWrong(looked);
            });
        }
        together.countDown();
        guessers.shutdown();

        assertThat(guessers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(looked).hasValue(LoginThrottle.FREE);
    }

    private void tryWrong(AtomicInteger looked) {
        try {
            throttle.check(new Caller("admin", ELSEWHERE), () -> looked.incrementAndGet() < 0);
        } catch (TooManyAttempts e) {
            // As it should be for most.
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Wrong passwords for one name, from so many addresses that none of them is locked. */
    private void spread(String name) {
        for (var i = 0; i < LoginThrottle.FREE_OF_NAME; i++) {
            guess(name, "203.0.113." + i, 1);
        }
    }

    /** Wrong passwords, each as soon as one is looked at. */
    private void guess(String name, String address, int times) {
        for (var i = 0; i < times; i++) {
            passLock(name, address);
            assertThat(throttle.check(new Caller(name, address), () -> false)).isFalse();
        }
    }

    private void passLock(String name, String address) {
        try {
            throttle.refuseWhileLocked(new Caller(name, address));
        } catch (TooManyAttempts many) {
            now.updateAndGet(at -> at.plus(many.remaining()));
        }
    }

    private boolean right(String name, String address) {
        return throttle.check(new Caller(name, address), () -> true);
    }
}
