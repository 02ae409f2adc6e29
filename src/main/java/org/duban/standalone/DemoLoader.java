package org.duban.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.duban.process.DubanProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Feeds the demo campaign through Kafka, like everyone else's events, once for a data directory. */
@Component
@ConditionalOnBooleanProperty(DemoDefaults.DEMO)
final class DemoLoader {

    private static final Logger log = LoggerFactory.getLogger(DemoLoader.class);
    private static final RecordHeader STRUCTURED = new RecordHeader(
            "content-type",
            "application/cloudevents+json; charset=UTF-8".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    /** How the campaign stands in this process. */
    enum Story {
        BEGINS,
        /** At an earlier start. */
        TOLD,
        FAILED
    }

    private final Path done;
    private final String topic;
    private final ProducerFactory<?, ?> kafka;
    private final JsonMapper json;
    private final InstantSource clock;
    private volatile Story story = Story.FAILED;

    DemoLoader(
            EmbeddedProperties embedded,
            DubanProperties duban,
            ProducerFactory<?, ?> kafka,
            JsonMapper json,
            InstantSource clock) {
        this.done = embedded.directory().resolve("demo-loaded");
        this.topic = duban.topics().taskEvents();
        this.kafka = kafka;
        this.json = json;
        this.clock = clock;
    }

    Story story() {
        return story;
    }

    /** A failure is told and made good at the next start: the events are the same, so a repeat does no harm. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(0)
    void load() {
        if (Files.exists(done)) {
            story = Story.TOLD;
            return;
        }
        try {
            var count = publish();
            Files.createDirectories(done.getParent());
            Files.writeString(done, clock.instant() + "\n");
            story = Story.BEGINS;
            log.info("Demo campaign loaded: {} events written to {}", count, topic);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | IOException e) {
            log.warn("Demo campaign not loaded; the next start tries again", e);
        }
    }

    /** When the first attempt was: the dates of the campaign count from it. */
    private Instant begun() throws IOException {
        var begun = done.resolveSibling("demo-begun");
        if (Files.notExists(begun)) {
            Files.createDirectories(done.getParent());
            Files.writeString(begun, clock.instant().toString());
        }
        return Instant.parse(Files.readString(begun));
    }

    private int publish() throws InterruptedException, ExecutionException, TimeoutException, IOException {
        var settings = new HashMap<>(kafka.getConfigurationProperties());
        settings.put("acks", "all");
        // A topic this young may refuse a first batch and take the second, and then the first is out of order for ever.
        settings.put("max.in.flight.requests.per.connection", 1);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var answers = new ArrayList<Future<RecordMetadata>>();
            for (var event : DemoCampaign.eventsAt(begun())) {
                var record = new ProducerRecord<>(topic, event.taskId(), json.writeValueAsBytes(event.body()));
                record.headers().add(STRUCTURED);
                answers.add(producer.send(record));
            }
            producer.flush();
            for (var answer : answers) {
                answer.get(30, TimeUnit.SECONDS);
            }
            return answers.size();
        }
    }
}
