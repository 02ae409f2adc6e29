package org.duban.intake;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.duban.TestBroker;
import org.duban.TestDatabase;
import org.duban.intake.kafka.IntakeKafka;
import org.duban.intake.kafka.IntakeLag;
import org.duban.intake.kafka.IntakeProperties;
import org.duban.intake.kafka.TopicIds;
import org.duban.process.DubanProperties;
import org.duban.process.Role;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/** The intake with its real listeners, on topics of its own of a real broker. */
final class KafkaIntakeHouse implements AutoCloseable {

    final String events = TestBroker.freshTopic("task-events");
    final String copies = "task-events-dlt-of-" + events;
    final String unitEvents = TestBroker.freshTopic("unit-events");
    final IntakeHouse house;

    /** Stays open: its questions ask others in turn, and a closing one asks none. */
    private final Admin onlooker = admin();

    KafkaIntakeHouse() {
        // Too small for the refused record of one test, as a topic of somebody else's may be.
        TestBroker.createTopic(copies, 1, Map.of("max.message.bytes", "20000"));
        house = house(TestBroker.bootstrapServers());
    }

    /** Another node. */
    IntakeHouse house(String address) {
        return new IntakeHouse(TestDatabase.create("ledger", "intake"), context -> {
            Map<String, Object> there = Map.of("bootstrap.servers", address);
            context.registerBean(ConsumerFactory.class, () -> new DefaultKafkaConsumerFactory<>(there));
            context.registerBean(ProducerFactory.class, () -> new DefaultKafkaProducerFactory<>(there));
            context.registerBean(KafkaAdmin.class, () -> new KafkaAdmin(there));
            context.registerBean(
                    IntakeProperties.class, () -> new IntakeProperties(500, 1, null, Duration.ofSeconds(6)));
            var topics = new DubanProperties.Topics(events, copies, "n", "r", unitEvents);
            context.registerBean(
                    DubanProperties.class,
                    () -> new DubanProperties(EnumSet.allOf(Role.class), URI.create("http://localhost"), topics));
            context.register(
                    IntakeConfiguration.class,
                    IntakeKafka.class,
                    IntakeHealth.class,
                    IntakeLag.class,
                    TopicIds.class,
                    TransactionMarkers.class,
                    KafkaLogLimit.class,
                    RecordWriter.class,
                    DeadLetters.class,
                    IntakeProgress.class,
                    EventCheck.class,
                    KafkaTaskEventPublisher.class);
        });
    }

    IntakeHealth health() {
        return house.context.getBean(IntakeHealth.class);
    }

    /** Asks Kafka where the intake stands, as the health of Kafka does every ten seconds. */
    void look() {
        house.context.getBean(IntakeLag.class).ask(onlooker);
    }

    /** How many records of a topic the intake has not taken. */
    long left(String topic) {
        var partition = new TopicPartition(topic, 0);
        try (var admin = admin()) {
            var end = admin.listOffsets(
                            Map.of(partition, OffsetSpec.latest()),
                            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .partitionResult(partition)
                    .get()
                    .offset();
            var committed = admin.listConsumerGroupOffsets(IntakeKafka.GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(partition);
            return end - (committed == null ? 0 : committed.offset());
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Commits an offset with the id of the topic that was read last, as a node does that has not noticed anything. */
    boolean commit(String topic, long offset) throws Exception {
        var ids = house.context.getBean(TopicIds.class);
        TestBroker.commit(IntakeKafka.GROUP, Map.of(new TopicPartition(topic, 0), ids.at(topic, offset)));
        return true;
    }

    static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrapServers()));
    }

    @Override
    public void close() {
        onlooker.close(Duration.ZERO);
        house.close();
    }
}
