package org.duban.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.duban.intake.kafka.IntakeLag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

final class IntakeHealthTests {

    private static final TopicPartition PARTITION = new TopicPartition("events", 3);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T02:00:00Z"));
    private final IntakeLag lag =
            new IntakeLag(new SimpleMeterRegistry(), List.of("events"), (topic, id) -> {}, nanos::get);
    private final IntakeHealth health = new IntakeHealth(lag, now::get);

    @Test
    void isDownFromTheSecondFailureOfABatchOnUntilItIsTaken() {
        health.failed(PARTITION, new IllegalStateException("first"));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        health.failed(PARTITION, new IllegalStateException("second"));
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails())
                .containsEntry(
                        "events-3", "not taken since 2026-11-23T02:00:00Z (2 attempts): IllegalStateException, second");

        health.took(PARTITION);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void leavesToOthersWhatIsTheirs() {
        health.failed(PARTITION, new IllegalStateException());
        health.failed(PARTITION, new IllegalStateException());

        health.gone(List.of(PARTITION));

        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(health.takesAll()).isTrue();
    }

    @Test
    void isDownWhileRecordsLieOfWhichNobodyTakesAny() {
        lag.stands(PARTITION, 5, 9);
        lag.stands(PARTITION, 5, 10);
        nanos.addAndGet(Duration.ofSeconds(44).toNanos());
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails()).containsEntry("events", "takes no records for 46 s");

        lag.stands(PARTITION, 10, 10);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void saysOnceAMinuteWhatIsTriedInVain() {
        assertThat(linesOfFailures(100)).isEqualTo(1);
        now.updateAndGet(before -> before.plusSeconds(30));
        assertThat(linesOfFailures(100)).isZero();
        now.updateAndGet(before -> before.plusSeconds(31));
        assertThat(linesOfFailures(100)).isEqualTo(1);
    }

    private int linesOfFailures(int times) {
        var lines = new LogLines();
        for (int i = 0; i < times; i++) {
            health.failed(PARTITION, new IllegalStateException());
            now.updateAndGet(before -> before.plusMillis(1));
        }
        return lines.counted();
    }
}
