package org.duban.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.duban.intake.kafka.TopicIds;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.stereotype.Component;

/**
 * Moves the intake, when it has nothing to do, past what nobody is given: the markers of transactions, and the records of those
 * that were taken back. Without that they look like records that are left lying.
 */
@Component
@ConditionalOnRole(Role.INTAKE)
final class TransactionMarkers {

    /** Milliseconds without a record after which a consumer has nothing to do. */
    static final long IDLE_MILLIS = 5_000;

    private static final Logger log = LoggerFactory.getLogger(TransactionMarkers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final TopicIds ids;
    private final IntakeHealth health;

    TransactionMarkers(TopicIds ids, IntakeHealth health) {
        this.ids = ids;
        this.health = health;
    }

    /** Called by the consumer's own thread, between two batches: what it has been given is taken, unless that failed. */
    @EventListener
    void on(ListenerContainerIdleEvent idle) {
        var partitions = idle.getTopicPartitions();
        if (partitions == null || partitions.isEmpty() || !health.takesAll()) {
            return;
        }
        try {
            pass(idle.getConsumer(), partitions);
        } catch (KafkaException e) {
            log.debug("Not moved past the markers of {}", partitions, e);
        }
    }

    private void pass(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var passed = new HashMap<TopicPartition, OffsetAndMetadata>();
        consumer.committed(new HashSet<>(partitions), PATIENCE).forEach((partition, committed) -> {
            var position = consumer.position(partition, PATIENCE);
            if (position > (committed == null ? 0 : committed.offset())) {
                passed.put(partition, ids.at(partition.topic(), position));
            }
        });
        if (!passed.isEmpty()) {
            consumer.commitSync(passed, PATIENCE);
        }
    }
}
