package org.duban.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.duban.DubanApplication;
import org.duban.agenda.Replanning;
import org.duban.rulebook.Rulebooks;
import org.duban.rules.RuleChange;
import org.duban.rules.RuleChange.State;
import org.duban.rules.RuleChanges;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures what a change of rules costs an installation with many open tasks (the first argument, or a million), with
 * everything embedded in this one process: how long it takes until it is counted whose next wake-up it moves, and how long
 * from its application until the last open task is planned by it. Meanwhile the house goes on: ten tasks are assigned each
 * second, and told a few seconds later at an exact time.
 */
public final class ReplanningBenchmark {

    private static final int UNITS = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Path directory;
    private final int tasks;
    private final AtomicBoolean working = new AtomicBoolean(true);

    private ReplanningBenchmark(Path directory, int tasks) {
        this.directory = directory;
        this.tasks = tasks;
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty("jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
        var tasks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        new ReplanningBenchmark(Files.createTempDirectory("duban-benchmark"), tasks).run();
    }

    private void run() throws Exception {
        try (var node = start()) {
            fill(node.getBean(JdbcClient.class));
            await(node, "first planning", () -> progress(node));
            var dayWork = new Thread(() -> dayWork(node), "day-work");
            dayWork.start();
            measure(node, "14:00");
            working.set(false);
            dayWork.join();
            tellDayWork(node.getBean(JdbcClient.class));
        }
    }

    /** Tasks as a year of assignments leaves them; their rows in the agenda are still to be planned. */
    private void fill(JdbcClient sql) {
        var begun = Instant.now();
        sql.sql("""
                insert into task (id, list, title, lead_unit, assisting_units, deadline_date, policy, points, clause, urgency, status,
                    assigned_at, received_by, received_at, percent, progressed_at, held, earlier_deadlines, planned_from,
                    assignment_told_from, extension_granted, revision, amounts, joined_told_from)
                select 'B-' || i, 'benchmark', '落实退役军人优待证办理和政策宣传 ' || i, 'unit-' || i % :units,
                    case when i % 3 = 0 then array['unit-' || (i + 1) % :units] else '{}' end,
                    current_date + 3 + i % 300, 'standard', 2, '3.1.2', 'NORMAL',
                    (array['ASSIGNED', 'RECEIVED', 'IN_PROGRESS'])[1 + i % 3], at,
                    case when i % 3 > 0 then array['unit-' || i % :units] else '{}' end, case when i % 3 > 0 then at end,
                    case when i % 3 = 2 then 40 end, case when i % 3 = 2 then at + interval '5 days' end,
                    false, '{}', at, at, false, 1, '{}', '{}'
                from (select i, clock_timestamp() - make_interval(days => 10 + i % 60) as at from generate_series(1, :tasks) i) made
                """).param("units", UNITS).param("tasks", tasks).update();
        sql.sql("""
                insert into agenda (task_id, revision, told_until, next_wake_at, open, held, yellow_at, deadline_at, planned_by)
                select id, 1, clock_timestamp(), 'infinity', true, false, deadline_date, deadline_date, 0 from task
                """).update();
        sql.sql("analyze task").update();
        sql.sql("analyze agenda").update();
        say("%d tasks of %d units made in %s", tasks, UNITS, since(begun));
    }

    private void measure(ConfigurableApplicationContext node, String tellAt) throws InterruptedException {
        var changes = node.getBean(RuleChanges.class);
        var policies = node.getBean(Rulebooks.class).current().texts().policies();
        var other = policies.replaceFirst("tell-at: \"[0-9:]+\"", "tell-at: \"" + tellAt + "\"");
        var begun = Instant.now();
        var id = changes.draft(other, Map.of(), "benchmark").orElseThrow().id();
        await(node, "counting", () -> counted(changes.change(id).orElseThrow()));
        say(
                "tell-at %s: counted in %s, moves %d",
                tellAt, since(begun), changes.change(id).orElseThrow().moves());
        var applied = Instant.now();
        var before = Cpu.now(directory.resolve("data"));
        changes.apply(id, "benchmark");
        await(node, "planning again", () -> progress(node));
        say(
                "tell-at %s: planned again in %s, CPU %s",
                tellAt, since(applied), Cpu.now(directory.resolve("data")).since(before));
    }

    /** The seconds of CPU that this process and its PostgreSQL have used. */
    private record Cpu(double house, double database) {
        static Cpu now(Path data) {
            return new Cpu(
                    seconds(ProcessHandle.current()),
                    ProcessHandle.allProcesses()
                            .filter(process -> serves(process, data)
                                    || process.parent()
                                            .filter(parent -> serves(parent, data))
                                            .isPresent())
                            .mapToDouble(Cpu::seconds)
                            .sum());
        }

        private static boolean serves(ProcessHandle process, Path data) {
            return process.info().commandLine().orElse("").contains(data.toString());
        }

        private static double seconds(ProcessHandle process) {
            return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
        }

        String since(Cpu before) {
            return "%.0f s here, %.0f s in PostgreSQL".formatted(house - before.house, database - before.database);
        }
    }

    private interface Work {
        /** What is left to do, in words; empty when it is done. */
        String left();
    }

    private static String counted(RuleChange change) {
        return change.state() == State.COUNTING ? change.counted() + " of " + change.total() : "";
    }

    private static String progress(ConfigurableApplicationContext node) {
        var progress = node.getBean(Replanning.class).progress();
        return progress.left() == 0 ? "" : progress.done() + " of " + progress.total();
    }

    private static void await(ConfigurableApplicationContext node, String what, Work work) {
        var begun = Instant.now();
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(5))
                .until(() -> {
                    var left = work.left();
                    if (!left.isEmpty()) {
                        say("  %s: %s after %s", what, left, since(begun));
                    }
                    return left.isEmpty();
                });
        say("  %s done after %s", what, since(begun));
    }

