package org.duban.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.duban.channel.Delivery;
import org.duban.letter.NoticeFixture;
import org.junit.jupiter.api.Test;

class MailQueueTests {

    /** Found by the simulation: a node that stood still right after a claim took all of it for fresh and sent it once more. */
    @Test
    void countsTheAgeOfAClaimFromWhenItWasAskedFor() throws InterruptedException {
        var queue = new MailQueue(8);
        var beforeItStoodStill =
                System.nanoTime() - MailDispatcher.FRESH.plusSeconds(1).toNanos();

        queue.add(
                List.of(new Delivery(
                        NoticeFixture.aNotice().saying(NoticeFixture.aLine()),
                        1,
                        false,
                        Instant.EPOCH,
                        UUID.randomUUID())),
                beforeItStoodStill);

        var next = queue.take(Duration.ZERO);
        assertThat(next).isNotNull();
        assertThat(next.olderThan(MailDispatcher.FRESH)).isTrue();
    }
}
