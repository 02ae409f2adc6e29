package org.duban.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duban.TestHouse;
import org.duban.TestHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/** Views and columns of the ledger, kept by pages without script and over REST. */
@TestInstance(Lifecycle.PER_CLASS)
class LedgerViewsTests {

    private static final String ADMIN = "admin-of-the-test";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern VIEW = Pattern.compile(
            "<li><a href=\"(/desk/tasks[^\"]*)\"( aria-current=\"true\")? dir=\"auto\">([^<]*)</a></li>");
    private static final Pattern HEAD = Pattern.compile("<th scope=\"col\">([^<]+)</th>");

    private final HttpClient browser = HttpClient.newHttpClient();
    private final TestHouse house = new TestHouse().at("2026-11-23T04:00:00Z");
    private final ConfigurableApplicationContext node = house.startNode("duban.roles=intake,clock,desk");
    private String clerk = "";

    @BeforeAll
    void assign() {
        house.event(
                "duban.task.assigned",
                "gz-1",
                Map.of("title", "河道清理", "leadUnit", "roads", "deadline", "2026-11-25", "urgency", "URGENT"));
        await().atMost(Duration.ofMinutes(1)).until(() -> house.count("select count(*) from task") == 1);
        clerk = added("clerk");
    }

    @BeforeEach
    void forget() {
        house.sql().sql("delete from saved_view").update();
        house.sql().sql("delete from ledger_columns").update();
    }

