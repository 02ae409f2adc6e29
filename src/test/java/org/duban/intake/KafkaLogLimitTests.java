package org.duban.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class KafkaLogLimitTests {

    private final AtomicLong nanos = new AtomicLong();
    private final KafkaLogLimit log = new KafkaLogLimit(nanos::get);

    @AfterEach
    void remove() {
        log.destroy();
    }

    @Test
    void leavesOutWhatAClassOfKafkaWritesAgainAndAgain() {
        assertThat(linesOf("org.apache.kafka.clients.Chatter", 1_000)).isEqualTo(KafkaLogLimit.MOST + 1);
        assertThat(linesOf("kafka.server.Chatter", 3)).isEqualTo(3);

        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(linesOf("org.apache.kafka.clients.Chatter", 5)).isEqualTo(5);
    }

    @Test
    void leavesTheLinesOfOthersAlone() {
        assertThat(linesOf("org.duban.Chatter", 100)).isEqualTo(100);
    }

    private static int linesOf(String logger, int times) {
        var lines = new LogLines();
        for (int i = 0; i < times; i++) {
            LoggerFactory.getLogger(logger).warn("Partition {} is not there", i);
        }
        return lines.counted();
    }
}