    private void dayWork(ConfigurableApplicationContext node) {
        var servers = node.getBean(KafkaConnectionDetails.class).getBootstrapServers();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", String.join(",", servers)),
                new StringSerializer(),
                new StringSerializer())) {
            for (var number = 0; working.get(); number++) {
                var id = "W-" + number;
                producer.send(new ProducerRecord<>("duban.task-events", id, assigned(id, number)));
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String assigned(String id, int number) {
        var now = Instant.now();
        return """
                {"specversion":"1.0","id":"%s-assigned","source":"/benchmark","type":"duban.task.assigned",
                 "subject":"%s","time":"%s","data":{"title":"Repair the roof","leadUnit":"unit-%d","deadline":"%s",
                 "policy":"moment"}}""".formatted(id, id, now, number % UNITS, now.plusSeconds(5));
    }

    private static void tellDayWork(JdbcClient sql) {
        sql.sql("""
                select count(*) as tasks,
                    max(extract(epoch from applied_at - time)) as applied,
                    percentile_disc(0.99) within group (order by extract(epoch from applied_at - time)) as usually
                from task_event where task_id like 'W-%'
                """).query(row -> {
            say(
                    "meanwhile: %d tasks assigned, in the ledger after %.2f s at most, 99%% after %.2f s",
                    row.getLong("tasks"), row.getDouble("applied"), row.getDouble("usually"));
        });
        sql.sql("""
                select count(*) as mails, max(extract(epoch from sent_at - moment)) as latest,
                    percentile_disc(0.99) within group (order by extract(epoch from sent_at - moment)) as usually
                from notice where sent_at is not null
                """).query(row -> {
            say(
                    "meanwhile: %d mails accepted, %.2f s after their moment at most, 99%% after %.2f s",
                    row.getLong("mails"), row.getDouble("latest"), row.getDouble("usually"));
        });
    }

    private ConfigurableApplicationContext start() throws IOException {
        var units = IntStream.range(0, UNITS)
                .mapToObj(i -> "unit-%d,office,UNIT,单位%d,Unit %d,unit-%d@bench.example,zh-CN,Asia/Shanghai"
                        .formatted(i, i, i, i))
                .collect(Collectors.joining("\n"));
        var csv = Files.writeString(directory.resolve("units.csv"), """
                code,parent,kind,name_zh,name_en,email,locale,zone
                office,,LEADING_GROUP_OFFICE,办公室,Office,office@bench.example,zh-CN,Asia/Shanghai
                """ + units + "\n");
        var policies = Files.writeString(directory.resolve("policies.yaml"), usualPolicies() + """
                  moment:
                    steps:
                      - { name: assigned, on: assignment, tell: [lead] }
                      - { name: due, before-deadline: PT0S, tell: [lead], level: yellow }
                """);
        var settings = OwnServers.in(directory);
        settings.addAll(List.of("--duban.units=" + csv, "--duban.policies=" + policies));
        return new SpringApplicationBuilder(DubanApplication.class).run(settings.toArray(String[]::new));
    }

    private static String usualPolicies() throws IOException {
        try (var file = ReplanningBenchmark.class.getResourceAsStream("/policies.yaml")) {
            return new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static String since(Instant from) {
        return "%.1f s".formatted(Duration.between(from, Instant.now()).toMillis() / 1000.0);
    }

    private static void say(String text, Object... values) {
        System.out.println(text.formatted(values));
    }
}
