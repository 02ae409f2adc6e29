package org.duban.intake;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.duban.intake.kafka.IntakeKafka;
import org.duban.process.DubanProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Asks Kafka whether the intake has taken everything that was written before, so that the ledger's word is the last. */
@Component
final class IntakeProgress implements DisposableBean {

    private static final int PATIENCE_MILLIS = 2_000;

    private final Map<String, Object> settings;
    private final String topic;
    private @Nullable Admin admin;

    IntakeProgress(IntakeKafka kafka, DubanProperties duban) {
        this.settings = kafka.admin();
        this.topic = duban.topics().taskEvents();
    }

    /** Whether the ledger has all task events that Kafka had when this was asked; false as long as Kafka does not say so. */
    boolean caughtUp() {
        try {
            return left() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private long left() throws InterruptedException, ExecutionException, TimeoutException {
        var asked = admin();
        var committed = asked.listConsumerGroupOffsets(
                        IntakeKafka.GROUP, new ListConsumerGroupOffsetsOptions().timeoutMs(PATIENCE_MILLIS))
                .partitionsToOffsetAndMetadata();
        var ends = asked.listOffsets(partitions(asked), new ListOffsetsOptions().timeoutMs(PATIENCE_MILLIS))
                .all()
                .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        var offsets = committed.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    var at = offsets.get(end.getKey());
                    return Math.max(0, end.getValue().offset() - (at == null ? 0 : at.offset()));
                })
                .sum();
    }

    private Map<TopicPartition, OffsetSpec> partitions(Admin asked)
            throws InterruptedException, ExecutionException, TimeoutException {
        var described = asked.describeTopics(List.of(topic), new DescribeTopicsOptions().timeoutMs(PATIENCE_MILLIS))
                .allTopicNames()
                .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        var partitions = new HashMap<TopicPartition, OffsetSpec>();
        described.values().stream()
                .flatMap(each -> each.partitions().stream())
                .forEach(each -> partitions.put(new TopicPartition(topic, each.partition()), OffsetSpec.latest()));
        return partitions;
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(settings);
        }
        return admin;
    }

    @Override
    public synchronized void destroy() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
