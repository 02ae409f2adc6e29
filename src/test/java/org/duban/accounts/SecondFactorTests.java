package org.duban.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.duban.accounts.TestBrowser.location;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duban.TestHouse;
import org.duban.TestMailServer;
import org.duban.access.users.TestUsers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.context.ConfigurableApplicationContext;

/** Logins where administrators have to show more than a password, at two nodes of which either may be asked. */
@TestInstance(Lifecycle.PER_CLASS)
class SecondFactorTests {

    private static final String PASSWORD = "a-password-of-the-test";
    private static final String NOW = "2026-11-23T04:00:00Z";
    private static final Pattern CODE = Pattern.compile("(\\d{4} \\d{4})");
    private static final Pattern SECRET = Pattern.compile("/login/link/([\\w-]+)");

    private final TestHouse house = new TestHouse().at(NOW).with("duban.access.second-factor", "ADMIN");
    private final ConfigurableApplicationContext node = house.startNode("duban.roles=desk,mail");
    private final ConfigurableApplicationContext other = house.startNode("duban.roles=desk");

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void askForACodeThatIsMailed() {
        var name = administrator();
        var browser = new TestBrowser(node);

        var first = login(browser, name);
        assertThat(location(first)).isEqualTo("/login/second?to=%2Fdesk%2Ftasks");
        assertThat(browser.seesTheDesk()).isFalse();
        assertThat(location(browser.get("/login?to=/desk/tasks"))).isEqualTo("/login/second?to=%2Fdesk%2Ftasks");
        assertThat(browser.get("/login/second").body())
                .contains("Mail a code to " + name.substring(0, 2) + "…@duban.example");

        browser.post("/login/second/mail");
        var wrong = browser.at(other).post("/login/second/code", "code", "0000 0000");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("That is not the code");

        var in = browser.post("/login/second/code", "code", code(name), "to", "/desk/tasks");
        assertThat(location(in)).isEqualTo("/desk/tasks");
        assertThat(browser.seesTheDesk()).isTrue();
    }

    @Test
    void countACodeInTheBrowserThatAskedForItOnly() {
        var name = administrator();
        var mine = new TestBrowser(node);
        login(mine, name);
        mine.post("/login/second/mail");
        var code = code(name);
        var another = new TestBrowser(node);
        login(another, name);

        assertThat(another.post("/login/second/code", "code", code).statusCode())
                .isEqualTo(422);
        assertThat(location(mine.post("/login/second/code", "code", code))).isEqualTo("/desk");
        assertThat(new TestBrowser(node)
                        .get("/login/link/" + code.replace(" ", ""))
                        .statusCode())
                .isEqualTo(410);
    }

    @Test
    void lookAtFiveCodesAndNoMore() {
        var name = administrator();
        var browser = new TestBrowser(node);
        login(browser, name);
        browser.post("/login/second/mail");
        var code = code(name);

        for (var i = 0; i < 5; i++) {
            browser.post("/login/second/code", "code", code.startsWith("1") ? "2222 2222" : "1111 1111");
        }

        assertThat(browser.post("/login/second/code", "code", code).statusCode())
                .isEqualTo(422);
        assertThat(browser.seesTheDesk()).isFalse();
    }

    @Test
    void areForAdministratorsOnly() {
        var name = somebody("OFFICE@county-office");

        assertThat(new TestBrowser(node).loggedIn(name, PASSWORD).seesTheDesk()).isTrue();
        assertThat(rest(name)).isEqualTo(200);
    }

    @Test
    void openNothingByAPasswordAloneOverRestOrOnPages() {
        var name = administrator();
        var browser = new TestBrowser(node);
        login(browser, name);

        assertThat(rest(name)).isEqualTo(403);
        assertThat(browser.send(browser.request("/api/v1/me")).statusCode()).isEqualTo(401);
        assertThat(browser.get("/desk/me").statusCode()).isEqualTo(303);
    }

    @Test
    void askForThePasswordOfWhomeverALinkLetsIn() {
        var name = administrator();
        var browser = new TestBrowser(node);
        browser.get("/login");
        browser.post("/login/mail", "name", name, "purpose", "login");
        var secret = mailed(name, SECRET);

        browser.get("/login/link/" + secret);
        var half = browser.post("/login/link/" + secret);
        assertThat(location(half)).isEqualTo("/login/second");
        assertThat(browser.seesTheDesk()).isFalse();
        assertThat(browser.post("/login/second/mail").statusCode()).isEqualTo(429);
        assertThat(browser.post("/login/second/password", "password", "another-one")
                        .statusCode())
                .isEqualTo(422);

        assertThat(location(browser.post("/login/second/password", "password", PASSWORD)))
                .isEqualTo("/desk");
        assertThat(browser.seesTheDesk()).isTrue();
    }

    @Test
    void letWhoeverHasNeitherMailNorPasskeyAddOne() {
        var name = somebody("ADMIN");
        var browser = new TestBrowser(node);
        login(browser, name);

        assertThat(browser.get("/login/second").body())
                .contains("Add a passkey on this device", "/login/second/passkeys");
        assertThat(browser.post("/login/second/passkeys/options").body()).contains("\"challenge\"");
        var forged = browser.post("/login/second/passkeys", "credential", "{}");
        assertThat(forged.statusCode()).isEqualTo(422);

        var withMail = new TestBrowser(node);
        login(withMail, administrator());
        assertThat(withMail.post("/login/second/passkeys/options").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> login(TestBrowser browser, String name) {
        browser.get("/login");
        return browser.post("/login", "name", name, "password", PASSWORD, "to", "/desk/tasks");
    }

    private int rest(String name) {
        var caller = new TestBrowser(node);
        var login = Base64.getEncoder().encodeToString((name + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = caller.request("/api/v1/me").header("Authorization", "Basic " + login);
        return caller.send(request).statusCode();
    }

    private String administrator() {
        var name = somebody("ADMIN");
        house.sql()
                .sql("update app_user set mail = name || '@duban.example' where name = ?")
                .param(name)
                .update();
        return name;
    }

    private String somebody(String role) {
        var name = "user-" + UUID.randomUUID();
        TestUsers.add(node, name, PASSWORD, List.of(role), Instant.parse(NOW));
        return name;
    }

    private String code(String name) {
        return mailed(name, CODE);
    }

    private static String text(TestMailServer.Received mail) {
        try {
            return String.valueOf(mail.message().getContent());
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String mailed(String name, Pattern what) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> house.mail().receivedBy(name + "@duban.example").stream()
                                .map(SecondFactorTests::text)
                                .map(what::matcher)
                                .filter(Matcher::find)
                                .map(found -> found.group(1))
                                .findFirst()
                                .orElse(""),
                        found -> !found.isEmpty());
    }
}
