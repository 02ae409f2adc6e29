package org.duban.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.duban.events.RawRecord;
import org.duban.events.RawRecord.RawHeader;
import org.duban.intake.kafka.IntakeKafka;
import org.duban.intake.kafka.IntakeProperties;
import org.duban.intake.kafka.TopicIds;
import org.duban.process.ConditionalOnRole;
import org.duban.process.DubanProperties;
import org.duban.process.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** The consumers of task and unit events: offsets are committed after the transaction, and no batch is ever skipped. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.INTAKE)
final class IntakeConfiguration {

    private static final long STOPS_WITHIN_MILLIS = 30_000;

    private final IntakeHealth health;
    private final TopicIds ids;
    private final MeterRegistry meters;

    IntakeConfiguration(IntakeHealth health, TopicIds ids, MeterRegistry meters) {
        this.health = health;
        this.ids = ids;
        this.meters = meters;
    }

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> taskEventConsumer(
            IntakeKafka kafka, IntakeProperties intake, DubanProperties duban, TaskEventIntake taskEvents) {
        var container = consumer(duban.topics().taskEvents(), kafka.consumer(), taskEvents::take);
        container.setConcurrency(intake.concurrency());
        return container;
    }

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> unitEventConsumer(
            IntakeKafka kafka, DubanProperties duban, UnitEventIntake unitEvents) {
        return consumer(duban.topics().unitEvents(), kafka.unitEventConsumer(), unitEvents::take);
    }

    private ConcurrentMessageListenerContainer<byte[], byte[]> consumer(
            String topic, Map<String, Object> settings, Consumer<List<RawRecord>> intake) {
        var consumers = new DefaultKafkaConsumerFactory<byte[], byte[]>(settings);
        consumers.addListener(new MicrometerConsumerListener<>(meters));
        var properties = new ContainerProperties(topic);
        properties.setAckMode(AckMode.BATCH);
        properties.setShutdownTimeout(STOPS_WITHIN_MILLIS);
        properties.setMissingTopicsFatal(false);
        properties.setMessageListener((BatchMessageListener<byte[], byte[]>) records -> take(records, intake));
        properties.setConsumerRebalanceListener(new Partitions(topic));
        properties.setOffsetAndMetadataProvider((listener, offset) -> ids.at(topic, offset));
        properties.setIdleEventInterval(TransactionMarkers.IDLE_MILLIS);
        properties.setIdleBeforeDataMultiplier(1);
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setCommonErrorHandler(again());
        ids.reader(
                topic,
                () -> container.stop(() -> {
                    ids.ended(topic);
                    container.start();
                }));
        return container;
    }

    private void take(List<ConsumerRecord<byte[], byte[]>> records, Consumer<List<RawRecord>> intake) {
        var first = new TopicPartition(records.get(0).topic(), records.get(0).partition());
        try {
            intake.accept(records.stream().map(IntakeConfiguration::raw).toList());
            health.took(first);
        } catch (RuntimeException e) {
            health.failed(first, e);
            throw e;
        } catch (Error e) {
            health.failed(first, e);
            // An error would end the consumer for good.
            throw new IllegalStateException(e);
        }
    }

    /** Whatever fails is tried again for ever; what could fail for ever has become a refusal before. */
    static DefaultErrorHandler again() {
        var pauses = new ExponentialBackOff(500, 2);
        pauses.setMaxInterval(10_000);
        var handler = new DefaultErrorHandler(pauses);
        handler.setClassifications(Map.of(), true);
        return handler;
    }

    /** Notices which partitions come and go. */
    private final class Partitions implements ConsumerAwareRebalanceListener {
        private final String topic;

        Partitions(String topic) {
            this.topic = topic;
        }

        @Override
        public void onPartitionsAssigned(
                org.apache.kafka.clients.consumer.Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
            ids.assigned(topic, consumer, partitions);
        }

        @Override
        public void onPartitionsRevokedAfterCommit(
                org.apache.kafka.clients.consumer.Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
            health.gone(partitions);
        }

        @Override
        public void onPartitionsLost(
                org.apache.kafka.clients.consumer.Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
            health.gone(partitions);
        }
    }

    private static RawRecord raw(ConsumerRecord<byte[], byte[]> record) {
        var headers = new ArrayList<RawHeader>();
        record.headers().forEach(header -> headers.add(new RawHeader(header.key(), header.value())));
        return new RawRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                headers);
    }
}
