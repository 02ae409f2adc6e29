package org.duban.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SslConfigs;
import org.junit.jupiter.api.Test;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails.Configuration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.kafka.autoconfigure.SslBundleSslEngineFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

/** How the Kafka door out reaches its broker. */
class OutboxPublisherTests {

    @Test
    void trustsTheBrokerByTheSameBundleAsTheDoorIn() {
        var bundle = SslBundle.of(SslStoreBundle.NONE);

        var settings =
                OutboxPublisher.settings(new KafkaProperties(), Configuration.of(List.of("kafka:9093"), bundle, "SSL"));

        assertThat(settings)
                .containsEntry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, List.of("kafka:9093"))
                .containsEntry(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SSL")
                .containsEntry(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, SslBundleSslEngineFactory.class)
                .containsEntry(SslBundle.class.getName(), bundle);
    }
}