    @AfterAll
    void close() {
        house.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "本周红灯",
                "a/b\\c",
                "a/../b",
                "...",
                "🚒 Überfällig",
                "<script>alert(1)</script>",
                "100% + ? & ; = #",
                "'; drop table saved_view; --",
                "{name}"
            })
    void keepsAViewUnderAnyName(String name) {
        var saved = press("/desk/views", "of", "q=a%2Bb&lamp=RED&mine=&cursor=x", "name", name);

        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(header(saved, "Location")).endsWith("&done=saved").doesNotContain("cursor");
        var page = get(header(saved, "Location"), "zh").body();
        assertThat(page).contains("视图已保存").doesNotContain("<script>alert");
        assertThat(views(page)).containsExactly(name + " here");
        var address = links(page).get(0);
        assertThat(address).contains("q=a%2Bb", "lamp=RED", "columns=LEAD%2CDEADLINE%2CSTATUS");
        assertThat(get(address, "zh").body()).contains("value=\"a+b\"", "<option value=\"RED\" selected>");

        var encoded = "/api/v1/views/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        assertThat(rest("GET", encoded, null, "en").body())
                .contains("\"name\":" + JsonMapper.shared().writeValueAsString(name));
        var renamed = press("/desk/views/rename", "of", "", "name", name, "to", name + "'");
        assertThat(views(get(header(renamed, "Location"), "en").body())).containsExactly(name + "'");
        press("/desk/views/delete", "of", "", "name", name + "'");
        assertThat(views(get("/desk/tasks", "en").body())).isEmpty();
        assertThat(audited())
                .containsExactly("VIEW_SAVED " + name, "VIEW_SAVED " + name + "'", "VIEW_REMOVED " + name + "'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ''    | 请填写视图名称
            '  '  | 请填写视图名称
            -     | 请填写视图名称
            .     | 不能只用点号
            ..    | 不能只用点号
            a%0Ab | 写在一行内
            a%00b | 写在一行内
            """)
    void saysWhatIsWrongWithAName(String name, String said) {
        var typed = name == null ? null : URLDecoder.decode(name, StandardCharsets.UTF_8);
        var answer = typed == null
                ? press("/desk/views", "of", "lamp=RED")
                : press("/desk/views", "of", "lamp=RED", "name", typed);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains(said, "role=\"alert\"", "<details class=\"own\" open>", "<option value=\"RED\" selected>");
        assertThat(house.count("select count(*) from saved_view")).isZero();
    }

    @Test
    void countsCharactersOfTheComposedName() {
        var composed = "é".repeat(60);
        var apart = "e\u0301".repeat(60);

        assertThat(press("/desk/views", "of", "", "name", apart).statusCode()).isEqualTo(303);
        assertThat(press("/desk/views", "of", "", "name", composed).statusCode())
                .isEqualTo(303);
        assertThat(views(get("/desk/tasks", "en").body())).hasSize(1).allMatch(name -> name.startsWith(composed));
        assertThat(press("/desk/views", "of", "", "name", "🚒".repeat(60)).statusCode())
                .isEqualTo(303);
        var long61 = press("/desk/views", "of", "", "name", "字".repeat(61));
        assertThat(long61.statusCode()).isEqualTo(422);
        assertThat(long61.body()).contains("名称最多60个字", "value=\"" + "字".repeat(61) + "\"");
    }

    @Test
    void keepsFiftyAtMost() {
        IntStream.rangeClosed(1, 50)
                .forEach(n -> assertThat(put("view " + n, "{\"query\": \"q=" + n + "\"}", "en")
                                .statusCode())
                        .isEqualTo(201));

        var more = put("one more", "{\"query\": \"\"}", "zh-CN");
        assertThat(more.statusCode()).isEqualTo(409);
        assertThat(more.body()).contains("您已保存50个视图");
        assertThat(press("/desk/views", "of", "", "name", "one more").body()).contains("您已保存50个视图");
        assertThat(put("view 7", "{\"query\": \"lamp=RED\"}", "en").statusCode())
                .isEqualTo(200);
        assertThat(rest("GET", "/api/v1/views", null, "en").body()).contains("\"query\":\"lamp=RED\"");
        assertThat(rest("DELETE", "/api/v1/views/view%2050", null, "en").statusCode())
                .isEqualTo(204);
        assertThat(rest("DELETE", "/api/v1/views/view%2050", null, "en").statusCode())
                .isEqualTo(404);
        assertThat(put("one more", "{\"query\": \"\"}", "en").statusCode()).isEqualTo(201);
    }

    @Test
    void isToldWhereAViewIsAndWhatIsWrongOverRest() {
        var made = put("红灯/本周", "{\"query\": \"mine=SUPERVISE&lamp=RED\"}", "en");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(header(made, "Location")).isEqualTo("/api/v1/views/%E7%BA%A2%E7%81%AF%2F%E6%9C%AC%E5%91%A8");
        assertThat(rest("GET", header(made, "Location"), null, "en").body())
                .contains("\"address\":\"/desk/tasks?mine=SUPERVISE&lamp=RED\"", "\"savedAt\":\"2026-11-23T04:00:");
        assertThat(put("x", "{\"query\": \"drop=1\"}", "en").body())
                .contains("\"field\":\"query\"", "the ledger has no parameter \\\"drop\\\"");
        assertThat(put("x", "{\"query\": \"q=%zz\"}", "zh-CN").body()).contains("请按网址的百分号编码填写");
        assertThat(put("x", "{\"query\": \"q=<b>\"}", "en").statusCode()).isEqualTo(400);
        assertThat(put("x", "{\"query\": \"q=" + "x".repeat(2_000) + "\"}", "en")
                        .statusCode())
                .isEqualTo(400);
        assertThat(rest("GET", "/api/v1/views/x", null, "en").statusCode()).isEqualTo(404);
    }

    @Test
    void showsNobodyElsesViews() {
        put("mine", "{\"query\": \"lamp=RED\"}", "en");
        press("/desk/views/columns", "of", "", "column", "URGENCY");

        assertThat(rest("GET", "/api/v1/views", "clerk", clerk, null, "en").body())
                .contains("\"items\":[]");
        assertThat(rest("GET", "/api/v1/views/mine", "clerk", clerk, null, "en").statusCode())
                .isEqualTo(404);
        assertThat(rest("DELETE", "/api/v1/views/mine", "clerk", clerk, null, "en")
                        .statusCode())
                .isEqualTo(404);
        var page = send(request("/desk/tasks")
                        .header("Authorization", basic("clerk", clerk))
                        .header("Accept-Language", "en"))
                .body();
        assertThat(views(page)).isEmpty();
        assertThat(heads(page)).containsExactly("Lamp", "Task", "Lead unit", "Deadline", "Status");
        assertThat(rest("PUT", "/api/v1/views/mine", "clerk", clerk, "{\"query\": \"\"}", "en")
                        .statusCode())
                .isEqualTo(201);
        assertThat(rest("GET", "/api/v1/views/mine", null, "en").body()).contains("lamp=RED");
    }

    @Test
    void forgetsTheViewsOfAnAccountThatEnds() {
        var password = added("leaver");
        rest("PUT", "/api/v1/views/mine", "leaver", password, "{\"query\": \"\"}", "en");

        assertThat(rest("DELETE", "/api/v1/users/leaver", null, "en").statusCode())
                .isEqualTo(204);
        assertThat(house.count("select count(*) from saved_view")).isZero();
        var again = added("leaver");
        assertThat(rest("GET", "/api/v1/views", "leaver", again, null, "en").body())
                .contains("\"items\":[]");
    }

    @Test
    void doesNotTakeTheNameOfAnotherView() {
        put("one", "{\"query\": \"lamp=RED\"}", "en");
        put("two", "{\"query\": \"lamp=YELLOW\"}", "en");

        assertThat(press("/desk/views/rename", "of", "", "name", "one", "to", "two")
                        .body())
                .contains("您已有同名视图");
        assertThat(press("/desk/views/rename", "of", "", "name", "gone", "to", "three")
                        .body())
                .contains("您没有这个名称的视图");
        assertThat(press("/desk/views/rename", "of", "", "name", "one", "to", "one")
                        .statusCode())
                .isEqualTo(303);
        assertThat(views(get("/desk/tasks", "en").body())).containsExactly("one", "two");
    }

    @Test
    void remembersTheColumnsOfAnAccountAndLetsTheAddressSayOthers() {
        assertThat(heads(get("/desk/tasks", "zh").body())).containsExactly("亮灯", "督办事项", "牵头单位", "办结时限", "状态");

        var chosen = press(
                "/desk/views/columns", "of", "status=any", "column", "URGENCY", "column", "DEADLINE", "column", "x");
        assertThat(header(chosen, "Location")).isEqualTo("/desk/tasks?status=any&order=DEADLINE&done=columns");
        var page = get(header(chosen, "Location"), "zh").body();
        assertThat(heads(page)).containsExactly("亮灯", "督办事项", "办结时限", "紧急程度");
        assertThat(page).contains("data-label=\"紧急程度\">紧急</td>");
        assertThat(heads(get("/desk/tasks?columns=STATUS,assisting,x", "zh").body()))
                .containsExactly("亮灯", "督办事项", "协办单位", "状态");

        var there = press("/desk/views/columns", "of", "columns=STATUS", "column", "POLICY");
        assertThat(header(there, "Location")).contains("columns=POLICY");
        press("/desk/views/columns", "of", "");
        assertThat(heads(get("/desk/tasks", "zh").body())).containsExactly("亮灯", "督办事项", "牵头单位", "办结时限", "状态");
        assertThat(house.sql()
                        .sql(
                                "select detail ->> 'after' from audit where act = 'ACCOUNT_SAVED' and subject = 'admin' order by seq desc limit 3")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "{\"columns\": \"\"}", "{\"columns\": \"POLICY\"}", "{\"columns\": \"DEADLINE, URGENCY\"}");
    }

    @Test
    void survivesWhateverAnAddressHolds() {
        for (var address :
                List.of("q=%7Ba%7D+b", "q=%zz", "columns=,,,", "columns=%00", "q=a%26b%3Dc", "done=nonsense")) {
            assertThat(send(request("/desk/tasks?" + address.replace("%zz", "%25zz"))
                                    .header("Authorization", basic("admin", ADMIN)))
                            .statusCode())
                    .as(address)
                    .isEqualTo(200);
            assertThat(press("/desk/views", "of", address, "name", "n").statusCode())
                    .as(address)
                    .isEqualTo(303);
        }
        assertThat(get("/desk/tasks?q=%7Ba%7D+b", "en").body()).contains("value=\"{a} b\"");
        press("/desk/views", "of", "q=%7Ba%7D+b", "name", "n");
        assertThat(get(links(get("/desk/tasks", "en").body()).get(0), "en").body())
                .contains("value=\"{a} b\"");
    }

    private static List<String> views(String page) {
        return VIEW.matcher(page)
                .results()
                .map(view -> HtmlUtils.htmlUnescape(view.group(3)) + (view.group(2) == null ? "" : " here"))
                .toList();
    }

    private static List<String> links(String page) {
        return VIEW.matcher(page)
                .results()
                .map(view -> view.group(1).replace("&amp;", "&"))
                .toList();
    }

    private static List<String> heads(String page) {
        return HEAD.matcher(page).results().map(head -> head.group(1)).toList();
    }

    private List<String> audited() {
        var all = house.sql()
                .sql("select act || ' ' || subject from audit where act like 'VIEW%' order by seq desc limit 3")
                .query(String.class)
                .list();
        return List.of(all.get(2), all.get(1), all.get(0));
    }

    private HttpResponse<String> press(String path, String... fields) {
        var page = get("/desk/tasks", "zh");
        var token = TOKEN.matcher(page.body());
        assertThat(token.find()).isTrue();
        var form = IntStream.range(0, fields.length / 2)
                .mapToObj(n -> fields[2 * n] + "=" + URLEncoder.encode(fields[2 * n + 1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Authorization", basic("admin", ADMIN))
                .header("Cookie", header(page, "Set-Cookie").split(";")[0])
                .header("Accept-Language", "zh")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        form + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8))));
    }

    private HttpResponse<String> put(String name, String body, String language) {
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return rest("PUT", "/api/v1/views/" + encoded, body, language);
    }

    private HttpResponse<String> rest(String method, String path, String body, String language) {
        return rest(method, path, "admin", ADMIN, body, language);
    }

    private HttpResponse<String> rest(
            String method, String path, String user, String password, String body, String language) {
        return send(request(path)
                .header("Authorization", basic(user, password))
                .header("Accept-Language", language)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private String added(String name) {
        var made = rest(
                "POST",
                "/api/v1/users",
                "{\"name\": \"%s\", \"displayName\": \"x\", \"memberships\": [\"UNIT@roads\"]}".formatted(name),
                "en");
        return JsonMapper.shared().readTree(made.body()).path("password").asString();
    }

    private HttpResponse<String> get(String path, String language) {
        return send(request(path).header("Authorization", basic("admin", ADMIN)).header("Accept-Language", language));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return TestHttp.send(browser, request);
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
