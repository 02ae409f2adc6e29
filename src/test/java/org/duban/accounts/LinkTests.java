package org.duban.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.duban.accounts.TestBrowser.location;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.duban.TestHouse;
import org.duban.accounts.links.LinkPurpose;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Links that are asked for at the login, and come by a real mail server. */
@TestInstance(Lifecycle.PER_CLASS)
class LinkTests {

    private static final String PASSWORD = "a-password-of-the-test";
    private static final Pattern LINK = Pattern.compile("http://localhost:8080(/login/link/[\\w-]{43})\\s");

    private final TestHouse house =
            new TestHouse().at("2026-11-23T04:00:00Z").with("duban.base-url", "http://localhost:8080/");
    private final ConfigurableApplicationContext node = house.startNode("duban.roles=desk,mail");

    @AfterAll
    void close() {
        house.close();
    }

    /** So that nobody has asked for too many. */
    @BeforeEach
    void wait16Minutes() {
        house.pass(Duration.ofMinutes(16));
    }

    @Test
    void logsInOnceAndIsNotUsedUpByALook() {
        var name = somebody();
        var link = link(name, "login", 1);
        var browser = new TestBrowser(node);

        assertThat(browser.get(link).body()).contains("User: " + name);
        assertThat(new TestBrowser(node).get(link).statusCode()).isEqualTo(200);
        var in = browser.post(link);
        var again = new TestBrowser(node).post(link);

        assertThat(location(in)).isEqualTo("/desk");
        assertThat(browser.seesTheDesk()).isTrue();
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(again.body()).contains("This link counts no more");
        assertThat(acts(name)).containsExactly("LINK_ASKED", "LOGGED_IN");
    }

