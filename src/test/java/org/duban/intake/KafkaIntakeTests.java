package org.duban.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.duban.TestBroker;
import org.duban.events.RefusalState;
import org.duban.events.TaskEventPublisher;
import org.duban.events.TaskEventPublisher.EventsNotWritten;
import org.duban.events.WriteResult.Objection;
import org.duban.intake.kafka.TopicIds;
import org.duban.task.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

final class KafkaIntakeTests {

    private static final Duration SOON = Duration.ofMinutes(3);

    private final KafkaIntakeHouse kafka = new KafkaIntakeHouse();
    private final String events = kafka.events;
    private final String copies = kafka.copies;
    private final String unitEvents = kafka.unitEvents;
    private final IntakeHouse house = kafka.house;

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void appliesWhatTheDoorWrote() {
        var written = door().write(("[" + IntakeHouse.json("T-1", "assigned", assignment(), "") + ","
                        + IntakeHouse.json("T-1", "received", "{}", "") + "]")
                .getBytes(UTF_8));

        assertThat(written.objections()).isEmpty();
        await().atMost(SOON)
                .until(() -> house.ledger
                        .task("T-1")
                        .filter(task -> task.status() == TaskStatus.RECEIVED)
                        .isPresent());
    }

    @Test
    void writesNothingIfOneEventIsWrong() {
        var unknown = assignment().replace("gyangze-education", "gyangze-educaton");
        var batch = String.join(
                ",",
                IntakeHouse.json("T-1", "assigned", assignment(), ""),
                IntakeHouse.json("T-2", "assigned", unknown, ""),
                "{\"specversion\":\"1.0\",\"id\":\"e3\"}",
                "7");

        var objections = door().write(("[" + batch + "]").getBytes(UTF_8)).objections();

        assertThat(objections).extracting(Objection::index).containsExactly(1, 2, 3);
        assertThat(objections.get(0).why().english()).endsWith("did you mean \"gyangze-education\"?");
        assertThat(objections.get(1)).extracting(Objection::eventId).isEqualTo("e3");
        assertThat(door().write("[{\"a\":1},{".getBytes(UTF_8)).objections())
                .singleElement()
                .satisfies(objection -> assertThat(objection.why().english()).startsWith("body[1]: is no JSON"));
        assertThat(read(events, 0)).isEmpty();
    }

    @Test
    void refusesWhatTheLedgerKnowsForCertainAndNothingElse() {
        var assigned = IntakeHouse.json("T-1", "assigned", assignment(), "");
        door().write(assigned.getBytes(UTF_8));
        await().atMost(SOON).until(() -> house.ledger.task("T-1").isPresent());
        await().atMost(SOON)
                .until(() -> house.context.getBean(IntakeProgress.class).caughtUp());

        assertThat(door().write(assigned.getBytes(UTF_8)).objections()).isEmpty();
        assertThat(reasons(assigned.replace("Repair", "Paint"))).contains("is used up by");
        assertThat(reasons(IntakeHouse.json("T-1", "assigned", assignment(), "")))
                .contains("assigned already");
        assertThat(reasons(IntakeHouse.json("T-1", "returned", "{}", ""))).contains("not reported complete");
        assertThat(reasons(IntakeHouse.json("T-9", "returned", "{}", ""))).isEmpty();
    }

    /** So many that to judge all would take seconds; nobody reads more than a thousand reasons. */
    @Test
    void stopsJudgingABatchThatIsAllWrong() {
        var wrong = IntakeHouse.json("T-1", "progressed", "{\"percent\":101}", "");
        var batch = String.join(",", Collections.nCopies(40_000, wrong));

        var written = door().write(("[" + batch + "]").getBytes(UTF_8));

        assertThat(written.objections()).hasSize(EventCheck.MOST_OBJECTIONS);
        assertThat(written.events()).isEmpty();
    }

