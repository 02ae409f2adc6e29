package org.duban.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaBrokerTests {

    private static final String TOPIC = "duban.task-events";

    @TempDir
    Path directory;

    @Test
    void keepsItsRecordsOverARestart() throws Exception {
        var first = KafkaBroker.start(directory, Ports.free());
        try (var admin = Admin.create(Map.of("bootstrap.servers", address(first)))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            write(first, "one");
        } finally {
            first.stop();
        }

        var second = KafkaBroker.start(directory, Ports.free());
        try {
            write(second, "two");

            assertThat(read(second, 2)).containsExactly("one", "two");
        } finally {
            second.stop();
        }
    }

    @Test
    void makesNoTopicThatNobodyDeclared() throws Exception {
        var broker = KafkaBroker.start(directory, Ports.free());
        try (var admin = Admin.create(Map.of("bootstrap.servers", address(broker)));
                var consumer = consumer(broker)) {
            consumer.subscribe(List.of("misspelt"));
            consumer.poll(Duration.ofMillis(500));

            assertThat(admin.listTopics().names().get()).doesNotContain("misspelt");
        } finally {
            broker.stop();
        }
    }

    private static void write(KafkaBroker broker, String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) address(broker)),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, "task", value)).get();
        }
    }

    private static List<String> read(KafkaBroker broker, int count) {
        var values = new ArrayList<String>();
        try (var consumer = consumer(broker)) {
            var partition = List.of(new TopicPartition(TOPIC, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(found -> values.add(found.value()));
                return values.size() >= count;
            });
        }
        return values;
    }

    private static KafkaConsumer<String, String> consumer(KafkaBroker broker) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", address(broker), "group.id", "readers", "allow.auto.create.topics", "true"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private static String address(KafkaBroker broker) {
        return "localhost:" + broker.port();
    }
}
