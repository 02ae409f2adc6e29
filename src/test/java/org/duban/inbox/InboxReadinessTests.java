package org.duban.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class InboxReadinessTests {

    private Instant now = Instant.parse("2026-11-23T00:00:00Z");
    private final MailboxStatus readings = new MailboxStatus(() -> now);

    @Test
    void showsAMailThatKeepsReadingFromAdvancing() {
        var readiness = new InboxReadiness(readings);
        readings.at(7);
        assertThat(readiness.health().getStatus()).isEqualTo(Status.UP);

        now = now.plus(Duration.ofMinutes(11));
        assertThat(readiness.health().getStatus()).isEqualTo(InboxReadiness.STUCK);
        assertThat(readiness.health().getDetails()).containsEntry("uid", 7L);

        readings.passed();
        assertThat(readiness.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void showsAMailboxThatCannotBeReadTwiceInARow() {
        var readiness = new InboxReadiness(readings);
        readings.failed(new IllegalStateException("connection refused"));
        assertThat(readiness.health().getStatus()).isEqualTo(Status.UP);

        readings.failed(new IllegalStateException("connection refused"));
        assertThat(readiness.health().getStatus()).isEqualTo(InboxReadiness.STUCK);
        assertThat(readiness.health().getDetails()).containsEntry("lastError", "connection refused");
    }
}
