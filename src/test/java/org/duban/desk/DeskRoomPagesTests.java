package org.duban.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duban.TestHouse;
import org.duban.TestHttp;
import org.duban.directory.Directory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** The pages of notices, units, refusals and rules, as a browser gets them. */
@TestInstance(Lifecycle.PER_CLASS)
class DeskRoomPagesTests {

    private static final String ADMIN = "admin-of-the-test";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");
    private static final Pattern NOTICE = Pattern.compile("<a href=\"/desk/notices/([0-9a-f-]{36})\"");
    private static final Pattern FIGURE = Pattern.compile(
            "<a href=\"(/desk/(?:notices|units|refusals)[^\"]*)\"><span class=\"number [a-z]+\">(\\d+)<");

    private final HttpClient browser = HttpClient.newHttpClient();
    private final TestHouse house = new TestHouse().at("2026-11-23T04:00:00Z");
    private final ConfigurableApplicationContext node = house.startNode("duban.roles=intake,desk");
    private String clerk = "";
    private long audited;

    @BeforeAll
    void assign() {
        house.event(
                "duban.task.assigned",
                "gz-1",
                Map.of("title", "河道<清理>", "leadUnit", "roads", "deadline", "2026-11-25"));
        await().atMost(Duration.ofMinutes(1)).until(() -> house.count("select count(*) from task") == 1);
        clerk = added("clerk", "UNIT@education");
    }

