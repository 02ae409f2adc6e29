package org.duban.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.duban.TestHouse;
import org.duban.TestHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The ledger and the page of a task, as a browser gets them. */
@TestInstance(Lifecycle.PER_CLASS)
class LedgerPagesTests {

    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");
    private static final Pattern ROW = Pattern.compile("href=\"/desk/tasks/(?!new\")([^\"?]+)\"");

    private static final Pattern FIGURE =
            Pattern.compile("<a href=\"(/desk/tasks[^\"]+)\">(?:<span class=\"number [a-z]+\">)?(\\d+)<");
    private static final Pattern OTHER_FIGURE = Pattern.compile(
            "<a href=\"(/desk/(?:notices|units|refusals)[^\"]*)\"><span class=\"number [a-z]+\">(\\d+)<");
    private static final Pattern OTHER_ROW = Pattern.compile("<th scope=\"row\"|<article ");
    private static final Pattern BOARD = Pattern.compile("href=\"(/desk\\?unit=[^\"]+)\"");

    private final HttpClient browser = HttpClient.newHttpClient();
    private final TestHouse house = new TestHouse().at("2026-11-23T04:00:00Z");
    private final ConfigurableApplicationContext node = house.startNode("duban.roles=intake,clock,desk");
    private String clerk = "";
    private String neighbour = "";

    @BeforeAll
    void assign() {
        task(
                "gz-1",
                "校园（Ｋ栋）<消防> 改造",
                "education",
                "2026-11-25",
                Map.of("list", "winter-2026", "points", 2.5, "clause", "4.1"));
        task("gz/2;督办", "河道清理", "roads", "2026-11-20", Map.of("assistingUnits", List.of("education"), "points", 3.5));
        task("gz-3", "食堂卫生检查", "health", "2026-12-31", Map.of("description", "每周检查一次。"));
        for (int n = 100; n < 160; n++) {
            task("many-" + n, "许多事项之一 " + n, "silent", "2027-01-15", Map.of("list", "many"));
        }
        house.event("duban.task.received", "gz-1", Map.of("by", "education", "note", "收到，马上办"));
        house.event("duban.task.progressed", "gz-1", Map.of("percent", 40));
        house.event("duban.task.struck-off", "gz-3", Map.of("note", "现场核验"));
        house.event("duban.task.extension-requested", "gz-1", Map.of("deadline", "2026-12-20", "reason", "连日降雨"));
        await().atMost(Duration.ofMinutes(1)).until(() -> house.count("select count(*) from task_event") == 67);
        clerk = added("clerk-of-education", "UNIT@education");
        neighbour = added("clerk-of-health", "UNIT@health");
    }

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void showsWhatIsOpenWithTheNearestDeadlineFirst() {
        var page = get("/desk/tasks", "zh-CN");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("lang=\"zh-CN\"", "<h1>台账</h1>", "共62项。")
                .contains("逾期1个工作日", "还剩2个工作日", "2026年11月25日（星期三）", "办理中，进度40%", "winter-2026 · 条款4.1 · 2.5分")
                .contains("校园（Ｋ栋）&lt;消防&gt; 改造", "另有1个协办单位", "<span class=\"lamp red\">逾期</span>")
                .doesNotContain("食堂卫生检查", "<消防>");
        assertThat(rows(page).subList(0, 2)).containsExactly("gz%2F2%3B%E7%9D%A3%E5%8A%9E", "gz-1");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
    }

