package org.duban.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.duban.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class InboxHealthTests {

    private static final Instant SENT = Instant.parse("2026-11-23T00:00:00Z");

    private Instant now = SENT;
    private final JdbcInboxTable table =
            new JdbcInboxTable(JdbcClient.create(TestDatabase.create("inbox")), new JsonMapper());
    private final MailboxStatus readings = new MailboxStatus(() -> now);
    private final InboxHealth health = new InboxHealth(readings, table, Duration.ofHours(1), () -> now);

    @Test
    void isDownWhileTheMailToOurselvesIsLostAndUpOnceOneComesBack() {
        table.addProbe(new UUID(1, 1), SENT);

        now = SENT.plus(Duration.ofMinutes(59));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        now = SENT.plus(Duration.ofMinutes(61));
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails())
                .containsEntry("lastProbeBack", "overdue")
                .extractingByKey("reason")
                .asString()
                .contains("has not come back within PT1H");

        table.probeBack(new UUID(1, 1), now);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(health.health().getDetails()).doesNotContainKey("reason");
    }

    @Test
    void isDownWhenTheMailboxCannotBeReadTwiceInARow() {
        readings.failed(new IllegalStateException("connection refused"));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        readings.failed(new IllegalStateException("connection refused"));
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails()).containsEntry("lastError", "connection refused");

        readings.worked();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isDownWhileTheSameMailKeepsReadingFromAdvancing() {
        readings.at(7);
        now = SENT.plus(Duration.ofMinutes(9));
        readings.at(7);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        now = SENT.plus(Duration.ofMinutes(11));
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails())
                .containsEntry("stuck", "STUCK at the mail with UID 7")
                .containsEntry("stuckSince", SENT.toString());

        readings.passed();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }
}