    @BeforeEach
    void empty() {
        house.sql().sql("delete from notice_step").update();
        house.sql().sql("delete from notice").update();
        house.sql().sql("delete from refusal").update();
        audited = house.count("select count(*) from audit");
    }

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void listsWhatWasSentOnADayWithTheServersAnswer() {
        notice(1, "roads", "ACCEPTED", "2026-11-22T16:00:00Z", "250 <ok>");
        notice(2, "education", "REFUSED", null, "550 no such user");
        notice(3, "roads", "ACCEPTED", "2026-11-22T15:59:59Z", "250 late yesterday");

        var today = get("/desk/notices", "zh").body();
        assertThat(today)
                .contains(
                        "2026年11月23日（星期一）：共2份。",
                        "250 &lt;ok&gt;",
                        "550 no such user",
                        "河道&lt;清理&gt;",
                        "/desk/tasks/gz-1")
                .contains("已送达邮件服务器", "被邮件服务器拒收", "县交通运输局", "roads@")
                .doesNotContain("late yesterday", "<ok>");
        assertThat(get("/desk/notices?day=2026-11-22", "en").body())
                .contains("One notice.", "250 late yesterday", "The day after");
        assertThat(get("/desk/notices?day=", "en").body()).contains("3 notices.");
        assertThat(get("/desk/notices?day=2026-11-01", "zh").body()).contains("这一天没有督办单", "共0份");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            state=sent                  | One notice.
            state=failed                | One notice.
            state=waiting               | 0 notices.
            state=REFUSED&unit=education | One notice.
            unit=roads                  | One notice.
            unit=county-office          | 2 notices.
            unit=nowhere                | There is no such unit.
            unit=County                 | Several units are called so.
            task=gz-1                   | 2 notices.
            task=nothing                | There is no such task.
            task=%00                    | There is no such task.
            day=nonsense&state=x&after=x | 2 notices.
            after=00000000-0000-0000-0000-0000000000ff | 2 notices.
            """)
    void findsWhatIsAskedFor(String query, String shown) {
        notice(1, "roads", "ACCEPTED", "2026-11-23T01:00:00Z", "250");
        notice(2, "education", "REFUSED", null, "550");

        var page = get("/desk/notices?" + query, "en");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(shown);
    }

    @Test
    void walksThroughAllNoticesOfADay() {
        IntStream.rangeClosed(1, 120).forEach(n -> notice(n, "roads", "ACCEPTED", "2026-11-23T01:00:00Z", null));

        var all = new ArrayList<String>();
        var page = get("/desk/notices", "en").body();
        assertThat(page).contains("120 notices.");
        all.addAll(notices(page));
        for (var next = NEXT.matcher(page); next.find(); next = NEXT.matcher(page)) {
            page = get(next.group(1).replace("&amp;", "&"), "en").body();
            all.addAll(notices(page));
        }
        assertThat(all).hasSize(120).doesNotHaveDuplicates();
    }

    /** What is sent while somebody reads a page moves to the top of the list. */
    @Test
    void goesOnWhereThePageEndedThoughItsLastNoticeIsSentMeanwhile() {
        IntStream.rangeClosed(1, 120).forEach(n -> notice(n, "roads", "ACCEPTED", "2026-11-23T01:00:00Z", null));
        var first = get("/desk/notices", "en").body();
        var next = NEXT.matcher(first);
        assertThat(next.find()).isTrue();
        var shown = notices(first);

        house.sql()
                .sql("update notice set sent_at = '2026-11-23T01:30:00Z' where id = ?::uuid")
                .param(shown.get(shown.size() - 1))
                .update();

        assertThat(notices(get(next.group(1).replace("&amp;", "&"), "en").body()))
                .hasSize(50)
                .doesNotContainAnyElementsOf(shown);
    }

    @Test
    void keepsWhatAnotherUnitWasTold() {
        notice(1, "roads", "ACCEPTED", "2026-11-23T01:00:00Z", "250 for the roads");
        notice(2, "education", "ACCEPTED", "2026-11-23T01:00:00Z", "250 for the schools");

        var seen = get("/desk/notices", "en", "clerk", clerk).body();
        assertThat(seen).contains("for the schools", "One notice.").doesNotContain("for the roads", "roads@");
        assertThat(get("/desk/notices/" + id(1), "en", "clerk", clerk).statusCode())
                .isEqualTo(404);
        assertThat(get("/desk/notices/x", "en", "clerk", clerk).body())
                .isEqualTo(get("/desk/notices/" + id(1), "en", "clerk", clerk).body());
        assertThat(get("/desk/notices?unit=roads", "en", "clerk", clerk).body()).contains("There is no such unit.");
        assertThat(get("/desk/units", "en", "clerk", clerk).body())
                .contains("One unit.")
                .doesNotContain("roads");
        assertThat(get("/desk/refusals", "en", "clerk", clerk).statusCode()).isEqualTo(403);
        assertThat(get("/desk", "en", "clerk", clerk).body()).doesNotContain("/desk/refusals");
    }

    @Test
    void showsANoticeAndSendsItOnceMore() {
        notice(1, "roads", "REFUSED", null, "550 no such user");

        var page = get("/desk/notices/" + id(1), "zh").body();
        assertThat(page).contains("河道&lt;清理&gt;", "550 no such user", "这封邮件没有送达", "再次发送");

        house.sql().sql("delete from notice_step").update();
        var nothingLeft = press("/desk/notices/" + id(1) + "/resend");
        assertThat(nothingLeft.statusCode()).isEqualTo(409);
        assertThat(nothingLeft.body()).contains("未能再次发送：发送时其中内容均已不再适用");
        assertThat(send("POST", "/api/v1/notices/" + id(1) + "/resend", "zh-CN").body())
                .contains("没有可发的内容");
        assertThat(send("POST", "/api/v1/notices/" + id(1) + "/resend", "en").body())
                .contains("nothing of what it said held");
        assertThat(audited()).isEmpty();

        house.sql().sql("update notice set kind = 'FORWARDED'").update();
        var sent = press("/desk/notices/" + id(1) + "/resend");
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(get(header(sent, "Location"), "zh").body())
                .contains("即将再次发送", "待发送")
                .doesNotContain("action=\"/desk/notices");
        assertThat(audited()).containsExactly("NOTICE_RESENT");
        assertThat(press("/desk/notices/" + id(7) + "/resend").statusCode()).isEqualTo(404);
    }

    @Test
    void saysOfWhatCameBackThatItIsSentAgain() {
        notice(1, "roads", "BOUNCED", "2026-11-23T01:00:00Z", "452 mailbox full");
        notice(2, "education", "BOUNCED", "2026-11-23T01:00:00Z", "550 no such user");
        house.sql()
                .sql("update notice set next_attempt_at = '2026-11-24T01:00:00Z' where id = ?")
                .param(id(1))
                .update();

        assertThat(notices(get("/desk/notices?state=waiting", "zh").body())).containsExactly(id(1).toString());
        assertThat(notices(get("/desk/notices?state=failed", "zh").body())).containsExactly(id(2).toString());
        assertThat(notices(get("/desk/notices?state=BOUNCED", "zh").body())).hasSize(2);
        assertThat(notices(get("/desk/notices?state=sent", "zh").body())).hasSize(2);
        assertThat(get("/desk/notices?state=waiting", "zh").body()).contains("已退信，将于2026年11月24日（星期二）09:00重新发送");
        assertThat(get("/desk/notices/" + id(1), "en").body())
                .contains("came back, to be sent again on Tue, 24 Nov 2026, 09:00")
                .doesNotContain("class=\"bad\"");
        assertThat(get("/desk/notices/" + id(2), "en").body()).contains("sent, and came back");
    }

    @Test
    void showsUnitsThatMailDoesNotReachFirst() {
        assertThat(get("/desk/units?unreachable", "zh").body())
                .contains("其中1个单位邮件送不到", "无邮箱单位")
                .doesNotContain("县教育局");
        var before = get("/desk/units", "en").body();
        node.getBean(Directory.class).markUnreachable("roads@duban.example", Instant.EPOCH, "550");
        try {
            var page = get("/desk/units", "en").body();
            assertThat(page)
                    .contains("(refused by its mail server)", "not reached", "7 units. Mail does not reach 2 of them.");
            assertThat(page.indexOf("County Transport Bureau")).isLessThan(page.indexOf("Leading Group"));
            assertThat(get("/desk/units?unreachable", "en").body()).contains("roads@duban.example");
            assertThat(before).doesNotContain("(refused by its mail server)");
        } finally {
            house.sql()
                    .sql("update contact set unreachable_since = null, unreachable_reason = null")
                    .update();
        }
    }

    @Test
    void seesToWhatWasRefused() {
        refusal(1, "OPEN", "duban.task.received", "data.by: \"x\" <is> no unit; write one");
        refusal(2, "WAITING", "duban.task.received", "no such task yet");

        var page = get("/desk/refusals", "zh").body();
        assertThat(page).contains("有1条需要人工处理", "&lt;is&gt; no unit", "data.by").doesNotContain("no such task yet");
        assertThat(get("/desk/refusals?state=WAITING", "zh").body()).contains("no such task yet");

        var again = press("/desk/refusals/1/replay");
        assertThat(header(again, "Location")).isEqualTo("/desk/refusals?state=OPEN&done=still");
        assertThat(get(header(again, "Location"), "zh").body()).contains("仍然无法记入", "role=\"alert\"");
        assertThat(page).contains("<p class=\"reason\" lang=\"en\">");
        assertThat(get("/desk/refusals", "zh").body()).contains("<p class=\"reason\">specversion：缺失；请发送CloudEvent 1.0");
        assertThat(get("/desk/refusals", "en").body()).contains("<p class=\"reason\">specversion: is missing; send a");
        var wrong = press("/desk/refusals/1/mend", "event", "{\"no\": \"event\"}");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("改正后的事件仍会被拒", "请发送CloudEvent 1.0", "{\"no\": \"event\"}</textarea>", "<details open>");
        assertThat(press("/desk/refusals/1/dismiss", "reason", " ").statusCode())
                .isEqualTo(422);
        var mended = press("/desk/refusals/1/mend", "event", event("gz-1", "roads"));
        assertThat(header(mended, "Location")).endsWith("done=mended");
        assertThat(header(press("/desk/refusals/1/replay"), "Location")).endsWith("done=applied");
        assertThat(press("/desk/refusals/1/dismiss", "reason", "测试数据").statusCode())
                .isEqualTo(409);
        var dismissed = press("/desk/refusals/2/dismiss", "reason", "测试<数据>", "state", "WAITING");
        assertThat(header(dismissed, "Location")).isEqualTo("/desk/refusals?state=WAITING&done=dismissed");
        assertThat(get("/desk/refusals?state=DISMISSED", "zh").body()).contains("测试&lt;数据&gt;", "admin");
        assertThat(get("/desk/refusals", "zh").body()).contains("目前没有需要人工处理的", "没有被拒事件");
        assertThat(press("/desk/refusals/9/replay").statusCode()).isEqualTo(404);
        assertThat(audited())
                .containsExactly("REFUSAL_REPLAYED", "REFUSAL_MENDED", "REFUSAL_REPLAYED", "REFUSAL_DISMISSED");
    }

    @Test
    void saysWhichRulesAreInForce() {
        assertThat(get("/desk/policies", "zh").body()).contains("现行第1版", "工作日", "时限前", "牵头单位", "standard", "2026");
        assertThat(get("/desk/policies", "en", "clerk", clerk).body()).contains("Version 1 is in force", "lead unit");
    }

    /** What the board counts beside tasks has as many rows behind it, for each of its readers. */
    @ParameterizedTest
    @CsvSource({"admin, /desk", "admin, /desk?unit=county-office", "admin, /desk?unit=roads", "clerk, /desk"})
    void countsOnTheBoardWhatThesePagesShow(String name, String board) {
        notice(1, "roads", "ACCEPTED", "2026-11-23T01:00:00Z", "250");
        notice(2, "education", "BOUNCED", "2026-11-23T02:00:00Z", "250");
        notice(3, "education", "DEFERRED", null, "450");
        notice(4, "education", "ACCEPTED", "2026-11-21T02:00:00Z", "250");
        refusal(1, "OPEN", "duban.task.received", "one");
        refusal(2, "OPEN", "duban.task.received", "two");
        refusal(3, "WAITING", "duban.task.received", "three");
        var password = name.equals("admin") ? ADMIN : clerk;

        var figures = FIGURE.matcher(get(board, "en", name, password).body())
                .results()
                .toList();

        assertThat(figures).hasSize(name.equals("admin") ? 3 : 2);
        for (var figure : figures) {
            var list = get(figure.group(1).replace("&amp;", "&"), "en", name, password)
                    .body();
            assertThat(rows(list)).as(figure.group()).isEqualTo(Integer.parseInt(figure.group(2)));
        }
    }

    private static int rows(String page) {
        return (int) Pattern.compile("<th scope=\"row\"|<article ")
                .matcher(page)
                .results()
                .count();
    }

    private static List<String> notices(String page) {
        return NOTICE.matcher(page).results().map(row -> row.group(1)).toList();
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    private void notice(int number, String recipient, String state, String sentAt, String answer) {
        var at = OffsetDateTime.parse("2026-11-23T00:00:00Z");
        var sent = sentAt == null ? null : OffsetDateTime.parse(sentAt);
        house.sql()
                .sql("""
                        insert into notice (id, recipient, address, kind, level, moment, state, smtp_reply, issued_at, sent_at)
                        values (?, ?, ?, 'REMINDER', 'BLUE', ?, ?, ?, ?, ?)
                        """)
                .params(id(number), recipient, recipient + "@duban.example", at, state, answer, at, sent)
                .update();
        house.sql()
                .sql("""
                        insert into notice_step (task_id, revision, step, step_at, audience, recipient, address, kind, level,
                                                 fate, notice_id)
                        values ('gz-1', 1, ?, now(), 'lead', ?, ?, 'REMINDER', 'BLUE', 'TOLD', ?)
                        """)
                .params("step-" + number, recipient, recipient + "@duban.example", id(number))
                .update();
    }

    private void refusal(long id, String state, String type, String reason) {
        house.sql()
                .sql("""
                        insert into refusal (id, topic, partition, record_offset, record_timestamp, headers, task_id, reason,
                                             payload, digest, state, refused_at, next_copy_at)
                        overriding system value
                        values (?, 'duban.task-events', 0, ?, 0, '[]'::jsonb, 'gz-1', ?, ?, ''::bytea, ?, now(), '2099-01-01')
                        """)
                .params(
                        id,
                        id + 1_000,
                        reason,
                        "{\"type\": \"%s\"}".formatted(type).getBytes(StandardCharsets.UTF_8),
                        state)
                .update();
    }

    private static String event(String task, String by) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/mended", "type": "duban.task.received", "subject": "%s",
                 "time": "2026-11-23T03:00:00Z", "datacontenttype": "application/json", "data": {"by": "%s"}}
                """.formatted(UUID.randomUUID(), task, by);
    }

