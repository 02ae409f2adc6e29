package org.duban.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.duban.TestHouse;
import org.duban.TestHttp;
import org.duban.api.ApiHouse;
import org.duban.desk.DeskPageList.Page;
import org.duban.judges.Axe;
import org.duban.judges.Chromium.Light;
import org.duban.judges.NuChecker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pages of the desk and what stands there instead of them, in both languages, on a phone, an office PC and a wide screen, by
 * day, by night and on paper, judged by programs that judge pages elsewhere. Their pictures are kept in {@code target/desk}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DeskPagesJudgeTests {

    private static final String PASSWORD = "admin-of-the-test";
    private static final Path PICTURES = Path.of("target/desk");
    private static final int[] WIDTHS = {360, 1920, 1366};

    /** Pictures cost more time than all that is judged: by night, on wide screens and on paper they are of Chinese pages only. */
    private static final boolean EVERY_PICTURE = Boolean.getBoolean("duban.pictures");

    /** What an A4 page has within its margins. */
    private static final int PAPER = 688;

    private static final String SIDEWAYS = """
            const wide = document.documentElement.scrollWidth;
            const room = document.documentElement.clientWidth;
            return wide > room ? `scrolls sideways: ${wide} px in ${room}` : '';
            """;

    private final List<String> found = new ArrayList<>();
    private final LinkedHashMap<String, String> sources = new LinkedHashMap<>();

    private Axe axe;
    private TestHouse house;
    private ConfigurableApplicationContext node;
    private String home = "";
    private String passwordOfDawa = "";

    @BeforeAll
    void begin(@TempDir Path profile) {
        axe = new Axe(profile);
        house = new TestHouse().at("2026-11-23T04:00:00Z");
        node = house.startNode("duban.roles=intake,clock,desk");
        home = "http://localhost:" + node.getEnvironment().getRequiredProperty("local.server.port");
        fill(house);
        addSomebody();
    }

    @AfterAll
    void end() {
        if (house != null) {
            axe.close();
            house.close();
        }
    }

    @Test
    void nobodyFindsAnything(@TempDir Path workshop) {
        for (var language : List.of("zh-CN", "en")) {
            axe.speaks(language);
            axe.chromium().forgetsCookies();
            DeskPageList.doors().forEach(page -> judge(page, language));
            logIn("admin", PASSWORD);
            DeskPageList.rooms().forEach(page -> judge(page, language));
            axe.chromium().forgetsCookies();
            logIn("dawa", passwordOfDawa);
            DeskPageList.ofAUnit().forEach(page -> judge(page, language));
        }

        assertThat(found).isEmpty();
        assertThat(NuChecker.findings(sources, workshop)).isEmpty();
    }

    /** Whoever adds a page adds it to the list. */
    @Test
    void areAllInTheList() {
        var mapping = node.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        var pages = new TreeSet<String>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            var forPeople = info.getProducesCondition().getProducibleMediaTypes().stream()
                    .anyMatch(type -> type.isCompatibleWith(org.springframework.http.MediaType.TEXT_HTML));
            var gets = info.getMethodsCondition()
                    .getMethods()
                    .contains(org.springframework.web.bind.annotation.RequestMethod.GET);
            if (forPeople && gets && info.getPatternValues().stream().allMatch(path -> path.startsWith("/desk"))) {
                pages.add(handler.toString());
            }
        });

        var listed = Stream.of(DeskPageList.doors(), DeskPageList.rooms(), DeskPageList.ofAUnit())
                .flatMap(List::stream)
                .map(page -> handler(mapping, page))
                .toList();

        assertThat(pages).hasSizeGreaterThan(15).isSubsetOf(listed);
    }

    /** What shows a page; empty where nothing is there. */
    private static String handler(RequestMappingHandlerMapping mapping, Page page) {
        var parts = page.path().split("\\?", 2);
        var request = new MockHttpServletRequest("GET", parts[0]);
        if (parts.length > 1) {
            Stream.of(parts[1].split("&")).forEach(one -> request.addParameter(one.split("=")[0], "x"));
        }
        ServletRequestPathUtils.parseAndCache(request);
        try {
            var chain = mapping.getHandler(request);
            return chain == null ? "" : chain.getHandler().toString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void logIn(String name, String password) {
        var browser = axe.browser();
        axe.chromium().seen(Light.LIGHT);
        browser.get(home + "/login");
        browser.findElement(By.id("name")).sendKeys(name);
        browser.findElement(By.id("password")).sendKeys(password);
        browser.findElement(By.cssSelector(".door-form button")).click();
        await().until(() -> browser.getCurrentUrl().endsWith("/desk"));
    }

    private void judge(Page page, String language) {
        var name = page.name() + "-" + language;
        var browser = axe.browser();
        axe.chromium().sized(1366, 768);
        axe.chromium().seen(Light.LIGHT);
        browser.get(home + page.path());
        page.then().accept(browser);
        sources.put(name, axe.source());
        assertThat(browser.getTitle()).as(name).isNotBlank();
        for (var width : WIDTHS) {
            for (var light : List.of(Light.LIGHT, Light.DARK)) {
                look(page, language, width, light);
            }
        }
        look(page, language, PAPER, Light.PRINT);
        axe.chromium().console().stream()
                .filter(line -> page.status() == 200 || !line.contains("status of " + page.status()))
                .forEach(line -> found.add(name + ", console: " + line));
    }

    private void look(Page page, String language, int width, Light light) {
        var name =
                page.name() + "-" + language + "-" + width + "-" + light.name().toLowerCase(java.util.Locale.ROOT);
        axe.chromium().sized(width, 768);
        axe.chromium().seen(light);
        if (light != Light.PRINT && width != 1366) {
            axe.findings(width, light).forEach(one -> found.add(name + ", " + one));
        }
        var wide = String.valueOf(axe.browser().executeScript(SIDEWAYS));
        if (!wide.isEmpty()) {
            found.add(name + " " + wide);
        }
        if (EVERY_PICTURE || (light == Light.LIGHT && width != 1920) || (language.startsWith("zh") && width != 360)) {
            axe.chromium().paint(PICTURES.resolve(name + ".png"));
        }
    }

    private void addSomebody() {
        var body = Map.of(
                "name", "dawa",
                "displayName", "达瓦 <次仁>",
                "mail", "dawa@duban.example",
                "memberships", List.of("OFFICE@county-office", "UNIT@education"));
        var made = TestHttp.send(
                HttpClient.newHttpClient(),
                HttpRequest.newBuilder(URI.create(home + "/api/v1/users"))
                        .header("Authorization", ApiHouse.basic("admin", PASSWORD))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        passwordOfDawa =
                JsonMapper.shared().readTree(made.body()).path("password").asString();
    }

    /** Tasks in several standings, and mails that came back. */
    private static void fill(TestHouse house) {
        assign(
                house,
                "gz-1",
                Map.of(
                        "title", "校园（Ｋ栋）<消防> 改造",
                        "leadUnit", "education",
                        "assistingUnits", List.of("roads"),
                        "deadline", "2026-11-25",
                        "description", "更换全部灭火器。",
                        "list", "winter-2026",
                        "points", 2.5));
        assign(house, "gz-2", Map.of("title", "河道清理", "leadUnit", "roads", "deadline", "2026-11-20"));
        assign(house, "gz-3", Map.of("title", "食堂卫生检查", "leadUnit", "health", "deadline", "2026-12-31"));
        house.event(
                "duban.task.submitted", "gz-1", Map.of("note", "已全部更换", "evidence", List.of("https://x.example/1")));
        house.event("duban.task.extension-requested", "gz-3", Map.of("deadline", "2027-01-31", "reason", "等待设备"));
        house.event("duban.task.struck-off", "gz-3", Map.of("note", "现场核验"));
        for (var state : List.of("NOT_UNDERSTOOD", "NOT_TAKEN", "REPLY", "AUTO_REPLY", "FORGED")) {
            house.sql()
                    .sql("""
                            insert into inbox_mail (key, received_at, state, unit, office, sender, subject, words, why)
                            values (?, ?, ?, 'education', 'county-office', '县教育局 <education@x.example>', '回复：督办',
                                    '请问附件在哪里？', '{"code": "OTHER_WORDS", "arguments": []}'::jsonb)
                            """)
                    .params(state, OffsetDateTime.parse("2026-11-23T04:00:00Z"), state)
                    .update();
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> house.count("select count(*) from task_event") == 6);
        strikeOffMany(house);
        tellAndRefuse(house);
    }

    /** A view, a notice that did not arrive, and a record that was refused. */
    private static void tellAndRefuse(TestHouse house) {
        house.sql().sql("""
                insert into saved_view (owner, account, name, query, saved_at)
                values ('account:admin', 'admin', '本周红灯 <重点>', 'lamp=RED', now())
                """).update();
        house.sql().sql("""
                insert into notice (id, recipient, address, kind, level, moment, state, smtp_reply, issued_at)
                values ('00000000-0000-0000-0000-000000000001', 'education', 'education@x.example', 'REMINDER', 'RED',
                        '2026-11-23T01:00:00Z', 'REFUSED', '550 5.1.1 no such user', '2026-11-23T01:00:00Z')
                """).update();
        house.sql().sql("""
                insert into notice_step (task_id, revision, step, step_at, audience, recipient, address, kind, level, fate, notice_id)
                values ('gz-1', 1, 'judged', '2026-11-23T01:00:00Z', 'lead', 'education', 'education@x.example', 'REMINDER', 'RED', 'TOLD',
                        '00000000-0000-0000-0000-000000000001')
                """).update();
        house.sql().sql("""
                insert into refusal (topic, partition, record_offset, record_timestamp, headers, task_id, reason, payload, digest, state,
                                     refused_at, next_copy_at)
                values ('duban.task-events', 0, 10000, 0, '[]'::jsonb, 'gz-1', 'data.by: "x" is no unit; write one',
                        convert_to('{"type": "duban.task.received"}', 'UTF8'), ''::bytea, 'OPEN', '2026-11-23T01:00:00Z', '2099-01-01')
                """).update();
    }

    /** A job in the hands of another node, so that its page has all that it may have. */
    private static void strikeOffMany(TestHouse house) {
        house.sql().sql("""
                insert into job (id, kind, state, owner, made_by, made_at, for_all, offices, source, view, asked, items,
                    holder, lease_until)
                values ('00000000-0000-0000-0000-000000000001', 'BULK', 'RUNNING', 'admin', 'admin', now(), true, '{}',
                        'x', '/desk/tasks?status=open', '{"act": "STRIKE_OFF", "values": {"NOTE": "现场核验"}}', 3,
                        gen_random_uuid(), '2099-01-01')
                """).update();
        house.sql().sql("""
                insert into job_item (job, number, task_id, revision, state, reason)
                values ('00000000-0000-0000-0000-000000000001', 1, 'gz-1', 1, 'APPLIED', null),
                       ('00000000-0000-0000-0000-000000000001', 2, 'gz-2', 1, 'WAITING', null),
                       ('00000000-0000-0000-0000-000000000001', 3, 'gz-3', 1, 'IMPOSSIBLE',
                        '{"code": "JOB_CLOSED", "arguments": []}')
                """).update();
    }

    private static void assign(TestHouse house, String task, Map<String, Object> data) {
        house.event("duban.task.assigned", task, data);
    }
}