    @Test
    void setsAPasswordAndLogsOutEverywhere() {
        var name = somebody();
        var elsewhere = new TestBrowser(node).loggedIn(name, PASSWORD);
        var link = link(name, "reset", 1);
        var browser = new TestBrowser(node);
        browser.get(link);

        var tooShort = browser.post(link, "password", "short", "again", "short");
        var unlike = browser.post(link, "password", "long enough for me", "again", "long enough for you");
        var set = browser.post(link, "password", "long enough for me", "again", "long enough for me");

        assertThat(tooShort.body()).contains("The password is too short", "aria-invalid=\"true\"");
        assertThat(unlike.body()).contains("The two passwords are not the same");
        assertThat(location(set)).isEqualTo("/desk");
        assertThat(browser.seesTheDesk()).isTrue();
        assertThat(elsewhere.seesTheDesk()).isFalse();
        assertThat(new TestBrowser(node).loggedIn(name, "long enough for me").seesTheDesk())
                .isTrue();
        assertThat(acts(name)).endsWith("LINK_ASKED", "PASSWORD_CHOSEN", "LOGGED_IN", "LOGGED_IN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "reset"})
    void countsForAWhileOnly(String purpose) {
        var link = link(somebody(), purpose, 1);
        var valid = LinkPurpose.asked(purpose).orElseThrow().validFor();

        house.pass(valid.minusSeconds(1));
        assertThat(new TestBrowser(node).get(link).statusCode()).isEqualTo(200);
        house.pass(Duration.ofSeconds(1));

        assertThat(new TestBrowser(node).get(link).statusCode()).isEqualTo(410);
        assertThat(new TestBrowser(node)
                        .post(link, "password", "long enough for me", "again", "long enough for me")
                        .statusCode())
                .isEqualTo(410);
    }

    @Test
    void isAskedForByMailAddressToo() {
        var name = somebody();

        ask(name.toUpperCase(java.util.Locale.ROOT) + "@Duban.Example", "login");

        assertThat(mails(name, 1)).hasSize(1);
    }

    @Test
    void isAnsweredAlikeForNobody() {
        var known = ask(somebody(), "reset");
        var unknown = ask("nobody-" + UUID.randomUUID(), "reset");

        assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
        assertThat(unknown.body()).isEqualTo(known.body());
    }

    @Test
    void isNotMailedWithoutEnd() {
        var name = somebody();
        for (var i = 0; i < 4; i++) {
            ask(name, "login");
            ask(name + "@duban.example", "login");
        }

        var last = ask(name, "login");
        house.pass(Duration.ofMinutes(16));
        var later = ask(name, "login");

        assertThat(mails(name, 5)).hasSize(5);
        assertThat(last.statusCode()).isEqualTo(200);
        assertThat(later.statusCode()).isEqualTo(200);
        assertThat(house.count("select count(*) from mailed_link where account = '" + name + "'"))
                .isEqualTo(5);
    }

    @Test
    void makesWaitWhoAsksForTooMany() {
        var name = "nobody-" + UUID.randomUUID();
        var codes = List.of(1, 2, 3, 4, 5, 6, 7).stream()
                .map(number -> ask(name, "login").statusCode())
                .toList();
        house.pass(Duration.ofMinutes(16));

        assertThat(codes).containsExactly(200, 200, 200, 200, 200, 429, 429);
    }

    @Test
    void comesAgainWithAnotherSecretWhereTheServerWasAway() {
        var name = somebody();
        house.mail().refuse(name + "@duban.example", 451);
        ask(name, "login");
        await().until(() -> house.count("select count(*) from mailed_link where hash is not null"
                        + " and try_at < asked_at + interval '5 minutes' and account = '" + name + "'")
                == 1);
        house.mail().acceptEverybody();
        house.pass(Duration.ofMinutes(11));

        var link = mails(name, 1).get(0);

        assertThat(new TestBrowser(node).get(link).statusCode()).isEqualTo(200);
    }

    @Test
    void liesInNoTable() {
        var link = link(somebody(), "login", 1);
        var secret = link.substring(link.lastIndexOf('/') + 1);

        assertThat(house.count("select count(*) from mailed_link l where l::text like '%" + secret + "%'"))
                .isZero();
        assertThat(house.count("select count(*) from audit a where a::text like '%" + secret + "%'"))
                .isZero();
    }

    @Test
    void opensNothingOnceThePasswordIsAnotherOne() {
        var name = somebody();
        var first = link(name, "login", 1);
        var second = link(name, "reset", 2);
        var browser = new TestBrowser(node);
        browser.get(second);
        browser.post(second, "password", "long enough for me", "again", "long enough for me");

        assertThat(new TestBrowser(node).get(first).statusCode()).isEqualTo(410);
    }

    @Test
    void opensNothingOnceTheAccountHasAnotherAddress() {
        var name = somebody();
        var link = link(name, "login", 1);
        house.sql()
                .sql("update app_user set mail = ? where name = ?")
                .params("another-" + name + "@duban.example", name)
                .update();

        assertThat(new TestBrowser(node).get(link).statusCode()).isEqualTo(410);
        assertThat(new TestBrowser(node).post(link).statusCode()).isEqualTo(410);
    }

    private java.net.http.HttpResponse<String> ask(String whose, String purpose) {
        return new TestBrowser(node).post("/login/mail", "name", whose, "purpose", purpose);
    }

    private String link(String name, String purpose, int number) {
        assertThat(ask(name, purpose).statusCode()).isEqualTo(200);
        return mails(name, number).get(number - 1);
    }

    /** The links that were mailed, when there are so many. */
    private List<String> mails(String name, int number) {
        await().until(() -> house.mail().receivedBy(name + "@duban.example").size() >= number);
        return house.mail().receivedBy(name + "@duban.example").stream()
                .map(mail -> {
                    try {
                        return String.valueOf(mail.message().getContent());
                    } catch (IOException | jakarta.mail.MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .map(text -> {
                    var found = LINK.matcher(text);
                    assertThat(found.find()).as(text).isTrue();
                    return found.group(1);
                })
                .toList();
    }

    private List<String> acts(String name) {
        return house.sql()
                .sql("select act from audit where subject = ? order by seq")
                .param(name)
                .query(String.class)
                .list();
    }

    private String somebody() {
        var name = "reader-" + UUID.randomUUID();
        house.sql()
                .sql(
                        "insert into app_user (name, password_hash, roles, created_at, mail) values (?, ?, '{READER}', now(), ?)")
                .params(name, new BCryptPasswordEncoder(4).encode(PASSWORD), name + "@duban.example")
                .update();
        return name;
    }
}