    private String reasons(String event) {
        return String.join(
                "",
                door().write(event.getBytes(UTF_8)).objections().stream()
                        .map(objection -> objection.why().english())
                        .toList());
    }

    @Test
    void saysSoWhenKafkaDoesNotTakeTheEvents() {
        try (var cutOff = kafka.house("localhost:1")) {
            var door = cutOff.context.getBean(TaskEventPublisher.class);
            var event = IntakeHouse.json("T-1", "assigned", assignment(), "").getBytes(UTF_8);

            assertThatThrownBy(() -> door.write(event)).isInstanceOf(EventsNotWritten.class);
        }
    }

    @Test
    void copiesARefusedRecordByteForByteAndGoesOn() {
        var refused = new ProducerRecord<>(events, null, new byte[] {1, (byte) 0xFF}, new byte[] {0, (byte) 0xFF});
        refused.headers().add("trace", new byte[] {7}).add("trace", new byte[] {8});
        produce(refused, record("T-1", assignedEvent("T-1")));

        await().atMost(SOON).until(() -> house.ledger.task("T-1").isPresent());

        var copy = read(copies, 1).get(0);
        assertThat(copy.key()).isEqualTo(refused.key());
        assertThat(copy.value()).isEqualTo(refused.value());
        assertThat(copy.headers().headers("trace")).hasSize(2);
        assertThat(header(copy, "duban-reason")).startsWith("value: is not valid UTF-8");
        assertThat(header(copy, "duban-topic")).isEqualTo(events);
        assertThat(header(copy, "duban-partition")).isEqualTo("0");
        assertThat(header(copy, "duban-offset")).isEqualTo("0");
    }

    @Test
    void losesNothingWhenTheDeadLetterTopicRefusesACopy() {
        var tooLarge = new byte[50_000];
        new Random(1).nextBytes(tooLarge);
        produce(record("T-1", tooLarge), record("T-2", "{".getBytes(UTF_8)), record("T-3", assignedEvent("T-3")));

        assertThat(read(copies, 1).get(0).key()).isEqualTo("T-2".getBytes(UTF_8));

        assertThat(house.ledger.task("T-3")).isPresent();
        await().atMost(SOON).until(() -> copyStates().equals(List.of("1 copied", "1 missing")));
        assertThat(house.refusals.find(RefusalState.OPEN, null, 10)).hasSize(2);
    }

    /** As large as a broker takes a record by default; its copy has headers of its own beside. */
    @Test
    void copiesTheLargestRecordThatABrokerTakes() throws Exception {
        TestBroker.alterTopic(copies, Map.of("max.message.bytes", "2097152"));
        var largest = new byte[1_048_000];
        new Random(1).nextBytes(largest);
        produce(record("T-1", largest));

        var copy = read(copies, 1).get(0);

        assertThat(copy.value()).isEqualTo(largest);
        await().atMost(SOON).until(() -> copyStates().equals(List.of("1 copied")));
    }

