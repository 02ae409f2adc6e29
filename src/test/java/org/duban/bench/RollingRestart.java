package org.duban.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.duban.TestBroker;
import org.duban.TestHouse;
import tools.jackson.databind.json.JsonMapper;

/**
 * Restarts one of two nodes after the other while 200 events come in each second, and compares what came in with what came
 * out: every event applied once, and every mail that is owed there once. Ends with 1 if a set differs.
 *
 * <p>Arguments: the jar of the nodes, or {@code -} for this class path; how long events come, in seconds (60 unless given).
 */
public final class RollingRestart {

    private static final int UNITS = 200;
    private static final int TASKS_PER_SECOND = 100;
    private static final int DEADLINE_SECONDS = 20;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestHouse house = new TestHouse();
    private final List<String> launch;
    private final Map<String, String> address = new HashMap<>();
    private int events;

    private RollingRestart(List<String> launch) {
        this.launch = launch;
    }

    public static void main(String[] arguments) throws Exception {
        var java = ProcessHandle.current().info().command().orElse("java");
        var what = arguments.length == 0 || arguments[0].equals("-")
                ? List.of("-cp", System.getProperty("java.class.path"), "org.duban.DubanApplication")
                : List.of("-jar", arguments[0]);
        var launch = new ArrayList<>(List.of(java, "-Xmx384m", "-XX:+UseSerialGC"));
        launch.addAll(what);
        var seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        System.exit(new RollingRestart(launch).run(seconds) ? 0 : 1);
    }

    private boolean run(int seconds) throws Exception {
        var directory = Files.createTempDirectory("duban-rolling");
        house.with("duban.units", units(directory).toString());
        house.with("duban.policies", policies(directory).toString());
        var nodes = new ArrayList<>(List.of(new Node("node-1", directory), new Node("node-2", directory)));
        for (var node : nodes) {
            say("%s ready after %s", node.name, node.start());
        }
        var producer = Executors.newSingleThreadExecutor();
        var produced = producer.submit(() -> produce(seconds));
        for (var node : nodes) {
            Thread.sleep(seconds * 1000L / 6);
            say("%s stopped after %s, ready again after %s", node.name, node.stop(), node.start());
        }
        produced.get();
        producer.shutdown();
        rest();
        var well = judge();
        for (var node : nodes) {
            node.stop();
        }
        house.close();
        return well;
    }

