package org.duban.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.duban.TestBroker;
import org.duban.events.AbsurdRecords;
import org.duban.events.TaskEventPublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Absurd records on real topics with the real listeners, and after each load of them an event that must come through. Goes on
 * for {@code -Dduban.fuzz=PT1H}, and draws from {@code -Dduban.seed}.
 */
final class IntakeFuzzTests {

    private static final int LOAD = 400;
    private static final String ASSIGNMENT = """
            {"title":"Repair","leadUnit":"gyangze-education","deadline":"2026-12-31"}""";

    private final KafkaIntakeHouse kafka = new KafkaIntakeHouse();
    private final TaskEventPublisher door = kafka.house.context.getBean(TaskEventPublisher.class);
    private final long seed = Long.getLong("duban.seed", System.nanoTime());

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void takesWhateverIsWrittenAndGoesOn() {
        System.out.println("Absurd records drawn from -Dduban.seed=" + seed);
        var tasks = new AbsurdRecords(seed, "duban.task.*.json");
        var units = new AbsurdRecords(seed, "duban.unit.*.json");
        var until = Instant.now().plus(AbsurdRecordsTests.patience());
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestBroker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int load = 1; load == 1 || Instant.now().isBefore(until); load++) {
                write(tasks, kafka.events, producer, load);
                write(units, kafka.unitEvents, producer, load);
                var task = "sentinel-" + load;
                await("load " + load + " of seed " + seed)
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> kafka.house.ledger.task(task).isPresent() && accounted(kafka.unitEvents));
            }
        }
        assertThat(accounted(kafka.events)).isTrue();
        assertThat(kafka.health().health().getStatus().getCode()).isEqualTo("UP");
    }

    private void write(AbsurdRecords records, String topic, Producer<byte[], byte[]> producer, int load) {
        for (int i = 0; i < LOAD; i++) {
            var record = records.any(topic);
            producer.send(record);
            if (record.value() != null && topic.equals(kafka.events)) {
                // The other door answers with objections, and never throws.
                door.write(record.value());
            }
        }
        if (topic.equals(kafka.events)) {
            var task = "sentinel-" + load;
            var event = IntakeHouse.json(task, "assigned", ASSIGNMENT, "").getBytes(UTF_8);
            producer.send(new ProducerRecord<>(topic, task.getBytes(UTF_8), event));
        }
        producer.flush();
    }

    /** Whether the intake stands at the end of a topic. */
    private boolean accounted(String topic) {
        return kafka.left(topic) == 0;
    }
}
