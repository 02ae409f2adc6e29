package org.duban.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.duban.channel.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectionTests {

    private static final Outcome LATER = new Outcome.Deferred("451 4.3.0 no space left");
    private static final Outcome SLOWER = new Outcome.Deferred("450 4.7.1 slow down");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T01:30:00Z"));
    private final Rejection rejection = new Rejection(now::get);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            451 4.3.0 no space left                     | true
            451 filter unavailable                      | true
            452 4.2.2 mailbox full                      | true
            554 5.7.1 relaying denied                   | true
            550 5.1.1 no such user                      | false
            450 4.2.0 Greylisted, see example.org       | false
            connection lost (FINAL_DOT)                 | true
            connection lost (DATA)                      | true
            """)
    void isNoticedWhenThreeReadersInARowHearIt(String reply, boolean noticed) {
        assertThat(afterReaders(2, outcome(reply))).isFalse();
        assertThat(afterReaders(3, outcome(reply))).isEqualTo(noticed);
    }

    @Test
    void endsWithTheFirstMailThatIsTaken() {
        afterReaders(3, LATER);
        assertThat(rejection.trouble())
                .contains(new Rejection.Trouble(Instant.parse("2026-11-23T01:30:00Z"), LATER.reply()));

        hears("four", new Outcome.Accepted("250 ok"));

        assertThat(rejection.trouble()).isEmpty();
        assertThat(afterReaders(2, LATER)).isFalse();
    }

    @Test
    void isNotToldByOneReaderHoweverOftenHeIsTried() {
        IntStream.range(0, 50).forEach(time -> hears("one", LATER));

        assertThat(rejection.trouble()).isEmpty();
    }

    @Test
    void leavesPleasForLessAMinuteToHelp() {
        for (var reader : new String[] {"one", "two", "three"}) {
            rejection.heard(SlowDownReply.PERHAPS, reader, SLOWER);
        }
        assertThat(rejection.trouble()).isEmpty();

        pass(Duration.ofMinutes(1));

        assertThat(rejection.trouble()).isPresent();
    }

    @Test
    void isForgottenWhenNothingWaitsAnyMore() {
        afterReaders(3, LATER);
        pass(Duration.ofHours(5));
        assertThat(rejection.trouble()).isPresent();

        pass(Duration.ofHours(1));

        assertThat(rejection.trouble()).isEmpty();
    }

    private boolean afterReaders(int number, Outcome outcome) {
        IntStream.range(0, number).forEach(reader -> hears("reader" + reader, outcome));
        return rejection.trouble().isPresent();
    }

    private void hears(String reader, Outcome outcome) {
        rejection.heard(SlowDownReply.NONE, reader, outcome);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static Outcome outcome(String reply) {
        if (reply.contains("FINAL_DOT")) {
            return new Outcome.Unknown(reply);
        }
        return reply.startsWith("5")
                ? new Outcome.Refused(reply, reply.contains("5.1.1"))
                : new Outcome.Deferred(reply);
    }
}
