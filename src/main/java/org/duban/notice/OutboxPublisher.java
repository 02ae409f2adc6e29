package org.duban.notice;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.duban.events.Envelope;
import org.duban.notice.OutboxTable.OutboxRecord;
import org.duban.process.BackgroundLoop;
import org.duban.process.DubanProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The Kafka door out: publishes what waits in {@code outgoing}, as CloudEvents in binary mode, at least once and under a
 * lasting id. While Kafka is away everything waits.
 */
@Component
public final class OutboxPublisher extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(OutboxPublisher.class);
    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Receipts come one by one; what comes within this time travels together. */
    private static final Duration GATHERING = Duration.ofMillis(50);

    private final OutboxTable outbox;
    private final TransactionTemplate transaction;
    private final KafkaTemplate<String, byte[]> kafka;
    private final DefaultKafkaProducerFactory<String, byte[]> producers;
    private final URI source;

    public OutboxPublisher(
            OutboxTable outbox, TransactionTemplate transaction, ProducerFactory<?, ?> kafka, DubanProperties duban) {
        super("outbox-publisher", PATIENCE);
        this.outbox = outbox;
        this.transaction = transaction;
        this.source = duban.baseUrl();
        this.producers =
                new DefaultKafkaProducerFactory<>(settings(kafka), new StringSerializer(), new ByteArraySerializer());
        this.kafka = new KafkaTemplate<>(producers);
    }

    /** Those of {@code spring.kafka.*} and of how the broker is reached and trusted, and the door's own. */
    static Map<String, Object> settings(ProducerFactory<?, ?> kafka) {
        var settings = new HashMap<>(kafka.getConfigurationProperties());
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

    @Override
    protected boolean round() {
        if (published() == BATCH) {
            return true;
        }
        LockSupport.parkNanos(GATHERING.toNanos());
        return false;
    }

    @Override
    protected void failed(RuntimeException failure) {
        log.warn("Notices and receipts wait: {}", String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure)));
    }

    private int published() {
        return transaction.execute(status -> publish());
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
        new Envelope(event.eventId(), source.toString(), event.type(), event.subject(), event.time())
                .attributes()
                .forEach((name, value) -> addHeader(kafkaRecord, "ce_" + name, value));
        addHeader(kafkaRecord, "content-type", "application/json");
        var trace = event.trace();
        if (trace != null) {
            // The one is what clients of Kafka look for, the other the extension of CloudEvents.
            var place = trace.traceparent().getBytes(StandardCharsets.US_ASCII);
            kafkaRecord.headers().add("traceparent", place).add("ce_traceparent", place);
        }
        return kafkaRecord;
    }

    private static void addHeader(ProducerRecord<String, byte[]> kafkaRecord, String name, String value) {
        kafkaRecord.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void stop() {
        super.stop();
        producers.destroy();
    }
}