    /** Assigns and signs for a hundred tasks each second, each due twenty seconds later. */
    private Void produce(int seconds) throws InterruptedException {
        var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestBroker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer());
        var start = System.nanoTime();
        for (var i = 0; i < seconds * TASKS_PER_SECOND; i++) {
            var unit = i % UNITS;
            var task = "R-" + i;
            write(producer, task, 1, "assigned", assignment(i, unit));
            write(producer, task, 2, "received", Map.of("by", "unit-" + unit));
            address.put(task, "unit-" + unit + "@bench.example");
            events += 2;
            var ahead = start + (i + 1) * 1_000_000_000L / TASKS_PER_SECOND - System.nanoTime();
            TimeUnit.NANOSECONDS.sleep(Math.max(0, ahead));
        }
        producer.close();
        say("%d events in %.1f s", events, (System.nanoTime() - start) / 1e9);
        return null;
    }

    private void write(
            KafkaProducer<String, String> producer, String task, int number, String type, Map<String, Object> data) {
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", task + "-" + number);
        event.put("source", "/rolling");
        event.put("type", "duban.task." + type);
        event.put("subject", task);
        event.put("time", Instant.now().toString());
        event.put("data", data);
        producer.send(new ProducerRecord<>(house.topic("task-events"), task, JSON.writeValueAsString(event)));
    }

    private static Map<String, Object> assignment(int number, int unit) {
        var due = Instant.now().plusSeconds(DEADLINE_SECONDS).truncatedTo(ChronoUnit.SECONDS);
        return Map.of(
                "title",
                "Repair roof " + number,
                "leadUnit",
                "unit-" + unit,
                "policy",
                "rolling",
                "deadline",
                due.toString());
    }

    private void rest() {
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> house.count("select count(*) from task_event") >= events
                            && house.count("select count(*) from agenda where next_wake_at is not null") == 0
                            && house.count("select count(*) from notice_step where fate = 'TOLD' and notice_id is null")
                                    == 0
                            && house.count("select count(*) from notice where next_attempt_at is not null") == 0);
        } catch (ConditionTimeoutException e) {
            say("not at rest after three minutes");
        }
    }

    /**
     * What is owed follows from what was produced: of each task both steps, either told or, where its events waited beyond
     * the deadline, superseded by the later one. What was told is looked for in the mails that the mail server counted.
     */
    private boolean judge() {
        var mails = house.mail().received();
        var arrived = new ArrayList<String>();
        mails.forEach(mail -> mail.tasks()
                .forEach(task -> arrived.add(mail.header("X-Duban-Notice") + " " + task + " " + mail.to())));
        var lines = lines(
                "select distinct notice_id || ' ' || task_id || ' ' || address from notice_step where fate = 'TOLD'");
        var well = agree("told", lines, arrived);
        var owed = address.keySet().stream()
                .flatMap(task -> Stream.of(task + " assigned", task + " due"))
                .toList();
        var fated = lines("select task_id || ' ' || step from notice_step where fate in ('TOLD', 'SUPERSEDED')");
        well &= agree("owed", owed, fated);
        var addressed = address.entrySet().stream()
                .map(task -> task.getKey() + " " + task.getValue())
                .toList();
        var reached = arrived.stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .distinct()
                .toList();
        well &= agree("tasks that their units heard of", addressed, reached);
        var applied = house.count("select count(*) from task_event");
        var revisions = house.count("select sum(revision) from task");
        var refused = house.count("select count(*) from refusal");
        say("events: %d produced, %d applied, %d revisions, %d refused", events, applied, revisions, refused);
        var ids =
                mails.stream().map(mail -> mail.header("Message-ID")).distinct().count();
        var superseded = house.count("select count(*) from notice_step where fate = 'SUPERSEDED'");
        say("mails: %d with %d Message-IDs; steps superseded: %d", mails.size(), ids, superseded);
        return well && applied == events && revisions == events && refused == 0 && ids == mails.size();
    }

    /** Whether each of these was found once, and nothing else. */
    private static boolean agree(String what, List<String> expected, List<String> found) {
        var once = new TreeSet<String>();
        var twice = found.stream().filter(line -> !once.add(line)).toList();
        var missing = expected.stream().filter(line -> !once.contains(line)).toList();
        var expectedOnce = new TreeSet<>(expected);
        var stray = once.stream().filter(line -> !expectedOnce.contains(line)).toList();
        say(
                "%s: %d expected, %d found, %d twice, %d never, %d unexpected",
                what, expected.size(), found.size(), twice.size(), missing.size(), stray.size());
        List.of(twice, missing, stray).forEach(lines -> lines.stream().limit(5).forEach(RollingRestart::say));
        return twice.isEmpty() && missing.isEmpty() && stray.isEmpty();
    }

    private List<String> lines(String sql) {
        return house.sql().sql(sql).query(String.class).list();
    }

    private static Path units(Path directory) throws IOException {
        var rows = IntStream.range(0, UNITS)
                .mapToObj(i ->
                        "unit-%d,office,UNIT,单位%d,Unit %d,unit-%d@bench.example,en,Asia/Shanghai".formatted(i, i, i, i))
                .collect(Collectors.joining("\n"));
        return Files.writeString(directory.resolve("units.csv"), """
                code,parent,kind,name_zh,name_en,email,locale,zone
                office,,LEADING_GROUP_OFFICE,办公室,Office,office@bench.example,zh-CN,Asia/Shanghai
                """ + rows + "\n");
    }

    private static Path policies(Path directory) throws IOException {
        return Files.writeString(directory.resolve("policies.yaml"), """
                policies:
                  rolling:
                    steps:
                      - { name: assigned, on: assignment, tell: [lead] }
                      - { name: due, before-deadline: PT0S, tell: [lead], level: yellow }
                """);
    }

    private static void say(String text, Object... values) {
        System.out.println(values.length == 0 ? text : text.formatted(values));
    }

    /** A node in a process of its own, at the same port at every start. */
    private final class Node {
        private final String name;
        private final Path log;
        private final int port = freePort();
        private Process process;

        Node(String name, Path directory) {
            this.name = name;
            this.log = directory.resolve(name + ".log");
        }

        String start() throws IOException, InterruptedException {
            var began = System.nanoTime();
            var command = new ArrayList<>(launch);
            command.addAll(house.arguments("server.port=" + port, "duban.intake.node=" + name));
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .failFast(() -> !process.isAlive())
                    .until(this::ready);
            return since(began);
        }

        /** By SIGTERM, as every orchestrator does. */
        String stop() throws InterruptedException {
            var began = System.nanoTime();
            process.destroy();
            process.waitFor();
            return since(began);
        }

        private boolean ready() throws InterruptedException {
            try {
                var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/readyz"))
                        .timeout(Duration.ofSeconds(2));
                return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
            } catch (IOException e) {
                return false;
            }
        }

        private static String since(long began) {
            return "%.1f s".formatted((System.nanoTime() - began) / 1e9);
        }

        private static int freePort() {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
