package org.duban.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.duban.DubanApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures a job that strikes off 10,000 tasks of 100 units, with everything embedded in this one process: asked for over REST, until
 * each task has its outcome, and until the mails that follow are in the mailbox; and whether each unit was told each closure once.
 * Times are read from what the database recorded.
 */
public final class BulkBenchmark {

    private static final int TASKS = 10_000;
    private static final String PASSWORD = "admin-of-the-benchmark";

    private final Path directory;
    private final List<String> settings = new ArrayList<>();

    private BulkBenchmark(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty("jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
        var benchmark = new BulkBenchmark(Files.createTempDirectory("duban-benchmark"));
        try (var node = benchmark.start()) {
            for (var round = 1; round <= 3; round++) {
                benchmark.strikeOff(node, round);
            }
        }
        System.exit(0);
    }

    private void strikeOff(ConfigurableApplicationContext node, int round) throws Exception {
        produce(node, round);
        await(node, "select count(*) from task", (long) TASKS * round);
        await(node, "select count(*) from agenda where next_wake_at <= clock_timestamp()", 0);
        await(node, "select count(*) from notice where next_attempt_at is not null", 0);
        var asked = asAdmin(
                node,
                "/api/v1/jobs",
                "{\"act\": \"strike-off\", \"filter\": {\"list\": \"round-" + round + "\"}, \"expected\": " + TASKS
                        + "}");
        if (asked.statusCode() != 202) {
            throw new IllegalStateException(asked.body());
        }
        await(node, "select count(*) from job where ended_at is not null", round);
        await(node, "select count(*) from agenda where next_wake_at <= clock_timestamp()", 0);
        await(node, "select count(*) from notice_step where fate = 'TOLD' and notice_id is null", 0);
        await(node, "select count(*) from notice where next_attempt_at is not null", 0);
        tell(node, round);
    }

    private static HttpResponse<String> asAdmin(ConfigurableApplicationContext node, String path, String body)
            throws IOException, InterruptedException {
        var credentials = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + node.getEnvironment().getProperty("local.server.port") + path))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static void tell(ConfigurableApplicationContext node, int round) {
        var sql = node.getBean(JdbcClient.class);
        var job = sql.sql("select made_at, ended_at from job order by made_at desc limit 1")
                .query((row, number) -> List.of(
                        row.getTimestamp("made_at").toInstant(),
                        row.getTimestamp("ended_at").toInstant()))
                .single();
        var sent = sql.sql("select max(sent_at) from notice")
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
        System.out.printf(
                "strike-off %d: %d of %d tasks applied after %s, last of %d mails %s later; told twice: %d, never: %d%n",
                round,
                count(sql, "select count(*) from job_item where state = 'APPLIED'") - (long) TASKS * (round - 1),
                TASKS,
                since(job.get(0), job.get(1)),
                count(
                        sql,
                        "select count(*) from notice where kind = 'CLOSURE' and issued_at >= (select max(made_at) from job)"),
                since(job.get(1), sent),
                count(sql, """
                        select count(*) from (
                            select from notice_step where step = 'closed' and fate = 'TOLD'
                            group by task_id, recipient having count(*) > 1) twice
                        """),
                (long) TASKS * round
                        - count(
                                sql,
                                "select count(distinct task_id) from notice_step where step = 'closed' and fate = 'TOLD'"));
    }

    private static long count(JdbcClient sql, String query) {
        return sql.sql(query).query(Long.class).single();
    }

    private ConfigurableApplicationContext start() throws IOException {
        var csv = directory.resolve("units.csv");
        var rows = IntStream.range(0, 100)
                .mapToObj(i -> "unit-%d,office,UNIT,单位%d,Unit %d,unit-%d@bench.example,%s,Asia/Shanghai"
                        .formatted(i, i, i, i, i % 5 == 0 ? "en" : "zh-CN"))
                .collect(Collectors.joining("\n"));
        Files.writeString(csv, """
                code,parent,kind,name_zh,name_en,email,locale,zone
                office,,LEADING_GROUP_OFFICE,办公室,Office,office@bench.example,zh-CN,Asia/Shanghai
                """ + rows + "\n");
        var policies = directory.resolve("policies.yaml");
        Files.writeString(policies, """
                policies:
                  closing:
                    tell-closure: [lead]
                    steps:
                      - { name: assigned, on: assignment, tell: [lead] }
                """);
        settings.addAll(List.of("--duban.units=" + csv, "--duban.policies=" + policies));
        settings.addAll(OwnServers.in(directory));
        settings.add("--duban.admin.password=" + PASSWORD);
        return new SpringApplicationBuilder(DubanApplication.class).run(settings.toArray(String[]::new));
    }

    private static void produce(ConfigurableApplicationContext node, int round) {
        var servers = node.getBean(KafkaConnectionDetails.class).getBootstrapServers();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", String.join(",", servers), "linger.ms", 5),
                new StringSerializer(),
                new StringSerializer())) {
            for (var i = 0; i < TASKS; i++) {
                var id = "B" + round + "-" + i;
                producer.send(new ProducerRecord<>("duban.task-events", id, """
                        {"specversion":"1.0","id":"%s-assigned","source":"/benchmark","type":"duban.task.assigned",
                         "subject":"%s","data":{"title":"落实退役军人优待证办理和政策宣传 %s","leadUnit":"unit-%d",
                         "deadline":"2099-12-31","policy":"closing","points":2,"list":"round-%d"}}""".formatted(id, id, id, i % 100, round)));
            }
        }
    }

    private static void await(ConfigurableApplicationContext node, String sql, long expected) {
        var jdbc = node.getBean(JdbcClient.class);
        Awaitility.await(sql)
                .atMost(Duration.ofMinutes(5))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> jdbc.sql(sql).query(Long.class).single() == expected);
    }

    private static String since(Instant from, Instant to) {
        return "%.2f s".formatted(Duration.between(from, to).toMillis() / 1000.0);
    }
}
