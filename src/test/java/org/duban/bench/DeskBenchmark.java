package org.duban.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures what people wait for at the desk while others work: so many of them (the second argument, or 50) click through board,
 * ledger, tasks and notices for a minute and think one to three seconds before each click, while 200 events a second come in about
 * so many tasks (the first argument, or 100,000) of 300 units. Everything is embedded in this one process, the people, too.
 */
public final class DeskBenchmark {

    /** The more often the likelier. */
    private static final List<String> PAGES = List.of(
            "/desk",
            "/desk?unit={unit}",
            "/desk/tasks",
            "/desk/tasks",
            "/desk/tasks?unit={unit}",
            "/desk/tasks?unit={unit}",
            "/desk/tasks?lamp=RED",
            "/desk/tasks?lamp=YELLOW&unit={unit}",
            "/desk/tasks?status=asking",
            "/desk/tasks?q=%E4%BC%98%E5%BE%85",
            "/desk/tasks/{task}",
            "/desk/tasks/{task}",
            "/desk/notices",
            "/desk/units");

    private static final String PASSWORD = "admin-of-the-benchmark";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofSeconds(60);
    private static final int EVENTS_A_SECOND = 200;

    private final ConfigurableApplicationContext node;
    private final int tasks;
    private final Queue<Click> clicks = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    private DeskBenchmark(ConfigurableApplicationContext node, int tasks) {
        this.node = node;
        this.tasks = tasks;
    }

    private record Click(String page, Instant at, int status, long millis) {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
        var tasks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        var people = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
        var directory = Files.createTempDirectory("duban-benchmark");
        try (var node = start(directory)) {
            new DeskBenchmark(node, tasks).measure(people);
        }
        System.exit(0);
    }

    private static ConfigurableApplicationContext start(Path directory) throws IOException {
        return BenchHouse.start(directory, 300, """
                policies:
                  standard:
                    steps:
                      - { name: one-day, before-deadline: P1D, tell: [lead] }
                      - { name: overdue, after-deadline: P1D, tell: [lead, office] }
                """, List.of("--duban.admin.password=" + PASSWORD));
    }

    private void measure(int people) throws Exception {
        BenchHouse.produce(node, tasks, i -> Map.entry("D-" + i, assigned(i)));
        BenchHouse.await(node, "select count(*) from task", tasks);
        BenchHouse.await(node, "select count(*) from agenda where next_wake_at <= clock_timestamp()", 0);
        node.getBean(JdbcClient.class).sql("vacuum analyze").update();
        var workers = Executors.newFixedThreadPool(people + 1);
        for (var number = 0; number < people; number++) {
            var person = new Person(number);
            person.logsIn();
            workers.execute(person);
        }
        workers.execute(this::work);
        var begun = Instant.now().plus(WARM_UP);
        TimeUnit.MILLISECONDS.sleep(WARM_UP.plus(MEASURED).toMillis());
        over = true;
        workers.shutdown();
        workers.awaitTermination(1, TimeUnit.MINUTES);
        tell(begun);
    }

    private String assigned(int number) {
        return """
                {"specversion":"1.0","id":"D-%1$s-assigned","source":"/benchmark","type":"duban.task.assigned","subject":"D-%1$s",
                 "data":{"title":"落实退役军人优待证办理和政策宣传 %1$s","leadUnit":"unit-%2$s","deadline":"%3$s","policy":"standard",
                 "points":2,"clause":"3.1.%4$s","list":"list-%4$s"}}""".formatted(
                        number,
                        number % 300,
                        Instant.now()
                                .plus(Duration.ofDays(number % 400 - 20))
                                .toString()
                                .substring(0, 10),
                        number % 20);
    }

    /** Units report progress, five times a second forty of them. */
    private void work() {
        var random = new Random(1);
        for (var round = 0; !over; round++) {
            var number = round;
            BenchHouse.produce(node, EVENTS_A_SECOND / 5, i -> progressed(random.nextInt(tasks), number + "-" + i));
            pause(200);
        }
    }

    private static Map.Entry<String, String> progressed(int task, String number) {
        return Map.entry("D-" + task, """
                {"specversion":"1.0","id":"progress-%s","source":"/benchmark","type":"duban.task.progressed","subject":"D-%s",
                 "data":{"by":"unit-%s","percent":%s}}""".formatted(number, task, task % 300, task % 100));
    }

    private void tell(Instant begun) {
        var measured = clicks.stream().filter(click -> click.at.isAfter(begun)).toList();
        say("all", measured);
        measured.stream()
                .map(Click::page)
                .distinct()
                .sorted()
                .forEach(page -> say(
                        page,
                        measured.stream()
                                .filter(click -> click.page.equals(page))
                                .toList()));
        System.out.printf(
                "%d events applied meanwhile and while it warmed up%n",
                node.getBean(JdbcClient.class)
                        .sql("select count(*) from task_event where type = 'duban.task.progressed'")
                        .query(Long.class)
                        .single());
    }

    private static void say(String page, List<Click> clicks) {
        var millis = clicks.stream().mapToLong(Click::millis).sorted().toArray();
        var failed = clicks.stream().filter(click -> click.status != 200).count();
        System.out.printf(
                "%-44s %5d clicks, median %4d ms, 95%% below %4d ms, longest %5d ms, %d failed%n",
                page,
                millis.length,
                millis[millis.length / 2],
                millis[(int) (millis.length * 0.95)],
                millis[millis.length - 1],
                failed);
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody at a browser. */
    private final class Person implements Runnable {
        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        private final Random random;

        Person(int number) {
            random = new Random(number);
        }

        void logsIn() throws IOException, InterruptedException {
            var page = http.send(request("/login").build(), BodyHandlers.ofString())
                    .body();
            var token = TOKEN.matcher(page);
            if (!token.find()) {
                throw new IllegalStateException(page);
            }
            var form = "_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8) + "&name=admin&password="
                    + PASSWORD;
            var login = request("/login")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form));
            if (http.send(login.build(), BodyHandlers.discarding()).statusCode() != 303) {
                throw new IllegalStateException("not let in");
            }
        }

        @Override
        public void run() {
            while (!over) {
                pause(1_000 + random.nextInt(2_000));
                try {
                    click();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        private void click() throws IOException, InterruptedException {
            var page = PAGES.get(random.nextInt(PAGES.size()));
            var path = page.replace("{unit}", "unit-" + random.nextInt(300))
                    .replace("{task}", "D-" + random.nextInt(tasks));
            var at = Instant.now();
            var status =
                    http.send(request(path).build(), BodyHandlers.ofString()).statusCode();
            clicks.add(new Click(
                    page, at, status, Duration.between(at, Instant.now()).toMillis()));
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(
                            "http://localhost:" + node.getEnvironment().getProperty("local.server.port") + path))
                    .header("Accept-Language", "zh-CN");
        }
    }
}
