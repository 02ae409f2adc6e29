package org.duban.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.duban.ConditionalOnRole;
import org.duban.Duban;
import org.duban.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** The consumer of the task-events topic: offsets are committed after the transaction, and no batch is ever skipped. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.INTAKE)
final class IntakeConfiguration {

    private static final long STOPS_WITHIN_MILLIS = 30_000;

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> taskEventConsumer(
            IntakeKafka kafka, IntakeProperties intake, Duban duban, TaskEventIntake taskEvents, MeterRegistry meters) {
        var consumers = new DefaultKafkaConsumerFactory<byte[], byte[]>(kafka.consumer());
        consumers.addListener(new MicrometerConsumerListener<>(meters));
        var properties = new ContainerProperties(duban.topics().taskEvents());
        properties.setAckMode(AckMode.BATCH);
        properties.setShutdownTimeout(STOPS_WITHIN_MILLIS);
        properties.setMissingTopicsFatal(false);
        properties.setMessageListener((BatchMessageListener<byte[], byte[]>)
                records -> taskEvents.take(records.stream().map(RawRecord::of).toList()));
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setConcurrency(intake.concurrency());
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

    /** Topics that do not exist yet, with the broker's own defaults; those that exist stay as they are. */
    @Bean
    NewTopics intakeTopics(Duban duban) {
        return new NewTopics(
                TopicBuilder.name(duban.topics().taskEvents()).build(),
                TopicBuilder.name(duban.topics().taskEventsDlt()).build());
    }
}
