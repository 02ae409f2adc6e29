package org.duban.intake.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.duban.TestBroker;
import org.duban.intake.kafka.TopicProperties.Compact;
import org.duban.intake.kafka.TopicProperties.Retention;
import org.duban.process.DubanProperties;
import org.duban.process.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/** Topics on a real broker: made where they are missing, and otherwise left alone. */
@ExtendWith(OutputCaptureExtension.class)
class TopicDeclarationTests {

    private static final Retention RETENTION = new Retention(days(30), days(90), days(30), days(90), Duration.ZERO);

    private final String prefix = "declared" + System.nanoTime();
    private Admin admin;

    @BeforeEach
    void connect() {
        admin = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrapServers()));
    }

    @AfterEach
    void disconnect() {
        admin.close();
    }

    @Test
    void makesMissingTopicsAsTheyAreDeclared() throws Exception {
        var declaration = declaration(true, null, new Compact(true, false));

        declaration.declare();

        assertThat(declaration.health().getStatus()).isEqualTo(Status.UP);
        assertThat(declaration.health().getDetails()).isEmpty();
        assertThat(topic("task-events").partitions()).hasSize(3);
        assertThat(topic("unit-events").partitions()).hasSize(1);
        assertThat(setting("task-events", "retention.ms")).isEqualTo(String.valueOf(days(30).toMillis()));
        assertThat(setting("unit-events", "retention.ms")).isEqualTo("-1");
        assertThat(setting("notices", "cleanup.policy")).isEqualTo("delete");
        assertThat(setting("receipts", "cleanup.policy")).isEqualTo("compact");
    }

    @Test
    void tellsWhatDiffersAndLeavesIt(CapturedOutput output) throws Exception {
        TestBroker.createTopic(prefix + ".task-events", 1, Map.of("retention.ms", "1000"));
        TestBroker.createTopic(prefix + ".unit-events", 2, Map.of("retention.ms", "-1"));
        var declaration = declaration(true, null, new Compact(false, false));

        declaration.declare();

        assertThat(declaration.health().getStatus()).isEqualTo(Status.UP);
        assertThat(declaration.health().getDetails())
                .containsEntry(
                        "differing",
                        Map.of(
                                prefix + ".task-events",
                                "partitions: 1 instead of 3, retention.ms: 1000 instead of 2592000000",
                                prefix + ".unit-events",
                                "partitions: 2 instead of 1"));
        assertThat(output)
                .contains("Topic " + prefix + ".task-events differs from what is declared and is left as it is");
        assertThat(setting("task-events", "retention.ms")).isEqualTo("1000");
    }

    @Test
    void saysHowToMakeTopicsThatItMayNotMake(CapturedOutput output) {
        var declaration = declaration(false, null, new Compact(false, false));

        declaration.declare();

        assertThat(declaration.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(output)
                .contains("Topic " + prefix + ".unit-events is missing, and duban.topics.create is false: make it with"
                        + " 1 partition, cleanup.policy=delete, retention.ms=-1");
    }

    @Test
    void saysWhatKafkaRefusesToMakeAndLooksAgain(CapturedOutput output) {
        var declaration = declaration(true, (short) 3, new Compact(false, false));

        declaration.declare();

        assertThat(declaration.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(output).contains("Topic " + prefix + ".notices is missing, and Kafka does not create it (");

        for (var name : List.of("task-events", "task-events.dlt", "notices", "receipts", "unit-events")) {
            TestBroker.createTopic(prefix + "." + name);
        }
        declaration.declare();

        assertThat(declaration.health().getStatus()).isEqualTo(Status.UP);
    }

    private TopicDeclaration declaration(boolean create, @Nullable Short replicas, Compact compact) {
        var kafka = new IntakeKafka(
                new DefaultKafkaConsumerFactory<>(Map.of()),
                new DefaultKafkaProducerFactory<>(Map.of()),
                new KafkaAdmin(Map.of("bootstrap.servers", TestBroker.bootstrapServers())),
                new IntakeProperties(500, 1, null, Duration.ofSeconds(6)));
        var names = new DubanProperties.Topics(
                prefix + ".task-events",
                prefix + ".task-events.dlt",
                prefix + ".notices",
                prefix + ".receipts",
                prefix + ".unit-events");
        var how = new TopicProperties(create, 3, replicas, RETENTION, compact);
        var duban = new DubanProperties(EnumSet.allOf(Role.class), URI.create("http://localhost"), names);
        return new TopicDeclaration(kafka, duban, how, new KafkaPreflight(kafka));
    }

    /** A topic that was just made, as soon as the broker tells of it. */
    private TopicDescription topic(String name) {
        var whole = prefix + "." + name;
        return await().ignoreExceptions()
                .until(
                        () -> admin.describeTopics(List.of(whole))
                                .allTopicNames()
                                .get()
                                .get(whole),
                        Objects::nonNull);
    }

    private String setting(String name, String setting) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, prefix + "." + name);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(setting)
                .value();
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }
}
