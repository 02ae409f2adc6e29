package org.duban.intake;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.duban.intake.kafka.IntakeKafka;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Writes bytes to Kafka; connects at the first record. */
@Component
final class RecordWriter implements DisposableBean {

    private final IntakeKafka kafka;
    private @Nullable Producer<byte[], byte[]> producer;

    RecordWriter(IntakeKafka kafka) {
        this.kafka = kafka;
    }

    /** @return where the record stands, when all replicas have it; failed if they do not in time */
    Future<RecordMetadata> write(ProducerRecord<byte[], byte[]> record) {
        var written = new CompletableFuture<RecordMetadata>();
        try {
            producer().send(record, (metadata, failure) -> {
                if (failure == null) {
                    written.complete(metadata);
                } else {
                    written.completeExceptionally(failure);
                }
            });
        } catch (KafkaException e) {
            written.completeExceptionally(e);
        }
        return written;
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(kafka.producer());
        }
        return producer;
    }

    @Override
    public synchronized void destroy() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(10));
        }
    }
}
