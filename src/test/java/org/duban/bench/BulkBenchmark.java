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
import java.util.Base64;
import java.util.List;
import java.util.Map;
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
        BenchHouse.produce(node, TASKS, i -> task(round, i));
        BenchHouse.await(node, "select count(*) from task", (long) TASKS * round);
        BenchHouse.await(node, "select count(*) from agenda where next_wake_at <= clock_timestamp()", 0);
        BenchHouse.await(node, "select count(*) from notice where next_attempt_at is not null", 0);
        var asked = asAdmin(
                node,
                "/api/v1/jobs",
                "{\"act\": \"strike-off\", \"filter\": {\"list\": \"round-" + round + "\"}, \"expected\": " + TASKS
                        + "}");
        if (asked.statusCode() != 202) {
            throw new IllegalStateException(asked.body());
        }
        BenchHouse.await(node, "select count(*) from job where ended_at is not null", round);
        BenchHouse.await(node, "select count(*) from agenda where next_wake_at <= clock_timestamp()", 0);
        BenchHouse.await(node, "select count(*) from notice_step where fate = 'TOLD' and notice_id is null", 0);
        BenchHouse.await(node, "select count(*) from notice where next_attempt_at is not null", 0);
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
                BenchHouse.since(job.get(0), job.get(1)),
                count(
                        sql,
                        "select count(*) from notice where kind = 'CLOSURE' and issued_at >= (select max(made_at) from job)"),
                BenchHouse.since(job.get(1), sent),
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
        return BenchHouse.start(directory, 100, """
                policies:
                  closing:
                    tell-closure: [lead]
                    steps:
                      - { name: assigned, on: assignment, tell: [lead] }
                """, List.of("--duban.admin.password=" + PASSWORD));
    }

    private static Map.Entry<String, String> task(int round, int number) {
        var id = "B" + round + "-" + number;
        return Map.entry(id, """
                {"specversion":"1.0","id":"%s-assigned","source":"/benchmark","type":"duban.task.assigned",
                 "subject":"%s","data":{"title":"落实退役军人优待证办理和政策宣传 %s","leadUnit":"unit-%d",
                 "deadline":"2099-12-31","policy":"closing","points":2,"list":"round-%d"}}""".formatted(id, id, id, number % 100, round));
    }
}
