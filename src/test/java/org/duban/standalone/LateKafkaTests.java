package org.duban.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.duban.TestHouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A broker that comes after Duban. */
@ExtendWith(OutputCaptureExtension.class)
class LateKafkaTests {

    private static final String EVENT = """
            {"specversion":"1.0","id":"1","source":"/late","type":"duban.task.assigned","subject":"T-1",
             "data":{"title":"Repair the roof","leadUnit":"education","deadline":"2099-12-31"}}""";

    @TempDir
    Path directory;

    @Test
    void declaresItsTopicsAndTakesEventsOnceTheBrokerIsThere(CapturedOutput output) throws Exception {
        var port = Ports.free();
        try (var house = new TestHouse().with("spring.kafka.bootstrap-servers", "localhost:" + port)) {
            house.startNode("duban.roles=intake");
            var broker = KafkaBroker.start(directory, port);
            try (var admin = Admin.create(Map.of("bootstrap.servers", "localhost:" + port))) {
                await().atMost(Duration.ofSeconds(90))
                        .until(() -> admin.listTopics().names().get().contains(house.topic("task-events")));
                write(port, house.topic("task-events"));

                await().atMost(Duration.ofSeconds(90))
                        .until(() -> house.sql()
                                        .sql("select count(*) from task")
                                        .query(Long.class)
                                        .single()
                                == 1);
            } finally {
                broker.stop();
            }
        }
        assertThat(output).doesNotContain("Could not configure topics");
    }

    private static void write(int port, String topic) throws Exception {
        var settings = Map.<String, Object>of("bootstrap.servers", "localhost:" + port);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "T-1", EVENT)).get();
        }
    }
}
