package org.duban.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.duban.channel.Outcome;
import org.duban.process.BadSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendPaceTests {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T01:30:00Z"));
    private static final Outcome LATER = new Outcome.Deferred("421 4.7.0 later");

    // Such clocks may be anywhere, also just before they overflow.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private final SendPace pace = new SendPace(16, null, CLOCK, nanos::get);

    @Test
    void letsMailsGoAtOnceWithoutARate() {
        assertThat(IntStream.range(0, 100).mapToObj(turn -> pace.untilTurn())).containsOnly(Duration.ZERO);
    }

    @Test
    void spreadsTheMailsOfARateEvenlyOverAllSenders() {
        var limited = new SendPace(16, RateLimit.of("600/m"), CLOCK, nanos::get);

        assertThat(IntStream.range(0, 4).mapToObj(turn -> limited.untilTurn().toMillis()))
                .containsExactly(0L, 100L, 200L, 300L);
        pass(Duration.ofSeconds(10));
        assertThat(limited.untilTurn()).as("what was not used is not saved up").isZero();
        assertThat(limited.untilTurn()).isEqualTo(Duration.ofMillis(100));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            20/s,    50,   1200
            600/m,   100,  600
            5000/h,  720,  83
            1 / h,   3600000, 1
            """)
    void readsRates(String text, long millis, int inAMinute) {
        assertThat(RateLimit.of(text).interval()).isEqualTo(Duration.ofMillis(millis));
        assertThat(RateLimit.of(text).within(Duration.ofMinutes(1))).isEqualTo(inAMinute);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "0/s", "-1/s", "10", "10/d", "99999999/s", "1.5/s"})
    void saysWhatARateLooksLike(String text) {
        assertThatThrownBy(() -> RateLimit.of(text))
                .isInstanceOf(BadSetting.class)
                .hasMessage("duban.mail.rate is \"" + text + "\", and that cannot work");
    }

    @Test
    void halvesTheConnectionsAndThenRestsBetweenMails() {
        assertThat(IntStream.range(0, 10).mapToObj(time -> afterAPlea()))
                .containsExactly(
                        "8 PT0S", "4 PT0S", "2 PT0S", "1 PT0S", "1 PT1S", "1 PT2S", "1 PT4S", "1 PT8S", "1 PT16S",
                        "1 PT30S");
    }

    @Test
    void countsThePleasToMailsThatWereOnTheirWayTogetherAsOne() {
        var start = nanos.get();
        pass(Duration.ofMillis(5));

        IntStream.range(0, 16).forEach(sender -> pace.heard(SlowDownReply.CLEAR, "r" + sender, LATER, start));

        assertThat(pace.connections()).isEqualTo(8);
        assertThat(pace.permits(8)).isTrue();
        assertThat(pace.permits(9)).isFalse();
    }

    @Test
    void comesBackStepByStepWhileNobodyAsksForLess() {
        IntStream.range(0, 6).forEach(time -> afterAPlea());

        assertThat(IntStream.range(0, 18).mapToObj(step -> {
                    pass(Duration.ofSeconds(30));
                    return pace.slowness().map(SendPace.Slowness::toString).isPresent() ? pace.connections() : -1;
                }))
                .containsExactly(1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, -1, -1);
        assertThat(pace.connections()).isEqualTo(16);
    }

    @Test
    void doesNotComeBackWhileItIsAskedForLess() {
        afterAPlea();
        var old = nanos.get() - 1;
        for (var time = 0; time < 10; time++) {
            pass(Duration.ofSeconds(29));
            pace.heard(
                    SlowDownReply.CLEAR,
                    "reader",
                    LATER,
                    old - Duration.ofMinutes(9).toNanos());
        }

        assertThat(pace.connections()).isEqualTo(8);
    }

    @Test
    void slowsDownForReadersInARowButNotForOne() {
        IntStream.range(0, 50).forEach(time -> pace.heard(SlowDownReply.PERHAPS, "one", LATER, nanos.get()));
        pace.heard(SlowDownReply.PERHAPS, "two", LATER, nanos.get());
        pace.heard(SlowDownReply.NONE, "three", new Outcome.Accepted("250 ok"), nanos.get());
        pace.heard(SlowDownReply.PERHAPS, "four", LATER, nanos.get());
        pace.heard(SlowDownReply.PERHAPS, "five", LATER, nanos.get());
        assertThat(pace.slowness()).isEmpty();

        pace.heard(SlowDownReply.PERHAPS, "six", LATER, nanos.get());

        assertThat(pace.connections()).isEqualTo(8);
    }

    @Test
    void keepsAsManyConnectionsAsTheServerTakes() {
        pace.crowded(10, "421 too many connections", nanos.get());
        assertThat(pace.connections()).isEqualTo(10);
        pass(Duration.ofMillis(1));
        pace.crowded(3, "421 too many connections", nanos.get());
        assertThat(pace.connections())
                .as("a start that goes wrong costs no more than half")
                .isEqualTo(5);
    }

    private String afterAPlea() {
        pace.heard(SlowDownReply.CLEAR, "reader", LATER, nanos.get());
        pass(Duration.ofMillis(1));
        var slow = pace.slowness().orElseThrow();
        return slow.connections() + " " + slow.rest();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
