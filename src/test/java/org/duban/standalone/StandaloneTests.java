package org.duban.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.duban.files.BadInput;
import org.duban.process.DubanProperties;
import org.duban.words.Languages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.TopicBuilder;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
final class StandaloneTests {

    private Path data;

    @BeforeEach
    void chooseDirectory(@TempDir Path directory) {
        data = directory;
    }

    @Test
    void startsWithEverythingEmbeddedAndFeedsTheDemoOnce(CapturedOutput output) throws Exception {
        try (var first = run("--duban.embedded.kafka-port=0")) {
            var events = events(address(first));

            assertThat(events).hasSize(DemoCampaign.eventsAt(Instant.EPOCH).size());
            assertThat(JsonMapper.shared()
                            .readTree(events.get(0).value())
                            .at("/specversion")
                            .asString())
                    .isEqualTo("1.0");
            assertThat(first.getBean(JdbcClient.class)
                            .sql("show fsync")
                            .query(String.class)
                            .single())
                    .isEqualTo("on");
            assertThat(first.getEnvironment().getProperty("duban.units")).isEqualTo("classpath:demo/units.csv");
            assertThat(output)
                    .contains(
                            "/mailbox",
                            "kcat -P -b " + address(first),
                            "set spring.mail.host",
                            "The demo campaign begins",
                            "演示活动开始");
            assertThat(output.getOut()).containsPattern("(?m)^  Mailbox 邮箱 +http://localhost:\\d+/mailbox$");
        }
        assertThat(data.resolve("demo-loaded")).exists();
        assertThat(output).doesNotContain("began at an earlier start");

        try (var second = run("--duban.embedded.kafka-port=0")) {
            assertThat(events(address(second)))
                    .hasSize(DemoCampaign.eventsAt(Instant.EPOCH).size());
            assertThat(second.getBean(Welcome.class).text())
                    .contains("began at an earlier start", "之前启动时", "--duban.embedded.data=" + data + "-2")
                    .contains(
                            "Start page",
                            "http://localhost:" + second.getEnvironment().getProperty("local.server.port") + "/\n")
                    .doesNotContain("The demo campaign begins");
        }
    }

    @Test
    void endsTheStartWithOneMessageWhereAPortIsTaken(CapturedOutput output) throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fails("--duban.embedded.kafka-port=" + other.getLocalPort());

            assertThat(output)
                    .contains("port " + other.getLocalPort() + " (duban.embedded.kafka-port) is taken")
                    .contains("Action:")
                    .doesNotContain("\tat org.");
        }
    }

    @Test
    void endsTheStartWithOneMessageWhereTheDataCannotBeWritten(CapturedOutput output) throws Exception {
        var file = Files.createFile(data.resolve("file"));

        data = file;
        fails("--duban.embedded.kafka-port=0");

        assertThat(output)
                .contains("The data directory " + file + " (duban.embedded.data) cannot be written")
                .doesNotContain("\tat org.");
    }

    @Test
    void endsTheStartWithTheMistakesOfAFile(CapturedOutput output) {
        fails("--duban.embedded.kafka-port=0", "--test.bad-input=true");

        assertThat(output)
                .contains("units.csv, line 7, parent: \"nowhere\" is no unit; name a unit of the file")
                .doesNotContain("\tat org.");
    }

    private void fails(String... arguments) {
        try (var context = run(arguments)) {
            throw new AssertionError("started " + context);
        } catch (RuntimeException expected) {
            // What it says on the console is the matter of the tests.
        }
    }

    private ConfigurableApplicationContext run(String... arguments) {
        var all = new ArrayList<>(List.of(
                "--server.port=0",
                "--duban.embedded.postgres-port=0",
                "--duban.embedded.smtp-port=0",
                "--duban.embedded.data=" + data));
        all.addAll(List.of(arguments));
        return SpringApplication.run(Rooms.class, all.toArray(String[]::new));
    }

    private static String address(ConfigurableApplicationContext context) {
        return context.getBean(EmbeddedServers.class).kafkaAddress();
    }

    private static List<ConsumerRecord<String, byte[]>> events(String address) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", address, "group.id", "test-" + System.nanoTime(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("duban.task-events"));
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
                consumer.poll(Duration.ofMillis(300)).forEach(found::add);
                return atEnd(consumer);
            });
        }
        return found;
    }

    private static boolean atEnd(KafkaConsumer<String, byte[]> consumer) {
        Set<org.apache.kafka.common.TopicPartition> assigned = new HashSet<>(consumer.assignment());
        return !assigned.isEmpty()
                && consumer.endOffsets(assigned).entrySet().stream()
                        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @EnableAutoConfiguration(exclude = {FlywayAutoConfiguration.class, QuartzAutoConfiguration.class})
    @EnableConfigurationProperties({DubanProperties.class, EmbeddedProperties.class})
    @Import({
        StandaloneConfiguration.class,
        DemoLoader.class,
        MailboxSecurity.class,
        MailboxController.class,
        NextStep.class,
        Welcome.class
    })
    static class Rooms {

        @Bean
        Languages languages() {
            return Languages.builtIn();
        }

        @Bean
        InstantSource clock() {
            return InstantSource.system();
        }

        /** In service the intake declares topics. */
        @Bean
        NewTopic taskEvents() {
            return TopicBuilder.name("duban.task-events").build();
        }

        @Bean
        @org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty("test.bad-input")
        Object badInput() {
            throw new BadInput(new BadInput.Mistake(
                    "units.csv", 7, "parent", "\"nowhere\" is no unit", "name a unit of the file"));
        }
    }
}