    @Test
    void takesUnitEventsInBesideTaskEvents() {
        var gone = UnitEventIntakeTests.json("removed", "nobody", "{}").getBytes(UTF_8);
        produce(
                new ProducerRecord<>(unitEvents, "nobody".getBytes(UTF_8), gone),
                new ProducerRecord<>(unitEvents, "nobody".getBytes(UTF_8), "{".getBytes(UTF_8)),
                record("T-1", assignedEvent("T-1")));

        var copy = read(copies, 1).get(0);
        assertThat(header(copy, "duban-topic")).isEqualTo(unitEvents);
        assertThat(header(copy, "duban-offset")).isEqualTo("1");
        await().atMost(SOON).until(() -> house.ledger.task("T-1").isPresent());
        assertThat(house.meters
                        .get("duban.unit.events")
                        .tag("outcome", "applied")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void triesABatchAgainUntilTheDatabaseTakesIt() {
        house.jdbc.sql("alter table task_event rename to elsewhere").update();
        produce(record("T-1", assignedEvent("T-1")), record("T-2", "{".getBytes(UTF_8)));
        await().atMost(SOON).until(() -> failedStatements() >= 2);
        assertThat(house.ledger.task("T-1")).isEmpty();

        house.jdbc.sql("alter table elsewhere rename to task_event").update();

        await().atMost(SOON).until(() -> house.ledger.task("T-1").isPresent());
        assertThat(house.refusals.find(null, null, 10)).hasSize(1);
    }

    @Test
    void turnsHealthWhileABatchIsTriedInVain() {
        house.jdbc.sql("alter table task_event rename to elsewhere").update();
        produce(record("T-1", assignedEvent("T-1")));

        await().atMost(SOON).until(() -> kafka.health().health().getStatus().equals(Status.DOWN));
        assertThat(kafka.health().health().getDetails().get(events + "-0").toString())
                .contains("attempts): SQL state 42P01, ERROR: relation \"task_event\" does not exist");

        house.jdbc.sql("alter table elsewhere rename to task_event").update();
        await().atMost(SOON).until(() -> kafka.health().health().getStatus().equals(Status.UP));
        assertThat(house.ledger.task("T-1")).isPresent();
    }

    @Test
    void doesNotHearWhatATransactionTookBack() {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", TestBroker.bootstrapServers(), "transactional.id", "sender-of-" + events);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            transact(producer, "T-0", false);
            // Nothing is left lying, either: neither what was taken back nor the markers behind it.
            await().atMost(SOON).until(() -> kafka.left(events) == 0);
            transact(producer, "T-1", true);
            transact(producer, "T-2", false);
            transact(producer, "T-3", true);
            transact(producer, "T-4", false);
        }

        await().atMost(SOON).until(() -> house.ledger.task("T-3").isPresent());
        await().atMost(SOON).until(() -> kafka.left(events) == 0);
        assertThat(house.ledger.tasks(List.of("T-0", "T-1", "T-2", "T-3", "T-4")))
                .containsOnlyKeys("T-1", "T-3");
    }

    private void transact(KafkaProducer<byte[], byte[]> producer, String task, boolean commits) {
        producer.beginTransaction();
        producer.send(record(task, assignedEvent(task)));
        producer.flush();
        if (commits) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 60, 200})
    void readsATopicFromItsStartThatWasMadeAnewUnderIt(int tasks) throws Exception {
        produceTasks("old-", 60);
        await().atMost(SOON).until(() -> kafka.left(events) == 0);
        kafka.look();

        var lines = new LogLines();
        makeAnew(events);
        produceTasks("new-", tasks);

        var names = IntStream.range(0, tasks).mapToObj(i -> "new-" + i).toList();
        await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).until(() -> {
            kafka.look();
            return house.ledger.tasks(names).size() == tasks;
        });
        assertThat(lines.counted()).isLessThan(100);
    }

    @Test
    void losesNothingOfATopicThatWasMadeAnewWhileABatchOfTheOldOneWasInHand() throws Exception {
        produce(record("first", assignedEvent("first")));
        await().atMost(SOON).until(() -> kafka.left(events) == 0);
        house.jdbc.sql("alter table task_event rename to elsewhere").update();
        produceTasks("old-", 60);
        await().atMost(SOON).until(() -> kafka.health().health().getStatus().equals(Status.DOWN));

        makeAnew(events);
        produceTasks("new-", 200);
        house.jdbc.sql("alter table elsewhere rename to task_event").update();

        var names = IntStream.range(0, 200).mapToObj(i -> "new-" + i).toList();
        await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).until(() -> {
            kafka.look();
            return house.ledger.tasks(names).size() == 200;
        });
    }

    @Test
    void startsItsReaderAnewWhereATopicHasAnotherIdThanTheOneThatItReads() {
        produce(record("T-1", assignedEvent("T-1")));
        await().atMost(SOON).until(() -> kafka.left(events) == 0);
        var consumer = house.context.getBean("taskEventConsumer", ConcurrentMessageListenerContainer.class);
        var before = consumer.getContainers().get(0);

        house.context.getBean(TopicIds.class).seen(events, Uuid.randomUuid());
        await().atMost(SOON)
                .until(() -> consumer.isRunning() && consumer.getContainers().get(0) != before);

        produce(record("T-2", assignedEvent("T-2")));
        await().atMost(SOON).until(() -> house.ledger.task("T-2").isPresent());
        assertThat(house.count("duplicate")).isZero();
    }

    @Test
    void noticesAtItsStartThatATopicWasMadeAnewMeanwhile() throws Exception {
        produce(record("old-1", assignedEvent("old-1")), record("old-2", assignedEvent("old-2")));
        await().atMost(SOON).until(() -> kafka.left(events) == 0);
        house.context.stop();
        makeAnew(events);
        // As a node leaves it behind that has read the old topic to its end, and then died.
        await().atMost(SOON).ignoreExceptions().until(() -> kafka.commit(events, 2));

        produce(record("new-1", assignedEvent("new-1")), record("new-2", assignedEvent("new-2")));
        house.context.start();

        await().atMost(SOON)
                .until(() -> house.ledger.tasks(List.of("new-1", "new-2")).size() == 2);
    }

    /** So soon that a reader may find nothing missing. */
    private static void makeAnew(String topic) throws Exception {
        try (var admin = KafkaIntakeHouse.admin()) {
            var deleted = admin.deleteTopics(List.of(topic)).all();
            var made = admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                    .all();
            deleted.get();
            made.get();
        }
    }

    private void produceTasks(String prefix, int tasks) {
        var settings = Map.<String, Object>of("bootstrap.servers", TestBroker.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            IntStream.range(0, tasks)
                    .mapToObj(i -> prefix + i)
                    .forEach(task -> producer.send(record(task, assignedEvent(task))));
        }
    }

    @Test
    void goesOnWhereItStopped() {
        produce(record("T-1", assignedEvent("T-1")));
        await().atMost(SOON).until(() -> house.ledger.task("T-1").isPresent());
        house.context.stop();
        produce(record("T-2", assignedEvent("T-2")));
        house.context.start();

        await().atMost(SOON).until(() -> house.ledger.task("T-2").isPresent());
        assertThat(house.count("duplicate")).isZero();
    }

    private TaskEventPublisher door() {
        return house.context.getBean(TaskEventPublisher.class);
    }

    private long failedStatements() {
        return house.jdbc
                .sql("select xact_rollback from pg_stat_database where datname = current_database()")
                .query(Long.class)
                .single();
    }

    private List<String> copyStates() {
        return house.jdbc.sql("""
                        select count(*) || case when copied_at is null then ' missing' else ' copied' end from refusal
                        where copy_attempts > 0 group by copied_at is null order by 1
                        """).query(String.class).list();
    }

    private static String assignment() {
        return """
                {"title":"Repair","leadUnit":"gyangze-education","deadline":"2026-12-31"}""";
    }

    private static byte[] assignedEvent(String task) {
        return IntakeHouse.json(task, "assigned", assignment(), "").getBytes(UTF_8);
    }

    private ProducerRecord<byte[], byte[]> record(String key, byte[] value) {
        return new ProducerRecord<>(events, key.getBytes(UTF_8), value);
    }

    @SafeVarargs
    private static void produce(ProducerRecord<byte[], byte[]>... records) {
        var settings = Map.<String, Object>of("bootstrap.servers", TestBroker.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var record : records) {
                producer.send(record);
            }
        }
    }

    /** Reads until so many records are there; with 0, whatever is there. */
    private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int expected) {
        var settings = Map.<String, Object>of("bootstrap.servers", TestBroker.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = Math.max(expected, consumer.endOffsets(List.of(partition)).get(partition));
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            await().atMost(SOON).until(() -> {
                if (records.size() < end) {
                    consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                }
                return records.size() >= end;
            });
            return records;
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
