package org.duban.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.accounts.TestBrowser.location;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.duban.TestHouse;
import org.duban.access.users.TestUsers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The login as browsers come to it, at two nodes of which either may be asked. */
@TestInstance(Lifecycle.PER_CLASS)
class LoginTests {

    private static final String PASSWORD = "a-password-of-the-test";

    private final TestHouse house = new TestHouse().at("2026-11-23T04:00:00Z");
    private final ConfigurableApplicationContext node = house.startNode("duban.roles=desk");
    private final ConfigurableApplicationContext other = house.startNode("duban.roles=desk");

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void leadsToThePageThatWasWanted() {
        var browser = new TestBrowser(node);

        var sent = browser.get("/desk/tasks?q=a%20b&lamp=RED");
        var asked = browser.get(location(sent));
        var in = browser.post("/login", "name", somebody(), "password", PASSWORD, "to", "/desk/tasks?q=a%20b&lamp=RED");

        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(location(sent)).startsWith("/login?to=%2Fdesk%2Ftasks%3Fq");
        assertThat(asked.body()).contains("name=\"to\" value=\"/desk/tasks?q=a%20b&amp;lamp=RED\"", "Log in");
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(location(in)).isEqualTo("/desk/tasks?q=a%20b&lamp=RED");
        assertThat(browser.get(location(in)).statusCode()).isEqualTo(200);
    }

    @Test
    void countsAtEveryNode() {
        var browser = new TestBrowser(node).loggedIn(somebody(), PASSWORD);

        assertThat(browser.at(other).seesTheDesk()).isTrue();

        browser.post("/logout");

        assertThat(browser.at(node).seesTheDesk()).isFalse();
    }

