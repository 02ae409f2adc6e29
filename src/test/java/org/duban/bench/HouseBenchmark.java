package org.duban.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures the two figures that Duban promises, with everything embedded in this one process:
 *
 * <ul>
 *   <li>{@code flood}: 10,000 assignments produced at once for 100 units: until they are in the ledger, and until their
 *       notices are in the mailbox;
 *   <li>{@code moment HOST:PORT}: 10,000 tasks of 10,000 recipients due in one second: from the moment to the last mail
 *       that the mail server there (such as Postfix's smtp-sink) has accepted.
 * </ul>
 *
 * Further arguments are settings such as {@code --duban.mail.connections=16}. All figures are read from what the database recorded, not from this program's own clock.
 */
public final class HouseBenchmark {

    private static final int TASKS = 10_000;

    private final Path directory;
    private final List<String> settings = new ArrayList<>();

    private HouseBenchmark(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty("jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
        var benchmark = new HouseBenchmark(Files.createTempDirectory("duban-benchmark"));
        if (arguments[0].equals("flood")) {
            benchmark.flood();
        } else {
            var server = arguments[1].split(":");
            benchmark.settings.addAll(List.of(arguments).subList(2, arguments.length));
            benchmark.moment(server[0], server[1]);
        }
    }

    private void flood() throws Exception {
        try (var node = start(100)) {
            for (var round = 1; round <= 3; round++) {
                var number = round;
                var before = Instant.now();
                var cpu = OwnServers.cpu();
                BenchHouse.produce(
                        node, TASKS, i -> task("F" + number + "-" + i, "unit-" + i % 100, "2099-12-31", "moment"));
                var produced = Instant.now();
                BenchHouse.await(node, "select count(*) from task", (long) TASKS * round);
                BenchHouse.await(node, "select count(*) from agenda where next_wake_at <= clock_timestamp()", 0);
                BenchHouse.await(node, "select count(*) from notice_step where fate = 'TOLD' and notice_id is null", 0);
                BenchHouse.await(node, "select count(*) from notice where next_attempt_at is not null", 0);
                var sql = node.getBean(JdbcClient.class);
                var applied = instant(sql, "select max(applied_at) from task_event");
                var sent = instant(sql, "select max(sent_at) from notice");
                say(
                        "flood %d: produced in %s, in the ledger after %s, last of %d mails %s later",
                        round,
                        BenchHouse.since(before, produced),
                        BenchHouse.since(before, applied),
                        sql.sql("select count(*) from notice where issued_at > :before::timestamptz")
                                .param("before", before.toString())
                                .query(Long.class)
                                .single(),
                        BenchHouse.since(applied, sent));
                say("   this process used %.1f s of CPU until then", OwnServers.cpu() - cpu);
            }
        }
    }

    private void moment(String host, String port) throws Exception {
        settings.add("--spring.mail.host=" + host);
        settings.add("--spring.mail.port=" + port);
        try (var node = start(TASKS)) {
            for (var round = 1; round <= 3; round++) {
                var number = round;
                var due = Instant.now().plusSeconds(45).truncatedTo(ChronoUnit.SECONDS);
                BenchHouse.produce(
                        node, TASKS, i -> task("M" + number + "-" + i, "unit-" + i, due.toString(), "moment"));
                BenchHouse.await(node, "select count(*) from task", (long) TASKS * round);
                BenchHouse.await(
                        node, "select count(*) from notice where sent_at is not null", (2L * round - 1) * TASKS);
                say("moment %d: assignments told %s before it", round, BenchHouse.since(Instant.now(), due));
                var before = OwnServers.cpu();
                BenchHouse.await(node, "select count(*) from notice where sent_at is not null", 2L * round * TASKS);
                say("moment %d: this process used %.1f s of CPU for it", round, OwnServers.cpu() - before);
                var sql = node.getBean(JdbcClient.class);
                say(
                        "moment %d: first mail accepted after %s, half after %s, last after %s",
                        round,
                        BenchHouse.since(due, sentAt(sql, "min(sent_at)", due)),
                        BenchHouse.since(due, sentAt(sql, "percentile_disc(0.5) within group (order by sent_at)", due)),
                        BenchHouse.since(due, sentAt(sql, "max(sent_at)", due)));
                say(
                        "   issued between %s and %s",
                        BenchHouse.since(due, sentAt(sql, "min(issued_at)", due)),
                        BenchHouse.since(due, sentAt(sql, "max(issued_at)", due)));
            }
        }
    }

    private static Instant sentAt(JdbcClient sql, String what, Instant due) {
        return instant(sql, "select " + what + " from notice where moment = '" + due + "'::timestamptz");
    }

    private ConfigurableApplicationContext start(int units) throws IOException {
        return BenchHouse.start(directory, units, """
                policies:
                  moment:
                    steps:
                      - { name: assigned, on: assignment, tell: [lead] }
                      - { name: due, before-deadline: PT0S, tell: [lead], level: yellow }
                """, settings);
    }

    private static Map.Entry<String, String> task(String id, String unit, String deadline, String policy) {
        return Map.entry(id, """
                {"specversion":"1.0","id":"%s-assigned","source":"/benchmark","type":"duban.task.assigned",
                 "subject":"%s","data":{"title":"落实退役军人优待证办理和政策宣传 %s","leadUnit":"%s","deadline":"%s",
                 "policy":"%s","points":2,"clause":"3.1.2","list":"benchmark"}}""".formatted(id, id, id, unit, deadline, policy));
    }

    private static Instant instant(JdbcClient sql, String query) {
        return sql.sql(query).query(java.time.OffsetDateTime.class).single().toInstant();
    }

    private static void say(String text, Object... values) {
        System.out.println(text.formatted(values));
    }
}
