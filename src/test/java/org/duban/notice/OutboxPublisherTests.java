package org.duban.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SslConfigs;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails.Configuration;
import org.springframework.boot.kafka.autoconfigure.SslBundleSslEngineFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.core.ProducerFactory;

/** How the Kafka door out reaches its broker. */
class OutboxPublisherTests {

    @Test
    void trustsTheBrokerByTheSameBundleAsTheDoorIn() {
        var bundle = SslBundle.of(SslStoreBundle.NONE);

        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
                .withBean(
                        KafkaConnectionDetails.class, () -> at(Configuration.of(List.of("kafka:9093"), bundle, "SSL")))
                .run(context -> assertThat(OutboxPublisher.settings(context.getBean(ProducerFactory.class)))
                        .containsEntry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, List.of("kafka:9093"))
                        .containsEntry(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SSL")
                        .containsEntry(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, SslBundleSslEngineFactory.class)
                        .containsEntry(SslBundle.class.getName(), bundle));
    }

    private static KafkaConnectionDetails at(Configuration broker) {
        return new KafkaConnectionDetails() {
            @Override
            public List<String> getBootstrapServers() {
                return broker.getBootstrapServers();
            }

            @Override
            public Configuration getProducer() {
                return broker;
            }
        };
    }
}
