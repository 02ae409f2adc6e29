package org.duban.intake.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.duban.process.DubanProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How far the intake lies behind, from what Kafka itself says of the group and of the topics: so it is told by every process,
 * and goes on growing when no consumer is left to tell it.
 */
@Component
public final class IntakeLag {

    private static final int PATIENCE_MILLIS = 8_000;

    private final List<String> topics;
    private final BiConsumer<String, Uuid> seen;
    private final LongSupplier nanoTime;
    private final Map<TopicPartition, Place> places = new HashMap<>();
    private boolean known;

    /** How much of a partition is still to be read, and when the intake was last seen to move on in it, or to be at its end. */
    private record Place(long committed, long left, long movedAt) {}

    @Autowired
    IntakeLag(MeterRegistry registry, DubanProperties duban, TopicIds ids) {
        this(registry, List.of(duban.topics().taskEvents(), duban.topics().unitEvents()), ids::seen, System::nanoTime);
    }

    public IntakeLag(
            MeterRegistry registry, List<String> topics, BiConsumer<String, Uuid> seen, LongSupplier nanoTime) {
        this.topics = topics;
        this.seen = seen;
        this.nanoTime = nanoTime;
        for (var topic : topics) {
            Gauge.builder("duban.intake.lag", this, lag -> lag.records(topic))
                    .description("Records that the intake has not taken yet; not a number while Kafka does not answer")
                    .baseUnit("records")
                    .tag("topic", topic)
                    .register(registry);
            Gauge.builder("duban.intake.stalled", this, lag -> lag.stalled(topic))
                    .description("For how long records have lain in a partition of which the intake takes none")
                    .baseUnit("seconds")
                    .tag("topic", topic)
                    .register(registry);
        }
    }

    /** Asks, and returns at once. */
    public void ask(Admin admin) {
        var committed = admin.listConsumerGroupOffsets(
                IntakeKafka.GROUP, new ListConsumerGroupOffsetsOptions().timeoutMs(PATIENCE_MILLIS));
        admin.describeTopics(topics, new DescribeTopicsOptions().timeoutMs(PATIENCE_MILLIS))
                .allTopicNames()
                .whenComplete((found, failure) -> {
                    if (found == null) {
                        lost();
                        return;
                    }
                    var ends = new HashMap<TopicPartition, OffsetSpec>();
                    found.forEach((topic, description) -> description
                            .partitions()
                            .forEach(partition ->
                                    ends.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
                    found.forEach((topic, description) -> seen.accept(topic, description.topicId()));
                    // What a transaction has not committed is nobody's to take yet.
                    var settled = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(PATIENCE_MILLIS);
                    admin.listOffsets(ends, settled)
                            .all()
                            .toCompletionStage()
                            .thenAcceptBoth(
                                    committed.partitionsToOffsetAndMetadata().toCompletionStage(), this::answered)
                            .exceptionally(unanswered -> lost());
                });
    }

    private synchronized void answered(
            Map<TopicPartition, ListOffsetsResultInfo> ends,
            Map<TopicPartition, @Nullable OffsetAndMetadata> committed) {
        ends.forEach((partition, end) -> {
            var at = committed.get(partition);
            stands(partition, at == null ? 0 : at.offset(), end.offset());
        });
    }

    /** Notes where the intake stands in a partition. */
    public synchronized void stands(TopicPartition partition, long committed, long end) {
        var left = Math.max(0, end - committed);
        var now = nanoTime.getAsLong();
        var before = places.getOrDefault(partition, new Place(committed, 0, now));
        var stands = left > 0 && before.left() > 0 && before.committed() == committed;
        places.put(partition, new Place(committed, left, stands ? before.movedAt() : now));
        known = true;
    }

    /** Kafka did not answer: nothing is known until it does again. */
    synchronized @Nullable Void lost() {
        known = false;
        return null;
    }

    private synchronized double records(String topic) {
        return known
                ? places.entrySet().stream()
                        .filter(place -> place.getKey().topic().equals(topic))
                        .mapToLong(place -> place.getValue().left())
                        .sum()
                : Double.NaN;
    }

    /** The topics of which nothing was taken for so long although records lie there, each with the seconds. */
    public synchronized Map<String, Long> stalledSince(Duration patience) {
        var stalled = new HashMap<String, Long>();
        for (var topic : topics) {
            var seconds = stalled(topic);
            if (seconds >= patience.toSeconds()) {
                stalled.put(topic, (long) seconds);
            }
        }
        return stalled;
    }

    private synchronized double stalled(String topic) {
        var now = nanoTime.getAsLong();
        return known
                ? places.entrySet().stream()
                        .filter(place -> place.getKey().topic().equals(topic)
                                && place.getValue().left() > 0)
                        .mapToDouble(
                                place -> Duration.ofNanos(now - place.getValue().movedAt())
                                                .toMillis()
                                        / 1_000.0)
                        .max()
                        .orElse(0)
                : Double.NaN;
    }
}
