package org.duban.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.accounts.TestBrowser.location;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.duban.TestHouse;
import org.duban.access.users.TestUsers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Logins by the page of a provider that runs beside two nodes, of which either may be asked. */
@TestInstance(Lifecycle.PER_CLASS)
class ProviderLoginTests {

    private static final String NOW = "2026-11-23T04:00:00Z";

    private final TestProvider provider = new TestProvider(Instant.parse(NOW));
    private final TestHouse house = new TestHouse().at(NOW);
    private final ConfigurableApplicationContext node = house.startNode(provider.settings("duban.roles=desk"));
    private final ConfigurableApplicationContext other = house.startNode(provider.settings("duban.roles=desk"));

    @AfterEach
    void honest() {
        provider.forge(claims -> claims);
    }

    @AfterAll
    void close() {
        house.close();
        provider.close();
    }

    private static Map<String, Object> dawa(String sid) {
        return Map.of(
                "sub", "4711",
                "sid", sid,
                "preferred_username", "dawa",
                "name", "达瓦",
                "roles", List.of("office@county-office", "clerk"));
    }

    private TestBrowser loggedIn(String sid) {
        provider.lets(dawa(sid));
        var browser = new TestBrowser(node);
        var back = comesBack(browser, "/desk");
        assertThat(back.statusCode()).as(back.body()).isEqualTo(303);
        return browser;
    }

