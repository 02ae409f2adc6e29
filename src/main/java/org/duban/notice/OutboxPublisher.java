package org.duban.notice;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.duban.notice.OutboxTable.OutboxRecord;
import org.duban.process.Duban;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.kafka.autoconfigure.SslBundleSslEngineFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The Kafka door out: publishes what waits in {@code outgoing}, as CloudEvents in binary mode, at least once and under a
 * lasting id. While Kafka is away everything waits.
 */
@Component
final class OutboxPublisher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxPublisher.class);
    private static final int BATCH = 500;
    private static final int PATIENCE_SECONDS = 5;

    /** Receipts come one by one; what comes within this time travels together. */
    private static final int GATHERING_MILLIS = 50;

    private final OutboxTable outbox;
    private final TransactionTemplate transaction;
    private final KafkaTemplate<String, byte[]> kafka;
    private final DefaultKafkaProducerFactory<String, byte[]> producers;
    private final URI source;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean running;
    private volatile CountDownLatch stopped = new CountDownLatch(1);
    private Thread thread = new Thread(this::work);

    OutboxPublisher(
            OutboxTable outbox,
            TransactionTemplate transaction,
            KafkaProperties properties,
            KafkaConnectionDetails connection,
            Duban duban) {
        this.outbox = outbox;
        this.transaction = transaction;
        this.source = duban.baseUrl();
        var settings = settings(properties, connection.getProducer());
        this.producers = new DefaultKafkaProducerFactory<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.kafka = new KafkaTemplate<>(producers);
    }

    /** Those of {@code spring.kafka.*}, and how the broker is reached and trusted. */
    static Map<String, Object> settings(KafkaProperties properties, KafkaConnectionDetails.Configuration connection) {
        var settings = properties.buildProducerProperties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getBootstrapServers());
        var protocol = connection.getSecurityProtocol();
        if (protocol != null && !protocol.isEmpty()) {
            settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol);
        }
        var bundle = connection.getSslBundle();
        if (bundle != null) {
            settings.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, SslBundleSslEngineFactory.class);
            settings.put(SslBundle.class.getName(), bundle);
        }
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        // A young topic may refuse a first batch and take the second, and then the first is out of order for ever.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.putAll(Map.of(
                ProducerConfig.LINGER_MS_CONFIG, 5,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000));
        return settings;
    }

    /** Says that there may be something to publish; returns at once. */
    void nudge() {
        news.release();
    }

    private void work() {
        while (running) {
            try {
                if (news.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    news.drainPermits();
                }
                publishAll();
                stopped.await(GATHERING_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (running) {
                    log.warn(
                            "Notices and receipts wait: {}",
                            String.valueOf(NestedExceptionUtils.getMostSpecificCause(e)));
                }
            }
        }
    }

    private void publishAll() {
        int published;
        do {
            published = transaction.execute(status -> publish());
        } while (running && published == BATCH);
    }

    private int publish() {
        var records = outbox.next(BATCH);
        if (records.isEmpty()) {
            return 0;
        }
        var sent =
                records.stream().map(record -> kafka.send(cloudEvent(record))).toList();
        kafka.flush();
        sent.forEach(confirmed -> confirmed.join());
        outbox.delete(records.stream().map(OutboxRecord::seq).toList());
        return records.size();
    }

    private ProducerRecord<String, byte[]> cloudEvent(OutboxRecord event) {
        var kafkaRecord =
                new ProducerRecord<>(event.topic(), event.key(), event.body().getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", event.eventId(),
                        "ce_source", source.toString(),
                        "ce_type", event.type(),
                        "ce_subject", event.subject(),
                        "ce_time", event.time().toString(),
                        "content-type", "application/json")
                .forEach((name, value) -> kafkaRecord.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        var trace = event.trace();
        if (trace != null) {
            // The one is what clients of Kafka look for, the other the extension of CloudEvents.
            var place = trace.traceparent().getBytes(StandardCharsets.US_ASCII);
            kafkaRecord.headers().add("traceparent", place).add("ce_traceparent", place);
        }
        return kafkaRecord;
    }

    @Override
    public void start() {
        running = true;
        stopped = new CountDownLatch(1);
        thread = new Thread(this::work, "announcer");
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        stopped.countDown();
        nudge();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producers.destroy();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
