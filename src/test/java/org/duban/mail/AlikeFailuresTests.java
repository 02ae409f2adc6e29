package org.duban.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.duban.channel.FailureCause;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class AlikeFailuresTests {

    private Instant now = Instant.parse("2026-11-23T01:00:00Z");
    private final AlikeFailures failures = new AlikeFailures(() -> now);
    private final AlikeFailuresHealth health = new AlikeFailuresHealth(failures);

    @Test
    void raisesTheAlarmWhenFiveReadersHearTheSame() {
        for (var reader = 1; reader <= 4; reader++) {
            blocked(reader);
            blocked(reader);
        }
        assertThat(failures.alarm()).isEmpty();

        blocked(5);

        assertThat(failures.alarm())
                .contains(new AlikeFailures.Alarm(
                        5, "550 Ip frequency limited [mark5 Blocked IP 192.0.2.5]. a5@qq.example"));
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails()).containsKeys("readers", "lastReply", "cure");
    }

    @Test
    void endsSixHoursAfterTheLastOfThem() {
        for (var reader = 1; reader <= 5; reader++) {
            blocked(reader);
        }

        now = now.plus(Duration.ofHours(6)).plusSeconds(1);

        assertThat(failures.alarm()).isEmpty();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void saysNothingOfWrongAddressesFullBoxesAndDifferentReasons() {
        for (var reader = 1; reader <= 20; reader++) {
            failures.heard("a" + reader, FailureCause.ADDRESS, "550 5.1.1 no such user");
            failures.heard("a" + reader, FailureCause.MAILBOX_FULL, "552 5.2.2 mailbox full");
            failures.heard("a" + reader, FailureCause.UNCLEAR, "554 " + (char) ('a' + reader) + " is wrong");
        }

        assertThat(failures.alarm()).isEmpty();
    }

    private void blocked(int reader) {
        var words = "550 Ip frequency limited [mark%1$d Blocked IP 192.0.2.%1$d]. a%1$d@qq.example".formatted(reader);
        failures.heard("a" + reader + "@qq.example", FailureCause.of("", words), words);
    }
}
