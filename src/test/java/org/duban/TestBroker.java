package org.duban;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** A real Kafka broker (KRaft, one node, loopback) for tests: one for the JVM, stopped with it. */
public final class TestBroker {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private TestBroker() {}

    /** Where clients reach the broker; starts it at the first call. */
    public static String bootstrapServers() {
        return Server.ADDRESS;
    }

    /** Creates a topic of one partition whose name starts with the given one, and returns its whole name. */
    public static String freshTopic(String prefix) {
        var name = prefix + "-" + NEXT.incrementAndGet();
        createTopic(name);
        return name;
    }

    /**
     * Commits offsets for a group. While it has members nobody else may commit for it, and houses of other tests may be of the
     * same group: they are sent out of it, and come back by themselves.
     */
    public static void commit(String group, Map<TopicPartition, OffsetAndMetadata> offsets) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers()))) {
            var members = admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members();
            if (!members.isEmpty()) {
                admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .get();
            }
            admin.alterConsumerGroupOffsets(group, offsets).all().get();
        }
    }

    /** Creates a topic of one partition. */
    public static void createTopic(String name) {
        createTopic(name, 1, Map.of());
    }

    /** Changes these settings of a topic. */
    public static void alterTopic(String name, Map<String, String> settings) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers()))) {
            var changes = settings.entrySet().stream()
                    .map(setting -> new AlterConfigOp(
                            new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                    .toList();
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, name), changes))
                    .all()
                    .get();
        }
    }

    /** Creates a topic with these settings, such as {@code max.message.bytes}. */
    public static void createTopic(String name, int partitions, Map<String, String> settings) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            var topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
            admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("topic " + name + " not created", e);
        }
    }

    private static final class Server {
        static final String ADDRESS = start();

        private static String start() {
            quieten();
            try {
                var directory = Files.createTempDirectory("duban-kafka");
                var ports = freePorts();
                format(directory);
                var server = new KafkaRaftServer(new KafkaConfig(settings(directory, ports)), Time.SYSTEM);
                server.startup();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, directory)));
                return "localhost:" + ports[0];
            } catch (Exception e) {
                throw new IllegalStateException("test broker not started", e);
            }
        }

        private static void quieten() {
            for (var name : List.of("kafka", "org.apache.kafka", "state.change.logger")) {
                ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.WARN);
            }
        }

        private static void stop(KafkaRaftServer server, Path directory) {
            try {
                server.shutdown();
                server.awaitShutdown();
                FileSystemUtils.deleteRecursively(directory);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private static void format(Path directory) throws Exception {
            new Formatter()
                    .setPrintStream(new PrintStream(PrintStream.nullOutputStream()))
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .run();
        }

        private static Map<String, String> settings(Path directory, int[] ports) {
            var settings = new HashMap<>(Map.of(
                    "process.roles", "broker,controller",
                    "node.id", "1",
                    "log.dirs", directory.toString(),
                    "listeners", "PLAINTEXT://localhost:" + ports[0] + ",CONTROLLER://localhost:" + ports[1],
                    "advertised.listeners", "PLAINTEXT://localhost:" + ports[0],
                    "controller.listener.names", "CONTROLLER",
                    "controller.quorum.voters", "1@localhost:" + ports[1],
                    "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                    "group.initial.rebalance.delay.ms", "0",
                    "log.cleaner.dedupe.buffer.size", "2097152"));
            for (var topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
                settings.put(topic + ".replication.factor", "1");
                settings.put(topic + ".num.partitions", "1");
            }
            settings.put("transaction.state.log.min.isr", "1");
            settings.put("share.coordinator.state.topic.min.isr", "1");
            return settings;
        }

        private static int[] freePorts() throws IOException {
            try (var one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return new int[] {one.getLocalPort(), other.getLocalPort()};
            }
        }
    }
}
