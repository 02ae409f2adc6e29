package org.duban;

import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.duban.agenda.Agenda;
import org.duban.agenda.WakeUp;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole house on a real broker, database and mail server: Duban as its users run it, and a stranger's Kafka client.
 * Nodes share the database and topics of their house.
 */
public final class TestHouse implements AutoCloseable {

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String name = "house" + NEXT.incrementAndGet();
    private final DataSource database;
    private final TestMailServer mailServer = new TestMailServer();
    private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final AtomicReference<Instant> clock = new AtomicReference<>();
    private final SpanNotes traces = new SpanNotes();
    private final Map<TopicPartition, Long> begins = new HashMap<>();
    private boolean traced;

    public TestHouse() {
        this(TestDatabase.create());
    }

    private TestHouse(DataSource database) {
        this(database, TestDatabase.url(database));
    }

    /** A house on a database of its own. */
    TestHouse(DataSource database, String url) {
        this.database = database;
        for (var topic : List.of("task-events", "task-events-dlt", "notices", "receipts", "unit-events")) {
            settings.put("duban.topics." + topic, name + "." + topic);
            TestBroker.createTopic(name + "." + topic, 2, Map.of());
        }
        settings.put("spring.kafka.bootstrap-servers", TestBroker.bootstrapServers());
        settings.put("spring.datasource.url", url);
        settings.put("spring.mail.host", "localhost");
        settings.put("spring.mail.port", String.valueOf(mailServer.port()));
        settings.put("server.port", "0");
        // Quartz knows data sources by this name, one for the whole JVM, and never forgets one; houses of one thread
        // stand
        // after each other.
        settings.put(
                "spring.quartz.properties.org.quartz.scheduler.instanceName",
                Thread.currentThread().getName());
        settings.put("duban.admin.password", "admin-of-the-test");
        settings.put("duban.units", "classpath:house/units.csv");
        settings.put("duban.policies", "classpath:house/policies.yaml");
        settings.put("spring.main.banner-mode", "off");
        producer = new KafkaProducer<>(
                new HashMap<>(Map.of("bootstrap.servers", TestBroker.bootstrapServers())),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Lets the nodes that are started after this ask a clock that stands still until it is set. */
    public TestHouse at(String instant) {
        clock.set(Instant.parse(instant));
        return this;
    }

    /** Moves the clock that stands still on. */
    public void pass(Duration time) {
        clock.updateAndGet(instant -> instant.plus(time));
    }

    private void setClock(ConfigurableApplicationContext node) {
        if (clock.get() != null) {
            ((GenericApplicationContext) node)
                    .registerBean(
                            "clockOfTheTest", InstantSource.class, () -> clock::get, bean -> bean.setPrimary(true));
        }
    }

    /** Lets the nodes that are started after this export their traces to {@link #traces}. */
    public TestHouse traced() {
        traced = true;
        return with("management.opentelemetry.tracing.export.schedule-delay", "100ms");
    }

    public SpanNotes traces() {
        return traces;
    }

    private void setTraces(ConfigurableApplicationContext node) {
        if (traced) {
            ((GenericApplicationContext) node).registerBean("tracesOfTheTest", SpanExporter.class, () -> traces);
        }
    }

    /** Sets a property for the nodes that are started after this. */
    public TestHouse with(String property, String value) {
        settings.put(property, value);
        return this;
    }

    /** Starts a node; all roles unless {@code duban.roles} is among the settings. */
    public ConfigurableApplicationContext startNode(String... extra) {
        // Logging is set up at a start, once for the whole JVM.
        synchronized (NEXT) {
            var node = new SpringApplicationBuilder(DubanApplication.class)
                    .registerShutdownHook(false)
                    .initializers(this::setClock, this::setTraces)
                    .run(arguments(extra).toArray(String[]::new));
            nodes.add(node);
            return node;
        }
    }

    /** The settings of a node of this house, as arguments of its process. */
    public List<String> arguments(String... extra) {
        // An argument that comes twice would count as a list.
        var merged = new LinkedHashMap<>(settings);
        for (var each : extra) {
            var parts = each.split("=", 2);
            merged.put(parts[0], parts[1]);
        }
        return merged.entrySet().stream()
                .map(each -> "--" + each.getKey() + "=" + each.getValue())
                .toList();
    }

    /** Starts a node in a process of its own, which ends at the failpoint; it does not wait until the node is up. */
    Process startProcess(Failpoint failpoint, String... extra) {
        var process = FaultyNode.start(failpoint, arguments(extra));
        processes.add(process);
        return process;
    }

    /**
     * Wakes a node, and waits until nothing is left to tell: a round that Quartz has begun goes on beside the test, and lets the
     * test's own call pass.
     */
    public static void wake(ApplicationContext node) {
        node.getBean(WakeUp.class).wakeUp();
        var agenda = node.getBean(Agenda.class);
        var clock = node.getBean(InstantSource.class);
        var sql = node.getBean(JdbcClient.class);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !agenda.anyDue(clock.instant())
                        && sql.sql("select count(*) from notice_step where fate = 'TOLD' and notice_id is null")
                                        .query(Long.class)
                                        .single()
                                == 0);
    }

    public void stop(ConfigurableApplicationContext node) {
        nodes.remove(node);
        SpringApplication.exit(node);
    }

    /** Keeps what the tables hold now, for {@link #restore}: a node costs seconds, and a class of tests can share one. */
    public void keep() {
        sql().sql("create schema kept").update();
        for (var table : tables()) {
            sql().sql("create table kept." + table + " as table public." + table)
                    .update();
        }
    }

    /** Those that can be written. */
    private String columns(String table) {
        return sql().sql("""
                        select string_agg(quote_ident(column_name), ', ') from information_schema.columns
                        where table_schema = 'public' and table_name = ? and is_generated = 'NEVER'
                        """).param(table).query(String.class).single();
    }

    /** Puts the tables back as they were kept, when the nodes have taken what was written to them. */
    public void restore() {
        await().atMost(Duration.ofSeconds(60)).until(() -> unread() == 0 && unpublished() == 0);
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(transaction -> {
            var sql = new JdbcTemplate(database);
            sql.execute("set local session_replication_role = replica");
            var tree = sql.queryForObject("select tree from directory_version", Long.class);
            for (var table : tables()) {
                sql.execute("delete from public." + table);
                var columns = columns(table);
                sql.execute("insert into public.%s (%s) overriding system value select %s from kept.%s"
                        .formatted(table, columns, columns, table));
            }
            // Whatever a node remembers of the units is older.
            sql.update(
                    "update directory_version set version = nextval('directory_version_number'), tree = ?", tree + 1);
        });
        try (var consumer = consumer()) {
            List.of("notices", "receipts")
                    .forEach(which -> begins.putAll(consumer.endOffsets(partitions(consumer, which))));
        }
    }

    private long unpublished() {
        return count("select count(*) from outgoing");
    }

    /** All but those that belong to libraries. */
    private List<String> tables() {
        return sql().sql("""
                select tablename from pg_tables
                where schemaname = 'public' and tablename !~* '^(qrtz|flyway)_' order by tablename
                """).query(String.class).list();
    }

    /** How many task events the intake has not taken. */
    long unread() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrapServers()))) {
            var read = admin.listConsumerGroupOffsets("duban-intake")
                    .partitionsToOffsetAndMetadata()
                    .get();
            var ends = partitions().stream().collect(Collectors.toMap(Function.identity(), one -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().entrySet().stream()
                    .mapToLong(end -> end.getValue().offset()
                            - Optional.ofNullable(read.get(end.getKey()))
                                    .map(OffsetAndMetadata::offset)
                                    .orElse(0L))
                    .sum();
        }
    }

    List<TopicPartition> partitions() {
        return List.of(new TopicPartition(topic("task-events"), 0), new TopicPartition(topic("task-events"), 1));
    }

    public TestMailServer mail() {
        return mailServer;
    }

    public String topic(String which) {
        return name + "." + which;
    }

    public JdbcClient sql() {
        return JdbcClient.create(database);
    }

    /** Does something while nobody can write to a table. */
    <T> T locking(String table, Supplier<T> meanwhile) {
        return new TransactionTemplate(new JdbcTransactionManager(database)).execute(status -> {
            sql().sql("lock table " + table + " in exclusive mode").update();
            return meanwhile.get();
        });
    }

    /** What a query counts. */
    public long count(String query) {
        return sql().sql(query).query(Long.class).single();
    }

    /** A deadline that is so near. */
    static String inSeconds(int seconds) {
        return Instant.now()
                .plusSeconds(seconds)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    /** Writes one structured CloudEvent, as a stranger's client would. */
    public void event(String type, String task, Map<String, ?> data) {
        event(UUID.randomUUID().toString(), type, task, data);
    }

    public void event(String id, String type, String task, Map<String, ?> data) {
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", id);
        event.put("source", "/stranger");
        event.put("type", type);
        event.put("subject", task);
        event.put("time", (clock.get() == null ? Instant.now() : clock.get()).toString());
        event.put("data", data);
        write(task, JSON.writeValueAsString(event));
    }

    /** Writes one record as it stands. */
    public void write(String key, String value) {
        try {
            producer.send(new ProducerRecord<>(
                            topic("task-events"),
                            key.getBytes(StandardCharsets.UTF_8),
                            value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All records of a topic since the tables were restored, headers and value, as text. */
    public List<String> records(String which) {
        var records = new ArrayList<String>();
        try (var consumer = consumer()) {
            var partitions = partitions(consumer, which);
            consumer.assign(partitions);
            partitions.forEach(partition -> consumer.seek(partition, begins.getOrDefault(partition, 0L)));
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(each -> records.add(text(each)));
            }
        }
        return records;
    }

    private static KafkaConsumer<String, String> consumer() {
        var settings = Map.<String, Object>of("bootstrap.servers", TestBroker.bootstrapServers());
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String which) {
        return consumer.partitionsFor(topic(which)).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private static String text(ConsumerRecord<String, String> each) {
        var text = new StringBuilder();
        each.headers()
                .forEach(header -> text.append(header.key())
                        .append('=')
                        .append(new String(header.value(), StandardCharsets.UTF_8))
                        .append(' '));
        return text.append(each.value()).toString();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        List.copyOf(nodes).forEach(this::stop);
        producer.close();
        mailServer.close();
    }
}
