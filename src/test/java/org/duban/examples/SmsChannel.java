package org.duban.examples;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Another channel: sends red notices as text messages, by a gateway that takes JSON over HTTP. See docs/another-channel.md. */
final class SmsChannel implements AutoCloseable, Runnable {

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final KafkaConsumer<String, byte[]> consumer;
    private final URI gateway;
    private final Map<String, String> phones;

    /** Reads the topic as a group of its own; {@code phones} has a number for each unit that wants messages. */
    SmsChannel(String kafka, String topic, URI gateway, Map<String, String> phones) {
        // One record at a time, committed once the gateway has it; a new channel does not tell what is past.
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                kafka,
                "group.id",
                "sms-of-" + topic,
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "latest",
                "max.poll.records",
                1);
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        this.gateway = gateway;
        this.phones = Map.copyOf(phones);
        consumer.subscribe(List.of(topic));
    }

    @Override
    public void run() {
        try (consumer) {
            while (true) {
                for (var each : consumer.poll(Duration.ofSeconds(1))) {
                    deliver(each);
                }
            }
        } catch (WakeupException e) {
            // Closed.
        }
    }

    private void deliver(ConsumerRecord<String, byte[]> notice) {
        try {
            tell(json.readTree(notice.value()));
            consumer.commitSync();
        } catch (IOException | InterruptedException e) {
            consumer.seek(new TopicPartition(notice.topic(), notice.partition()), notice.offset());
        }
    }

    private void tell(JsonNode notice) throws IOException, InterruptedException {
        var phone = phones.get(notice.get("recipient").asString());
        if (phone == null || !notice.get("level").asString().equals("RED")) {
            return;
        }
        var body = json.writeValueAsString(Map.of("to", phone, "text", text(notice.get("tasks"))));
        var request = HttpRequest.newBuilder(gateway)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", notice.get("id").asString())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("the gateway answers " + answer.statusCode());
        }
    }

    private static String text(JsonNode tasks) {
        var first = tasks.get(0);
        var more = tasks.size() > 1 ? " 等" + tasks.size() + "项" : "";
        return "【督办】" + first.get("title").asString() + more + "，期限 "
                + first.get("deadlineDate").asString();
    }

    @Override
    public void close() {
        consumer.wakeup();
    }
}
