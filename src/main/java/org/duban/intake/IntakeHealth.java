package org.duban.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.duban.database.FailureClassifier;
import org.duban.intake.kafka.IntakeLag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Down while a batch is tried in vain for the second time or more, and while records lie in Kafka of which nobody takes any
 * for {@link #STALLED}. Writes the first failure into the log, and one line in each further minute.
 */
@Component("intakeHealthIndicator")
final class IntakeHealth implements HealthIndicator {

    static final Duration STALLED = Duration.ofSeconds(45);

    private static final Logger log = LoggerFactory.getLogger(IntakeHealth.class);
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final IntakeLag lag;
    private final InstantSource clock;
    private final Map<TopicPartition, Trouble> troubles = new ConcurrentHashMap<>();

    IntakeHealth(IntakeLag lag, InstantSource clock) {
        this.lag = lag;
        this.clock = clock;
    }

    /** A batch that is not taken: how often it was tried, since when, why, and when the log was told last. */
    private record Trouble(int attempts, Instant since, String why, Instant told) {}

    /** A batch that begins with a record of this partition was not taken. */
    void failed(TopicPartition partition, Throwable failure) {
        var now = clock.instant();
        var trouble = troubles.merge(
                partition,
                new Trouble(1, now, why(failure), now),
                (before, again) -> new Trouble(
                        before.attempts() + 1,
                        before.since(),
                        again.why(),
                        before.told().plus(BETWEEN_LINES).isAfter(now) ? before.told() : now));
        if (trouble.told().equals(now)) {
            log.warn(
                    "Records of {} are not taken since {}, tried again with growing pauses ({} attempts): {}",
                    partition,
                    trouble.since(),
                    trouble.attempts(),
                    trouble.why());
        }
        log.debug("Why records of {} are not taken", partition, failure);
    }

    /** A batch that begins with a record of this partition was taken. */
    void took(TopicPartition partition) {
        var trouble = troubles.remove(partition);
        if (trouble != null) {
            log.info("Records of {} are taken again after {} attempts", partition, trouble.attempts());
        }
    }

    /** These partitions are another consumer's now, and so is what is wrong with them. */
    void gone(Collection<TopicPartition> partitions) {
        partitions.forEach(troubles::remove);
    }

    /** Whether no batch of this process is tried in vain. */
    boolean takesAll() {
        return troubles.isEmpty();
    }

    private static String why(Throwable failure) {
        var root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        var message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        return FailureClassifier.kind(failure) + ", " + message;
    }

    @Override
    public Health health() {
        var wrong = new TreeMap<String, String>();
        lag.stalledSince(STALLED)
                .forEach((topic, seconds) -> wrong.put(topic, "takes no records for " + seconds + " s"));
        troubles.forEach((partition, trouble) -> {
            if (trouble.attempts() > 1) {
                wrong.put(
                        partition.toString(),
                        "not taken since " + trouble.since() + " (" + trouble.attempts() + " attempts): "
                                + trouble.why());
            }
        });
        return wrong.isEmpty()
                ? Health.up().build()
                : Health.down().withDetails(wrong).build();
    }
}