    private List<String> audited() {
        return house.sql()
                .sql(
                        "select act from audit where seq > ? and (act like 'REFUSAL%' or act = 'NOTICE_RESENT') order by seq")
                .param(audited)
                .query(String.class)
                .list();
    }

    private String added(String name, String membership) {
        var made = TestHttp.send(
                browser,
                request("/api/v1/users")
                        .header("Authorization", basic("admin", ADMIN))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"name\": \"%s\", \"displayName\": \"x\", \"memberships\": [\"%s\"]}"
                                        .formatted(name, membership))));
        return JsonMapper.shared().readTree(made.body()).path("password").asString();
    }

    private HttpResponse<String> press(String path, String... fields) {
        var page = get("/desk/tasks", "zh");
        var token = TOKEN.matcher(page.body());
        assertThat(token.find()).isTrue();
        var form = IntStream.range(0, fields.length / 2)
                .mapToObj(n -> fields[2 * n] + "=" + URLEncoder.encode(fields[2 * n + 1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return TestHttp.send(
                browser,
                request(path)
                        .header("Authorization", basic("admin", ADMIN))
                        .header("Cookie", header(page, "Set-Cookie").split(";")[0])
                        .header("Accept-Language", "zh")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                form + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8))));
    }

    private HttpResponse<String> send(String method, String path, String language) {
        return TestHttp.send(
                browser,
                request(path)
                        .header("Authorization", basic("admin", ADMIN))
                        .header("Accept-Language", language)
                        .method(method, BodyPublishers.noBody()));
    }

    private HttpResponse<String> get(String path, String language) {
        return get(path, language, "admin", ADMIN);
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

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
