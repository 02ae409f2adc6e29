package org.duban.intake.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class IntakeLagTests {

    private final AtomicLong nanos = new AtomicLong();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final IntakeLag lag = new IntakeLag(registry, List.of("events"), (topic, id) -> {}, nanos::get);

    @Test
    void countsWhatIsLeftInAllPartitions() {
        lag.stands(partition(0), 10, 14);
        lag.stands(partition(1), 0, 3);

        assertThat(told("duban.intake.lag")).isEqualTo(7);
    }

    @Test
    void growsWhileNobodyTakesWhatLiesThere() {
        lag.stands(partition(0), 10, 14);
        pass(60);
        lag.stands(partition(0), 10, 20);
        pass(30);

        assertThat(told("duban.intake.stalled")).isEqualTo(90);
    }

    @Test
    void standsNotStillWhileTheIntakeMovesOn() {
        lag.stands(partition(0), 10, 5_000);
        pass(60);
        lag.stands(partition(0), 500, 5_000);

        assertThat(told("duban.intake.stalled")).isZero();
    }

    @Test
    void countsFromWhenARecordCameAfterAQuietNight() {
        lag.stands(partition(0), 10, 10);
        pass(36_000);
        lag.stands(partition(0), 10, 11);

        assertThat(told("duban.intake.stalled")).isZero();
    }

    @Test
    void knowsNothingWhileKafkaIsSilent() {
        lag.stands(partition(0), 10, 14);

        lag.lost();

        assertThat(told("duban.intake.lag")).isNaN();
        assertThat(told("duban.intake.stalled")).isNaN();
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private double told(String gauge) {
        return registry.get(gauge).tag("topic", "events").gauge().value();
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition("events", number);
    }
}