    @Test
    void writesACookieThatNoScriptReadsAndNoOtherSiteSends() {
        var browser = new TestBrowser(node);
        browser.get("/login");

        var answer = browser.post("/login", "name", somebody(), "password", PASSWORD);

        assertThat(answer.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("duban-session="))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .contains("HttpOnly", "SameSite=Lax", "Path=/")
                        .doesNotContain("Secure", "Max-Age"));
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("frame-ancestors 'none'");
    }

    @Test
    void givesANewSessionAtEachLogin() {
        var name = somebody();
        var browser = new TestBrowser(node).loggedIn(name, PASSWORD);
        var before = browser.cookie("duban-session");

        browser.post("/login", "name", somebody(), "password", PASSWORD);

        assertThat(browser.cookie("duban-session")).isNotEmpty().isNotEqualTo(before);
        assertThat(new TestBrowser(node).withCookie("duban-session", before).seesTheDesk())
                .isFalse();
        var planted =
                Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        var victim = new TestBrowser(node).withCookie("duban-session", planted).loggedIn(name, PASSWORD);
        assertThat(victim.cookie("duban-session")).isNotEqualTo(planted);
    }

    @ParameterizedTest
    @CsvSource({"/login, false", "/login, true", "/logout, true"})
    void takesNoFormOfAnotherSite(String path, boolean loggedIn) {
        var name = somebody();
        var browser = loggedIn ? new TestBrowser(node).loggedIn(name, PASSWORD) : new TestBrowser(node);
        var form = "name=" + name + "&password=" + PASSWORD;

        var answer = browser.send(browser.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(form)));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(browser.seesTheDesk()).isEqualTo(loggedIn);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            /desk                        | /desk
            /desk/tasks/1?x=%2F          | /desk/tasks/1?x=%2F
            /desk?unit=a                 | /desk?unit=a
            /                            | /desk
            https://evil.example/desk    | /desk
            //evil.example/desk          | /desk
            /\\evil.example              | /desk
            /desk\\..\\evil              | /desk
            /desk/../../evil             | /desk
            /deskevil.example            | /desk
            @evil.example                | /desk
            javascript:alert(1)          | /desk
            /login                       | /desk
            /api/v1/me                   | /desk
            null                         | /desk
            """)
    void leadsToNoOtherSite(String wanted, String leads) {
        var browser = new TestBrowser(node);
        var query = wanted == null ? "" : "?to=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
        browser.get("/login" + query);

        var in = wanted == null
                ? browser.post("/login", "name", somebody(), "password", PASSWORD)
                : browser.post("/login", "name", somebody(), "password", PASSWORD, "to", wanted);

        assertThat(location(in)).isEqualTo(leads);
        assertThat(location(browser.get("/login" + query))).isEqualTo(leads);
    }

    @Test
    void saysWhatIsWrongAndKeepsTheName() {
        var browser = new TestBrowser(node);
        browser.get("/login");

        var wrong = browser.post("/login", "name", "no-such-one", "password", "x");
        var nameless = browser.post("/login", "name", " ", "password", "x");
        var chinese = new TestBrowser(node, "zh-CN").post("/login", "name", "无", "password", "");

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("There is no such user", "value=\"no-such-one\"", "/desk");
        assertThat(nameless.body()).contains("Write your user name.");
        assertThat(chinese.body()).contains("请输入密码。", "lang=\"zh-CN\"");
    }

    @Test
    void slowsDownWhoGuesses() {
        var name = somebody();
        var browser = new TestBrowser(node);
        browser.get("/login");
        for (var i = 0; i < TestUsers.FREE_TRIES; i++) {
            browser.post("/login", "name", name, "password", "guess" + i);
        }

        browser.post("/login", "name", name, "password", "one more");
        var locked = browser.post("/login", "name", name, "password", PASSWORD);
        house.pass(Duration.ofMinutes(16));
        var later = browser.post("/login", "name", name, "password", PASSWORD);

        assertThat(locked.statusCode()).isEqualTo(429);
        assertThat(locked.body()).contains("No password is looked at for");
        assertThat(later.statusCode()).isEqualTo(303);
    }

    @Test
    void countsChangedRolesAndPasswordsAndEndedAccountsFromTheNextRequest() {
        var name = somebody();
        var browser = new TestBrowser(node).loggedIn(name, PASSWORD);

        set(name, "roles = '{}'");
        assertThat(browser.get("/desk").statusCode()).isEqualTo(403);
        set(name, "roles = '{READER}'");
        assertThat(browser.seesTheDesk()).isTrue();
        set(name, "password_hash = 'another'");
        assertThat(browser.seesTheDesk()).isFalse();
        assertThat(browser.cookie("duban-session")).isEmpty();

        var gone = somebody();
        var second = new TestBrowser(node).loggedIn(gone, PASSWORD);
        house.sql().sql("delete from app_user where name = ?").param(gone).update();
        assertThat(second.seesTheDesk()).isFalse();
    }

    @Test
    void endsInAnyCaseAfterTheLongestTime() {
        var browser = new TestBrowser(node).loggedIn(somebody(), PASSWORD);

        house.pass(Duration.ofHours(12).minusSeconds(1));
        assertThat(browser.seesTheDesk()).isTrue();
        house.pass(Duration.ofSeconds(1));
        assertThat(browser.seesTheDesk()).isFalse();
    }

    @Test
    void endsWhereNobodyAsksForAnything() {
        var name = somebody();
        var browser = new TestBrowser(node).loggedIn(name, PASSWORD);
        house.sql()
                .sql("update login_session set last_access_time = last_access_time - 7200001 where principal_name = ?")
                .param(name)
                .update();

        assertThat(browser.seesTheDesk()).isFalse();
    }

    @Test
    void keepsNoRoleInASession() {
        var name = somebody();
        new TestBrowser(node).loggedIn(name, PASSWORD);

        var kept = house.sql()
                .sql("select encode(attribute_bytes, 'escape') from login_session_attributes")
                .query(String.class)
                .list();

        assertThat(String.join("\n", kept)).contains(name).doesNotContain("READER", "org.springframework", "org.duban");
    }

    @Test
    void letsProgramsOfTheBrowserReadAndChangeButNoOtherSite() {
        var browser = new TestBrowser(node).loggedIn(somebody(), PASSWORD);
        var json =
                java.net.http.HttpRequest.BodyPublishers.ofString("{\"label\": \"x\", \"memberships\": [\"READER\"]}");

        var me = browser.get("/api/v1/me");
        var own = browser.send(browser.request("/api/v1/tokens")
                .header("Content-Type", "application/json")
                .header("Sec-Fetch-Site", "same-origin")
                .setHeader("Accept", "application/json")
                .POST(json));
        var others = List.of("cross-site", "same-site").stream()
                .map(site -> browser.send(browser.request("/api/v1/tokens")
                                .header("Content-Type", "application/json")
                                .header("Sec-Fetch-Site", site)
                                .POST(json))
                        .statusCode())
                .toList();

        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(own.statusCode()).as(own.body()).isEqualTo(201);
        assertThat(others).containsOnly(403);
    }

    @Test
    void stillTakesAPasswordWithEachRequest() {
        var name = somebody();
        var program = new TestBrowser(node);
        var basic = Base64.getEncoder().encodeToString((name + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));

        var answer = program.send(program.request("/desk").header("Authorization", "Basic " + basic));
        var wrong = program.send(program.request("/desk").header("Authorization", "Basic eDp5"));
        var nobody = program.send(program.request("/desk").setHeader("Accept", "application/json"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(program.cookie("duban-session")).isEmpty();
        assertThat(List.of(wrong.statusCode(), nobody.statusCode())).containsOnly(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
    }

    @Test
    void remembersALanguageBeforeAndAfterTheLogin() {
        var name = somebody();
        var browser = new TestBrowser(node, "en");
        browser.get("/login");

        browser.post("/login/language", "language", "zh-CN", "to", "/login?to=%2Fdesk");
        assertThat(browser.get("/login").body()).contains("lang=\"zh-CN\"");
        browser.loggedIn(name, PASSWORD);
        assertThat(browser.get("/desk").body()).contains("lang=\"zh-CN\"");
        var changed = browser.post("/login/language", "language", "en", "to", "/desk?unit=education");
        assertThat(location(changed)).isEqualTo("/desk?unit=education");

        var elsewhere = new TestBrowser(other, "zh-CN").loggedIn(name, PASSWORD);
        assertThat(elsewhere.get("/desk").body()).contains("lang=\"en\"");
    }

    @Test
    void isAudited() {
        var name = somebody();
        var browser = new TestBrowser(node);
        browser.get("/login");
        browser.post("/login", "name", name, "password", "wrong");
        browser.post("/login", "name", "secret-typed-into-the-wrong-field", "password", "x");
        browser.loggedIn(name, PASSWORD);
        browser.post("/logout");

        assertThat(house.sql()
                        .sql("select act from audit where subject = ? order by seq")
                        .param(name)
                        .query(String.class)
                        .list())
                .containsExactly("LOGIN_FAILED", "LOGGED_IN", "LOGGED_OUT");
        assertThat(house.count("select count(*) from audit where audit::text like '%secret-typed%'"))
                .isZero();
    }

    private void set(String name, String what) {
        house.sql()
                .sql("update app_user set " + what + " where name = ?")
                .param(name)
                .update();
    }

    private String somebody() {
        var name = "reader-" + UUID.randomUUID();
        TestUsers.add(node, name, PASSWORD, List.of("READER"), Instant.parse("2026-11-23T04:00:00Z"));
        return name;
    }
}
