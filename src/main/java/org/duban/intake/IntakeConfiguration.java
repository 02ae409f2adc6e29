package org.duban.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.duban.ConditionalOnRole;
import org.duban.Duban;
import org.duban.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** The consumers of task and unit events: offsets are committed after the transaction, and no batch is ever skipped. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.INTAKE)
final class IntakeConfiguration {

    private static final long STOPS_WITHIN_MILLIS = 30_000;

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> taskEventConsumer(
            IntakeKafka kafka, IntakeProperties intake, Duban duban, TaskEventIntake taskEvents, MeterRegistry meters) {
        var container = consumer(
                duban.topics().taskEvents(),
                kafka.consumer(),
                meters,
                records -> taskEvents.take(records.stream().map(RawRecord::of).toList()));
        container.setConcurrency(intake.concurrency());
        return container;
    }

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> unitEventConsumer(
            IntakeKafka kafka, Duban duban, UnitEventIntake unitEvents, MeterRegistry meters) {
        return consumer(
                duban.topics().unitEvents(),
                kafka.unitEventConsumer(),
                meters,
                records -> unitEvents.take(records.stream().map(RawRecord::of).toList()));
    }

    private static ConcurrentMessageListenerContainer<byte[], byte[]> consumer(
            String topic,
            Map<String, Object> settings,
            MeterRegistry meters,
            BatchMessageListener<byte[], byte[]> listener) {
        var consumers = new DefaultKafkaConsumerFactory<byte[], byte[]>(settings);
        consumers.addListener(new MicrometerConsumerListener<>(meters));
        var properties = new ContainerProperties(topic);
        properties.setAckMode(AckMode.BATCH);
        properties.setShutdownTimeout(STOPS_WITHIN_MILLIS);
        properties.setMissingTopicsFatal(false);
        properties.setMessageListener(listener);
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setCommonErrorHandler(again());
        return container;
    }

    /** Whatever fails is tried again for ever; what could fail for ever has become a refusal before. */
    static DefaultErrorHandler again() {
        var pauses = new ExponentialBackOff(500, 2);
        pauses.setMaxInterval(10_000);
        var handler = new DefaultErrorHandler(pauses);
        handler.setClassifications(Map.of(), true);
        return handler;
    }
}