    private HttpResponse<String> comesBack(TestBrowser browser, String to) {
        var sent = browser.get("/login/provider/city?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
        return browser.get(provider.sendsBack(location(sent)));
    }

    @Test
    void leadToThePageThatWasWantedWithTheRolesOfTheClaims() {
        provider.lets(dawa("a"));
        var browser = new TestBrowser(node);

        var login = browser.get("/login?to=/desk/tasks");
        var sent = browser.get("/login/provider/city?to=%2Fdesk%2Ftasks");
        var back = browser.get(provider.sendsBack(location(sent)));
        var me = browser.get("/desk/me");

        assertThat(login.body()).contains("Log in with City login", "/login/provider/city?to=%2Fdesk%2Ftasks");
        assertThat(location(sent))
                .startsWith(provider.issuer() + "/authorize?response_type=code")
                .contains("code_challenge_method=S256", "openid", "nonce=", "state=");
        assertThat(location(back)).isEqualTo("/desk/tasks");
        assertThat(browser.get("/desk/tasks").statusCode()).isEqualTo(200);
        assertThat(me.body()).contains("达瓦", "County Office: office", "City login");
        assertThat(browser.get("/desk/users").statusCode()).isEqualTo(200);
        assertThat(acts("dawa")).contains("LOGGED_IN");
    }

    @Test
    void goOnAtAnotherNodeAlsoWhileTheyAreUnderWay() {
        provider.lets(dawa("b"));
        var browser = new TestBrowser(node);

        var sent = browser.get("/login/provider/city");
        var back = browser.at(other).get(provider.sendsBack(location(sent)));

        assertThat(location(back)).isEqualTo("/desk");
        assertThat(browser.at(node).seesTheDesk()).isTrue();
    }

    @Test
    void tellWhoMayGiveRightsToWhomHasNone() {
        provider.lets(Map.of("sub", "1", "preferred_username", "nobody", "roles", List.of("clerk", "office@nowhere")));
        var browser = new TestBrowser(node);

        var back = comesBack(browser, "/desk");

        assertThat(back.statusCode()).isEqualTo(403);
        assertThat(back.body()).contains("City login knows you as \"nobody\"", "claim \"roles\"");
        assertThat(browser.seesTheDesk()).isFalse();
    }

    @Test
    void leaveTheOthersAsTheyAreWhileTheProviderIsAway() {
        try (var silent = new TestProvider(Instant.parse(NOW))) {
            silent.goAway();
            var third = house.startNode(silent.settings("duban.roles=desk"));
            TestUsers.add(third, "local", "a-password-of-the-test", List.of("READER"), Instant.parse(NOW));
            var browser = new TestBrowser(third);

            var sent = browser.get("/login/provider/city");
            var said = browser.get(location(sent));

            assertThat(location(sent)).isEqualTo("/login?away=city");
            assertThat(said.body()).contains("City login does not answer at the moment. Log in with user name");
            assertThat(browser.loggedIn("local", "a-password-of-the-test").seesTheDesk())
                    .isTrue();

            silent.comeBack();
            house.pass(Duration.ofSeconds(6));
            silent.lets(dawa("c"));
            var later = new TestBrowser(third);
            assertThat(location(later.get("/login/provider/city"))).startsWith(silent.issuer());
            house.stop(third);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "other browser", "twice", "nonce", "audience", "issuer", "old", "no code"})
    void areNotForForgers(String what) {
        provider.lets(dawa("d"));
        var browser = new TestBrowser(node);
        var back = provider.sendsBack(location(browser.get("/login/provider/city")));
        switch (what) {
            case "state" -> back = back.replaceAll("state=.*", "state=forged");
            case "other browser" -> browser = new TestBrowser(node);
            case "twice" -> browser.get(back);
            case "nonce" -> provider.forge(claims -> claims.claim("nonce", "forged"));
            case "audience" -> provider.forge(claims -> claims.audience("payroll"));
            case "issuer" -> provider.forge(claims -> claims.issuer("https://elsewhere.example"));
            case "old" ->
                provider.forge(claims -> claims.expirationTime(
                        java.util.Date.from(Instant.parse(NOW).minusSeconds(3_600))));
            default -> back = back.replaceAll("\\?code=[^&]*&", "?error=access_denied&");
        }
        if (what.equals("twice")) {
            browser.post("/logout");
        }

        var answer = browser.get(back);

        assertThat(answer.statusCode()).isIn(410, 422);
        assertThat(browser.seesTheDesk()).isFalse();
    }

    @Test
    void areEndedByTheProviderAtEveryNode() {
        var one = loggedIn("e");
        var another = loggedIn("f");

        var answer = ended(other, provider.logoutToken(Map.of("sub", "4711", "sid", "e")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(one.at(node).seesTheDesk()).isFalse();
        assertThat(another.seesTheDesk()).isTrue();

        ended(node, provider.logoutToken(Map.of("sub", "4711")));

        assertThat(another.at(other).seesTheDesk()).isFalse();
        assertThat(acts("dawa")).contains("SESSIONS_ENDED");
    }

    @Test
    void areEndedByNobodyElse() {
        var browser = loggedIn("g");
        var sid = Map.<String, Object>of("sid", "g");
        var good = Map.of("sid", "g", "nonce", "n");

        for (var token : List.of(
                "",
                "no-token",
                provider.logoutTokenOfSomebodyElse(sid),
                provider.logoutToken(Map.copyOf(good)),
                provider.logoutToken(Map.of("sid", "g", "events", Map.of("something", Map.of()))),
                provider.logoutToken(Map.of("sid", "g", "aud", "payroll")),
                provider.logoutToken(Map.of("sid", "g", "iss", "https://elsewhere.example")),
                provider.logoutToken(Map.of()))) {
            var answer = ended(node, token);
            assertThat(answer.statusCode()).as(token).isEqualTo(400);
            assertThat(answer.body()).contains("invalid_request");
        }

        assertThat(browser.seesTheDesk()).isTrue();
    }

    @Test
    void endWithTheOthersOfTheSamePersonAndNotWithThoseOfAnAccountOfThatName() {
        TestUsers.add(node, "dawa", "a-password-of-the-test", List.of("READER"), Instant.parse(NOW));
        var account = new TestBrowser(node).loggedIn("dawa", "a-password-of-the-test");
        account.get("/desk/me");
        account.post("/desk/me/tokens", "label", "token of the account", "role", "READER");
        var one = loggedIn("h");
        var another = loggedIn("i");
        assertThat(account.send(account.request("/api/v1/tokens")).body()).contains("token of the account");
        assertThat(one.send(one.request("/api/v1/tokens")).body()).doesNotContain("token of the account");

        assertThat(one.get("/desk/me").body()).contains("This one", "/desk/me/sessions/end");
        assertThat(account.get("/desk/me").body()).doesNotContain("/desk/me/sessions/end");
        one.post("/desk/me/sessions/end");

        assertThat(another.seesTheDesk()).isFalse();
        assertThat(one.seesTheDesk()).isTrue();
        assertThat(account.seesTheDesk()).isTrue();
        assertThat(one.get("/desk/me").body()).doesNotContain("/desk/me/password", "/desk/me/tokens");
        assertThat(one.post(
                                "/desk/me/password",
                                "present",
                                "a-password-of-the-test",
                                "password",
                                "another-password",
                                "again",
                                "another-password")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void endHereAndByALinkAtTheProviderToo() {
        var browser = loggedIn("j");

        var out = browser.post("/logout");
        var said = browser.get(location(out));
        var there = browser.get("/logout/provider/city");

        assertThat(location(out)).isEqualTo("/login?out=city");
        assertThat(said.body()).contains("At City login you are still logged in", "/logout/provider/city");
        assertThat(location(there))
                .startsWith(provider.issuer() + "/logout?client_id=duban&post_logout_redirect_uri=http");
        assertThat(browser.seesTheDesk()).isFalse();
    }

    private HttpResponse<String> ended(ConfigurableApplicationContext at, String token) {
        var caller = new TestBrowser(at);
        return caller.send(caller.request("/logout/connect/back-channel/city")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("logout_token=" + token)));
    }

    private List<String> acts(String actor) {
        return house.sql()
                .sql("select act from audit where actor = ? order by seq")
                .param(actor)
                .query(String.class)
                .list();
    }
}
