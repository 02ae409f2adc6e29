package org.duban.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.duban.DubanApplication;
import org.duban.agenda.Agenda;
import org.duban.agenda.WakeUp;
import org.duban.ledger.TaskLedger;
import org.duban.task.Act;
import org.duban.task.Matter;
import org.duban.task.TaskEvent;
import org.duban.task.Urgency;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Measures what a pass of the auditor costs over so many open tasks, with everything embedded in this one process:
 * {@code AuditBenchmark 100000 8}. Each task is of one of 1,000 units under the shipped policy, due within half a year, and
 * has been told what fell due in its first weeks, here eight. Two passes find nothing; then one task in a thousand loses its row of
 * the agenda, and the third pass finds and heals that.
 */
public final class AuditBenchmark {

    private static final int UNITS = 1_000;
    private static final int BATCH = 2_000;
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 9, 1);

    private static final AtomicReference<Instant> CLOCK = new AtomicReference<>(Instant.parse("2026-09-01T02:00:00Z"));

    private AuditBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        var tasks = Integer.parseInt(arguments[0]);
        var weeks = Integer.parseInt(arguments[1]);
        var directory = Files.createTempDirectory("duban-benchmark");
        try (var node = start(directory)) {
            var begun = System.nanoTime();
            assign(node, tasks);
            say("%d tasks assigned in %s", tasks, since(begun));
            begun = System.nanoTime();
            for (var week = 1; week <= weeks; week++) {
                CLOCK.set(Instant.parse("2026-09-01T02:00:00Z").plus(Duration.ofDays(7L * week)));
                tell(node);
            }
            var sql = node.getBean(JdbcClient.class);
            say(
                    "%d fates written in %s",
                    sql.sql("select count(*) from notice_step")
                            .query(Long.class)
                            .single(),
                    since(begun));
            sql.sql("vacuum analyze").update();
            pass(node);
            pass(node);
            sql.sql("delete from agenda where hashtext(task_id) % 1000 = 0").update();
            pass(node);
        }
        System.exit(0);
    }

    private static void pass(ConfigurableApplicationContext node) throws ReflectiveOperationException {
        CLOCK.updateAndGet(instant -> instant.plus(Duration.ofMinutes(20)));
        var auditor = node.getBean("auditor");
        var pass = auditor.getClass().getDeclaredMethod("pass");
        pass.setAccessible(true);
        var cpu = OwnServers.cpu();
        var begun = System.nanoTime();
        say("%s in %s, %.1f s of CPU in this process", pass.invoke(auditor), since(begun), OwnServers.cpu() - cpu);
    }

    /** Another thread may be at it already; then it looks once more before it ends. */
    private static void tell(ConfigurableApplicationContext node) {
        var sql = node.getBean(JdbcClient.class);
        Awaitility.await().forever().until(() -> {
            node.getBean(WakeUp.class).wakeUp();
            return !node.getBean(Agenda.class).anyDue(CLOCK.get())
                    && !sql.sql("select exists (select from notice_step where fate = 'TOLD' and notice_id is null)")
                            .query(Boolean.class)
                            .single();
        });
    }

    private static void assign(ConfigurableApplicationContext node, int tasks) {
        var ledger = node.getBean(TaskLedger.class);
        var transaction = node.getBean(TransactionTemplate.class);
        for (var start = 0; start < tasks; start += BATCH) {
            var events = IntStream.range(start, Math.min(tasks, start + BATCH))
                    .mapToObj(AuditBenchmark::assigned)
                    .toList();
            transaction.executeWithoutResult(status -> ledger.apply(events));
        }
    }

    private static TaskEvent assigned(int number) {
        var unit = "unit-" + number % UNITS;
        var deadline = FIRST_DAY.plusDays(10 + number % 170).toString();
        var title = "落实退役军人优待证办理和政策宣传 " + number;
        var act = new Act.Assigned(
                new Matter(title, "benchmark", null, 2.0, "3.1.2", Urgency.NORMAL, null),
                unit,
                List.of(),
                deadline,
                "standard",
                java.util.Map.of(),
                null);
        var data = """
                {"title":"%s","leadUnit":"%s","deadline":"%s","list":"benchmark","points":2.0,"clause":"3.1.2"}
                """.formatted(title, unit, deadline);
        return new TaskEvent(
                "/benchmark",
                "A-" + number,
                "duban.task.assigned",
                "task-%07d".formatted(number),
                CLOCK.get(),
                null,
                act,
                data);
    }

    private static ConfigurableApplicationContext start(Path directory) throws Exception {
        var csv = directory.resolve("units.csv");
        var rows = IntStream.range(0, UNITS)
                .mapToObj(i -> "unit-%d,office,UNIT,单位%d,Unit %d,unit-%d@bench.example,zh-CN,Asia/Shanghai"
                        .formatted(i, i, i, i))
                .collect(Collectors.joining("\n"));
        Files.writeString(csv, """
                code,parent,kind,name_zh,name_en,email,locale,zone
                group,,LEADING_GROUP,领导小组,Group,group@bench.example,zh-CN,Asia/Shanghai
                city,group,LEADING_GROUP_OFFICE,市办公室,City Office,city@bench.example,zh-CN,Asia/Shanghai
                office,city,LEADING_GROUP_OFFICE,办公室,Office,office@bench.example,zh-CN,Asia/Shanghai
                """ + rows + "\n");
        var settings = OwnServers.in(directory);
        settings.addAll(
                List.of("--duban.units=" + csv, "--duban.policies=classpath:policies.yaml", "--duban.roles=clock"));
        return new SpringApplicationBuilder(DubanApplication.class)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(
                                "clockOfTheBenchmark",
                                InstantSource.class,
                                () -> CLOCK::get,
                                bean -> bean.setPrimary(true)))
                .run(settings.toArray(String[]::new));
    }

    private static String since(long begun) {
        return "%.1f s".formatted((System.nanoTime() - begun) / 1e9);
    }

    private static void say(String text, Object... values) {
        System.out.println(text.formatted(values));
    }
}