    @Test
    void walksThroughAllPagesWithoutLosingOrRepeatingATask() {
        var all = new ArrayList<String>();
        var page = get("/desk/tasks?status=any", "en");
        all.addAll(rows(page));
        for (var next = NEXT.matcher(page.body()); next.find(); next = NEXT.matcher(page.body())) {
            page = get(next.group(1).replace("&amp;", "&"), "en");
            assertThat(page.body()).contains("First page");
            all.addAll(rows(page));
        }
        assertThat(all).hasSize(63).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            q=消防                          | One task.
            q=道清&lamp=red                 | One task.
            q=检查                          | No task is like this.
            q=检查&status=any               | One task.
            q=检查&lamp=done                | One task.
            status=STRUCK_OFF               | One task.
            lamp=red                        | One task.
            lamp=yellow                     | One task.
            list=winter-2026                | One task.
            list=many                       | 60 tasks.
            unit=education                  | 2 tasks.
            unit=县教育局                   | 2 tasks.
            unit=county-office&status=any   | 63 tasks.
            unit=nowhere                    | There is no such unit.
            unit=County                     | Several units are called so.
            deadlineFrom=2026-11-25&deadlineBefore=2026-11-26 | One task.
            deadlineFrom=yesterday&order=x&lamp=blue&status=x | 62 tasks.
            cursor=x                        | 62 tasks.
            status=asking                   | One task.
            status=asking&lamp=yellow       | One task.
            status=asking&lamp=red          | No task is like this.
            order=ID&cursor=many-158        | many-159
            q=%00%25                        | No task is like this.
            """)
    void findsWhatIsAskedFor(String query, String shown) {
        var page =
                get("/desk/tasks?" + URI.create("x:?" + query).toASCIIString().substring(3), "en");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(shown);
    }

    /** Each figure of each board, for each of its readers. */
    @ParameterizedTest
    @CsvSource({"admin", "clerk-of-education", "clerk-of-health"})
    void countsOnTheBoardWhatTheLedgerShows(String name) {
        var password = Map.of("clerk-of-education", clerk, "clerk-of-health", neighbour)
                .getOrDefault(name, "admin-of-the-test");
        var boards = new ArrayList<>(List.of("/desk"));
        var figures = 0;
        for (int i = 0; i < boards.size(); i++) {
            var page = get(boards.get(i), "en", name, password);
            assertThat(page.statusCode()).as(boards.get(i)).isEqualTo(200);
            for (var figure : FIGURE.matcher(page.body()).results().toList()) {
                var list = get(figure.group(1).replace("&amp;", "&"), "en", name, password);
                var counted = figure.group(2).equals("1") ? "One task." : figure.group(2) + " tasks.";
                assertThat(list.body())
                        .as(figure.group())
                        .contains(figure.group(2).equals("0") ? "No task" : counted);
                figures++;
            }
            for (var figure : OTHER_FIGURE.matcher(page.body()).results().toList()) {
                var list = get(figure.group(1).replace("&amp;", "&"), "en", name, password);
                assertThat(OTHER_ROW.matcher(list.body()).results().count())
                        .as(figure.group())
                        .isEqualTo(Long.parseLong(figure.group(2)));
                figures++;
            }
            BOARD.matcher(page.body())
                    .results()
                    .map(found -> found.group(1))
                    .distinct()
                    .filter(url -> !boards.contains(url))
                    .forEach(boards::add);
        }
        assertThat(figures).isGreaterThan(name.equals("admin") ? 20 : 1);
        assertThat(boards).hasSizeGreaterThan(name.equals("admin") ? 2 : 0);
    }

    @Test
    void addsUpThePointsOfWhatIsOverdue() {
        var board = get("/desk", "zh").body();

        assertThat(board).contains("逾期分值").containsPattern("lamp=RED[^\"]*\">3\\.5</a>");
        // What is not late is not at stake yet.
        assertThat(board).doesNotContain(">6</a>");
    }

    @Test
    void comparesWithADayBeforeAndDrawsTheCourse() {
        assertThat(get("/desk", "en").body()).contains("once two days have been counted");
        var sql = node.getBean(JdbcClient.class);
        sql.sql("""
                insert into counted_day (day, counted_at)
                select day, now() from unnest(array['2026-11-16', '2026-11-22']::date[]) day
                """).update();
        sql.sql("""
                insert into day_count (day, unit, red, yellow, green, grey, submitted, struck_off)
                values ('2026-11-16', 'silent', 0, 0, 57, 0, 0, 2), ('2026-11-22', 'silent', 4, 0, 60, 0, 0, 9)
                """).update();

        var week = get("/desk?compare=2026-11-16", "en");
        assertThat(week.body())
                .contains("since the end of Monday, 16 November 2026", "+3</small>", "/desk/trend.svg")
                .contains("<td>64</td><td>4</td><td>9</td>");
        assertThat(get("/desk?compare=2026-11-22", "zh").body()).contains("\u22124</small>", "2026年11月22日");
        assertThat(get("/desk?compare=2026-11-20", "zh").body())
                .contains("没有统计数据")
                .doesNotContain("</small>");
        assertThat(get("/desk?compare=yesterday", "en").statusCode()).isEqualTo(200);
        var chart = get("/desk/trend.svg?unit=county-office", "zh");
        assertThat(chart.headers().firstValue("Content-Type").orElse("")).startsWith("image/svg+xml");
        assertThat(chart.body()).contains("逾期", "已销号");
        assertThat(get("/desk/trend.svg?unit=silent", "en", "clerk-of-health", neighbour)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void tellsTheWholeStoryOfATask() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> get("/desk/tasks/gz-1", "zh-CN").body().contains("交办通知"));
        var page = get("/desk/tasks/gz-1", "zh-CN");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("校园（Ｋ栋）&lt;消防&gt; 改造", "还剩2个工作日", "县教育局", "2.5分")
                .contains("收到，马上办", "进度40%", "接下来的提醒", "办理与提醒记录")
                .contains("交办通知");
        assertThat(get("/desk/tasks/gz%2F2%3B%E7%9D%A3%E5%8A%9E", "en").body())
                .contains("河道清理", "Overdue by one working day");
    }

    @Test
    void showsEverybodyWhatIsWithinHisReach() {
        assertThat(rows(get("/desk/tasks?status=any", "en", "clerk-of-education", clerk)))
                .containsExactlyInAnyOrder("gz-1", "gz%2F2%3B%E7%9D%A3%E5%8A%9E");
        assertThat(rows(get("/desk/tasks?status=any", "en", "clerk-of-health", neighbour)))
                .containsExactly("gz-3");
        assertThat(rows(get("/desk/tasks?mine=LEAD", "en", "clerk-of-education", clerk)))
                .containsExactly("gz-1");
        assertThat(rows(get("/desk/tasks?mine=ASSIST", "en", "clerk-of-education", clerk)))
                .containsExactly("gz%2F2%3B%E7%9D%A3%E5%8A%9E");
        assertThat(get("/desk/tasks?mine=assist&lamp=red", "zh", "clerk-of-education", clerk)
                        .body())
                .contains(
                        "<a href=\"/desk/tasks?mine=LEAD&amp;status=open&amp;lamp=RED",
                        "name=\"mine\" value=\"ASSIST\"",
                        "共1项。")
                .doesNotContain("我办督办");
        assertThat(get("/desk/tasks", "en").body()).doesNotContain("We lead");
        var hidden = get("/desk/tasks/gz-1", "en", "clerk-of-health", neighbour);
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(hidden.body())
                .isEqualTo(get("/desk/tasks/nothing", "en", "clerk-of-health", neighbour)
                        .body());
        assertThat(get("/desk/tasks?unit=roads", "en", "clerk-of-health", neighbour)
                        .body())
                .contains("There is no such unit.")
                .doesNotContain("县教育局", "Roads");
    }

    @Test
    void asksWhoComesIn() {
        var nobody = TestHttp.send(browser, request("/desk/tasks").header("Accept-Language", "zh"));

        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.body()).contains("请登录");
    }

    private static List<String> rows(HttpResponse<String> page) {
        return ROW.matcher(page.body())
                .results()
                .map(row -> row.group(1))
                .distinct()
                .toList();
    }

    private void task(String id, String title, String lead, String deadline, Map<String, ?> more) {
        var data = new java.util.HashMap<String, Object>(more);
        data.putAll(Map.of("title", title, "leadUnit", lead, "deadline", deadline));
        house.event("duban.task.assigned", id, data);
    }

    private String added(String name, String membership) {
        var made = TestHttp.send(
                browser,
                request("/api/v1/users")
                        .header("Authorization", basic("admin", "admin-of-the-test"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"name\": \"%s\", \"displayName\": \"x\", \"memberships\": [\"%s\"]}"
                                        .formatted(name, membership))));
        return JsonMapper.shared().readTree(made.body()).path("password").asString();
    }

    private HttpResponse<String> get(String path, String language) {
        return get(path, language, "admin", "admin-of-the-test");
    }

    private HttpResponse<String> get(String path, String language, String user, String password) {
        return TestHttp.send(
                browser,
                request(path).header("Authorization", basic(user, password)).header("Accept-Language", language));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://localhost:" + node.getEnvironment().getProperty("local.server.port") + path));
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
