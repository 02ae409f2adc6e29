package org.duban.intake.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.stereotype.Component;

/** The settings of this room's Kafka clients: those of {@code spring.kafka.*}, with bytes in and bytes out. */
@Component
public final class IntakeKafka {

    public static final String GROUP = "duban-intake";

    /** Bytes; sixteen times what brokers take unless somebody has raised it. */
    private static final int LARGEST_REQUEST = 16 * 1024 * 1024;

    private final ConsumerFactory<?, ?> consumers;
    private final ProducerFactory<?, ?> producers;
    private final KafkaAdmin admin;
    private final IntakeProperties intake;

    /** The first three are Spring Boot's, which know how the broker is reached and trusted. */
    IntakeKafka(
            ConsumerFactory<?, ?> consumers,
            ProducerFactory<?, ?> producers,
            KafkaAdmin admin,
            IntakeProperties intake) {
        this.consumers = consumers;
        this.producers = producers;
        this.admin = admin;
        this.intake = intake;
    }

    public Map<String, Object> consumer() {
        var settings = new HashMap<>(consumers.getConfigurationProperties());
        int session = Math.toIntExact(intake.sessionTimeout().toMillis());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // What a transaction took back was never said.
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Whoever deletes a topic to make it anew finds it there again otherwise, with the broker's defaults.
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, intake.batch());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Math.max(1, session / 3));
        // New partitions, and a topic that is created late, are seen within this time; Kafka's own five minutes are
        // long.
        settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 30_000);
        if (intake.node() != null) {
            settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, intake.node());
        }
        return settings;
    }

    /** As for task events; each member of the group needs a lasting name of its own. */
    public Map<String, Object> unitEventConsumer() {
        var settings = consumer();
        if (intake.node() != null) {
            settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, intake.node() + "-units");
        }
        return settings;
    }

    public Map<String, Object> producer() {
        var settings = new HashMap<>(producers.getConfigurationProperties());
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        // A young topic may refuse a first batch and take the second, and then the first is out of order for ever.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        // Whatever could be read can be copied, with more headers than it had; only a topic may find it too large.
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * LARGEST_REQUEST);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }

    public Map<String, Object> admin() {
        return admin.getConfigurationProperties();
    }
}
