package org.duban;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Ends a {@link FaultyNode} right before, or right after, Kafka has a notice. */
public final class FaultyPublishing implements ProducerInterceptor<Object, Object> {

    @Override
    public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> event) {
        if (FaultyNode.failpoint() == Failpoint.BEFORE_PUBLISHING && tellsNotices(event.topic())) {
            FaultyNode.halt();
        }
        return event;
    }

    @Override
    public void onAcknowledgement(RecordMetadata where, Exception failure) {
        if (FaultyNode.failpoint() == Failpoint.AFTER_PUBLISHING && failure == null && tellsNotices(where.topic())) {
            FaultyNode.halt();
        }
    }

    private static boolean tellsNotices(String topic) {
        return topic.endsWith(".notices");
    }

    @Override
    public void configure(Map<String, ?> settings) {
        // Nothing to set.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
