package org.duban.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.duban.accounts.TestBrowser.location;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.duban.TestHouse;
import org.duban.access.users.AccountDoor;
import org.duban.access.users.TestUsers;
import org.duban.audit.AuditTrail;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.env.MockEnvironment;

/** The pages about accounts, as those who manage some and those who have one see them. */
@TestInstance(Lifecycle.PER_CLASS)
class AccountPagesTests {

    private static final String PASSWORD = "a-password-of-the-test";
    private static final Pattern SECRET = Pattern.compile("<strong class=\"secret\">([^<]+)</strong>");
    private static final Pattern END = Pattern.compile("action=\"(/desk/me/sessions/[0-9a-f]+/end)\"");
    private static final Pattern REVOKE = Pattern.compile("action=\"(/desk/me/tokens/[0-9a-f-]+/revoke)\"");
    private static final Pattern LINK = Pattern.compile("(/login/link/[\\w-]{43})\\s");

    private static final String FEED = "00000000-0000-0000-0000-000000000000";

    private final TestHouse house = new TestHouse();
    private final ConfigurableApplicationContext node = house.startNode("duban.roles=desk,mail");

    @AfterAll
    void close() {
        house.close();
    }

    @ParameterizedTest(name = "{0} manages education: {1}, city: {2}, administrators: {3}")
    @CsvSource({
        "ADMIN, true, true, true",
        "OFFICE, true, true, false",
        "OFFICE@city-office, true, true, false",
        "OFFICE@county-office, true, false, false"
    })
    void showsWhomEachManages(String role, boolean education, boolean city, boolean admin) {
        var ofEducation = somebody("UNIT@education");
        var ofTheCity = somebody("READER@city-office");
        var boss = somebody("ADMIN");
        var browser = as(role);

        assertThat(lists(browser, ofEducation)).isEqualTo(education);
        assertThat(lists(browser, ofTheCity)).isEqualTo(city);
        assertThat(lists(browser, boss)).isEqualTo(admin);
        assertThat(browser.get("/desk/users/" + ofEducation).statusCode()).isEqualTo(education ? 200 : 404);
        assertThat(browser.get("/desk/users/" + ofTheCity).statusCode()).isEqualTo(city ? 200 : 404);
        assertThat(browser.get("/desk/users/" + boss).statusCode()).isEqualTo(admin ? 200 : 404);
    }

    private static boolean lists(TestBrowser browser, String name) {
        return browser.get("/desk/users?after=" + name.substring(0, name.length() - 1))
                .body()
                .contains("<td>" + name + "</td>");
    }

    @ParameterizedTest
    @CsvSource({"UNIT@education, 403", "READER@county-office, 403", "OFFICE@county-office, 200"})
    void isForWhoeverManagesSomebody(String role, int status) {
        var browser = as(role);

        assertThat(browser.get("/desk/users").statusCode()).isEqualTo(status);
        assertThat(browser.get("/desk").body().contains("href=\"/desk/users\"")).isEqualTo(status == 200);
    }

    @Test
    void invitesWhoeverIsAdded() {
        var name = "dawa-" + UUID.randomUUID();
        var office = as("OFFICE@county-office");

        var added = office.post(
                "/desk/users",
                "name",
                name,
                "displayName",
                "达瓦",
                "mail",
                name + "@duban.example",
                "language",
                "zh-CN",
                "role",
                "UNIT",
                "unit",
                "县教育局",
                "role",
                "",
                "unit",
                "",
                "invite",
                "on");
        await().until(() -> house.mail().receivedBy(name + "@duban.example").size() == 1);
        var link = LINK.matcher(letter(name + "@duban.example"));
        assertThat(link.find()).isTrue();
        var browser = new TestBrowser(node);
        browser.get(link.group(1));
        browser.post(link.group(1), "password", "my own password", "again", "my own password");

        assertThat(added.body())
                .contains("A link to choose a password is on its way")
                .doesNotContain("class=\"secret\"");
        assertThat(browser.get("/desk/me").body()).contains("lang=\"zh-CN\"", "县教育局：责任单位", "达瓦");
    }

    @Test
    void tellsAPasswordWhereNoLinkIsMailed() {
        var name = "dawa-" + UUID.randomUUID();

        var added = as("ADMIN")
                .post("/desk/users", "name", name, "displayName", "Dawa", "role", "READER", "unit", "health");
        var password = secret(added.body());

        assertThat(new TestBrowser(node).loggedIn(name, password).seesTheDesk()).isTrue();
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource(delimiter = '|', textBlock = """
            Has Space | Dawa |         | UNIT   | education   | name        | is no user name
            dawa-x    |      |         | UNIT   | education   | displayName | The name is missing
            dawa-x    | Dawa | nowhere | UNIT   | education   | mail        | is no mail address
            dawa-x    | Dawa |         | OFFICE | city-office | memberships | names none of your units
            dawa-x    | Dawa |         | UNIT   | 没有这个单位 | memberships | names none of your units
            dawa-x    | Dawa |         | UNIT   |             | memberships | needs the unit
            dawa-x    | Dawa |         |        |             | memberships | No role was chosen
            dawa-x    | Dawa |         | ADMIN  |             | memberships | above your own roles
            """)
    void saysWhatIsWrongAndKeepsWhatWasTyped(
            String name, String shown, String mail, String role, String unit, String field, String said) {
        var answer = as("OFFICE@county-office")
                .post(
                        "/desk/users",
                        "name",
                        text(name),
                        "displayName",
                        text(shown),
                        "mail",
                        text(mail),
                        "role",
                        text(role),
                        "unit",
                        text(unit));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(said, "value=\"" + name + "\"", "aria-invalid=\"true\"", text(unit));
        assertThat(house.count("select count(*) from app_user where name = 'dawa-x'"))
                .isZero();
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    @Test
    void changesAndEndsAnAccount() {
        var name = somebody("UNIT@education");
        var office = as("OFFICE@county-office");
        office.get("/desk/users/" + name);

        var saved = office.post(
                "/desk/users/" + name,
                "displayName",
                "Pema",
                "role",
                "UNIT",
                "unit",
                "roads",
                "role",
                "READER",
                "unit",
                "health");
        var ended = office.post("/desk/users/" + name + "/end");

        assertThat(saved.body()).contains("Saved.", "Pema", "(roads)", "(health)");
        assertThat(location(ended)).isEqualTo("/desk/users?ended=" + name);
        assertThat(office.get("/desk/users/" + name).statusCode()).isEqualTo(404);
    }

    @Test
    void endsLoginsWithANewPassword() {
        var name = somebody("UNIT@education");
        var theirs = new TestBrowser(node).loggedIn(name, PASSWORD);

        var answer = as("ADMIN").post("/desk/users/" + name + "/password");

        assertThat(theirs.seesTheDesk()).isFalse();
        assertThat(new TestBrowser(node).loggedIn(name, secret(answer.body())).seesTheDesk())
                .isTrue();
    }

    @Test
    void keepsAnAdministrator() {
        var browser = new TestBrowser(node).loggedIn("admin", "admin-of-the-test");
        house.sql()
                .sql("update app_user set roles = '{OFFICE}' where 'ADMIN' = any(roles) and name <> 'admin'")
                .update();

        var ended = browser.post("/desk/users/admin/end");

        assertThat(ended.statusCode()).isEqualTo(422);
        assertThat(ended.body()).contains("Nobody would be left to administrate");
    }

    @Test
    void changesOnesOwnPasswordAndKeepsThisLoginOnly() {
        var name = somebody("READER");
        var here = new TestBrowser(node).loggedIn(name, PASSWORD);
        var there = new TestBrowser(node).loggedIn(name, PASSWORD);
        here.get("/desk/me");

        var wrong = here.post(
                "/desk/me/password", "present", "x", "password", "another one here", "again", "another one here");
        var changed = here.post(
                "/desk/me/password", "present", PASSWORD, "password", "another one here", "again", "another one here");

        assertThat(wrong.body()).contains("That is not your present password.");
        assertThat(location(changed)).isEqualTo("/desk/me?done=password");
        assertThat(here.get("/desk/me?done=password").body()).contains("Your password was changed.");
        assertThat(there.seesTheDesk()).isFalse();
        assertThat(END.matcher(here.get("/desk/me").body()).find()).isFalse();
    }

    @Test
    void choosesOneMailADayForOnesOwnUnitsOnly() {
        var clerk = as("UNIT@education");
        var page = clerk.get("/desk/me").body();
        assertThat(page).contains("Mail once a day", "Each mail comes at once.");

        var chosen = clerk.post("/desk/me/digest", "unit", "education", "at", "10:00");
        assertThat(location(chosen)).isEqualTo("/desk/me?done=digest");
        assertThat(clerk.get("/desk/me?done=digest").body())
                .contains("From now on what is not urgent", "What is not urgent comes once a day at 10:00.");
        assertThat(location(clerk.post("/desk/me/digest", "unit", "education", "at", "")))
                .isEqualTo("/desk/me?done=no-digest");
        assertThat(clerk.get("/desk/me").body()).contains("Each mail comes at once.");

        assertThat(location(clerk.post("/desk/me/digest", "unit", "health", "at", "10:00")))
                .isEqualTo("/desk/me?done=digest-unit");
        assertThat(location(clerk.post("/desk/me/digest", "unit", "education", "at", "25:00")))
                .isEqualTo("/desk/me?done=digest-time");
        assertThat(clerk.get("/desk/me?done=digest-time").body()).contains("role=\"alert\"", "Write it like 10:00.");
        assertThat(house.count("select count(*) from digest")).isZero();
        assertThat(as("READER@education").get("/desk/me").body()).doesNotContain("Mail once a day");
    }

    @Test
    void entersAStandInForOnesOwnUnit() {
        var clerk = as("UNIT@education");
        assertThat(clerk.get("/desk/me").body()).contains("/desk/me/unit?unit=education");
        assertThat(clerk.get("/desk/me/unit?unit=education").body()).contains("Nobody stands in for anybody");
        String[] form = {
            "unit", "education", "contact", "education@duban.example", "deputy", "drolma@gyangze.example",
            "deputyName", "Drolma", "from", "2996-12-01", "to", "2996-12-10"
        };

        var entered = clerk.post("/desk/me/unit/stand-ins", form);
        assertThat(location(entered)).as(entered.body()).isEqualTo("/desk/me/unit?unit=education&done=stand-in");
        var page = clerk.get("/desk/me/unit?unit=education&done=stand-in").body();
        assertThat(page).contains("The stand-in was entered.", "Drolma", "drolma@gyangze.example");
        assertThat(audited("STAND_IN_SAVED")).isEqualTo("education");

        assertThat(clerk.post("/desk/me/unit/stand-ins", form).body()).contains("Choose other days");
        for (var wrong :
                List.of("contact=a@elsewhere.example", "deputy=nobody", "deputyName= ", "from=soon", "to=2995-12-10")) {
            var changed = form.clone();
            var field = wrong.split("=", 2);
            changed[Arrays.asList(form).indexOf(field[0]) + 1] = field[1];
            changed[9] = field[0].equals("from") ? field[1] : "2996-11-01";
            changed[11] = field[0].equals("to") ? field[1] : "2996-11-02";
            var answer = clerk.post("/desk/me/unit/stand-ins", changed);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(422);
            assertThat(answer.body()).as(wrong).containsPattern("id=\"" + field[0] + "\"[^>]* aria-invalid=\"true\"");
        }

        var key =
                house.sql().sql("select name from stand_in").query(String.class).single();
        assertThat(key).isEqualTo("education-2996-12-01");
        assertThat(location(clerk.post("/desk/me/unit/stand-ins/remove", "unit", "education", "standIn", key)))
                .endsWith("done=no-stand-in");
        assertThat(house.count("select count(*) from stand_in")).isZero();
        assertThat(audited("STAND_IN_REMOVED")).isEqualTo("education");
    }

    @Test
    void makesAndRevokesCalendarsOfOnesOwnUnit() {
        var clerk = as("UNIT@education");

        var made = clerk.post("/desk/me/unit/feeds", "unit", "education").body();
        assertThat(made).containsPattern("class=\"secret\">http[^<]+/feeds/[^<]+\\.ics<");
        var page = clerk.get("/desk/me/unit?unit=education").body();
        assertThat(page).contains("No calendar has read it yet").doesNotContain(".ics");
        var feed = house.sql()
                .sql("select id from unit_feed where revoked_at is null")
                .query(String.class)
                .single();
        assertThat(location(clerk.post("/desk/me/unit/feeds/revoke", "unit", "education", "feed", feed)))
                .endsWith("done=no-feed");
        assertThat(house.count("select count(*) from unit_feed where revoked_at is null"))
                .isZero();
    }

    @Test
    void seesToNoOthersUnit() {
        for (var roles : List.of("UNIT@education", "READER@health", "READER", "ADMIN")) {
            var somebody = as(roles);
            for (var act : List.of("stand-ins", "stand-ins/remove", "feeds", "feeds/revoke")) {
                assertThat(location(somebody.post("/desk/me/unit/" + act, "unit", "health", "feed", FEED)))
                        .as(roles + " " + act)
                        .isEqualTo("/desk/me?done=digest-unit");
            }
            assertThat(location(somebody.get("/desk/me/unit?unit=health"))).isEqualTo("/desk/me?done=digest-unit");
        }
    }

    @Test
    void showsWhereOneIsLoggedInAndEndsOneOrAllOthers() {
        var name = somebody("READER");
        var here = new TestBrowser(node).loggedIn(name, PASSWORD);
        var there = new TestBrowser(node).loggedIn(name, PASSWORD);

        var page = here.get("/desk/me").body();
        assertThat(page)
                .contains("Chrome, Windows", "127.0.0.1", "This one")
                .doesNotContain(there.cookie("duban-session"));
        var end = END.matcher(page);
        assertThat(end.find()).isTrue();
        here.post(end.group(1));
        assertThat(there.seesTheDesk()).isFalse();

        there.loggedIn(name, PASSWORD);
        here.post("/desk/me/sessions/end");
        assertThat(there.seesTheDesk()).isFalse();
        assertThat(here.seesTheDesk()).isTrue();
    }

    @Test
    void endsNobodyElsesLogin() {
        var victim = somebody("READER");
        var theirs = new TestBrowser(node).loggedIn(victim, PASSWORD);
        new TestBrowser(node).loggedIn(victim, PASSWORD);
        var end = END.matcher(theirs.get("/desk/me").body());
        assertThat(end.find()).isTrue();

        as("ADMIN").post(end.group(1));

        assertThat(house.count("select count(*) from login_session where principal_name = '" + victim + "'"))
                .isEqualTo(2);
    }

    @Test
    void makesATokenThatIsShownOnceAndRevokesIt() {
        var browser = as("OFFICE@county-office");
        browser.get("/desk/me");

        var none = browser.post("/desk/me/tokens", "label", "report");
        var late = browser.post(
                "/desk/me/tokens", "label", "report", "role", "READER@county-office", "until", "2020-01-01");
        var made = browser.post("/desk/me/tokens", "label", "report", "role", "READER@county-office");
        var secret = secret(made.body());
        var page = browser.get("/desk/me").body();

        assertThat(none.body()).contains("Choose what the token may.", "value=\"report\"");
        assertThat(late.body()).contains("2020-01-01", "Choose one within a year");
        assertThat(asked(secret)).isEqualTo(200);
        assertThat(page).contains("report").doesNotContain(secret);
        var revoke = REVOKE.matcher(page);
        assertThat(revoke.find()).isTrue();
        browser.post(revoke.group(1));
        assertThat(asked(secret)).isEqualTo(401);
    }

    @Test
    void hasPeopleOfTheDemoOnlyInADemo() {
        var demo = DemoAccount.ALL.get(0);

        demo(true);
        assertThat(new TestBrowser(node).loggedIn(demo.name(), demo.password()).seesTheDesk())
                .isTrue();
        demo(false);

        assertThat(house.count("select count(*) from app_user where name = '" + demo.name() + "'"))
                .isZero();
        assertThat(new TestBrowser(node).get("/login").body()).doesNotContain(demo.name());
    }

    private String audited(String act) {
        return house.sql()
                .sql("select subject from audit where act = ? order by seq desc limit 1")
                .param(act)
                .query(String.class)
                .single();
    }

    private void demo(boolean is) {
        new DemoAccounts(
                        node.getBean(AccountDoor.class),
                        node.getBean(AuditTrail.class),
                        InstantSource.system(),
                        new MockEnvironment().withProperty("duban.demo", String.valueOf(is)))
                .run(new DefaultApplicationArguments());
    }

    private int asked(String token) {
        var program = new TestBrowser(node);
        return program.send(program.request("/api/v1/me").header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private String letter(String address) {
        try {
            return String.valueOf(
                    house.mail().receivedBy(address).get(0).message().getContent());
        } catch (java.io.IOException | jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String secret(String page) {
        var found = SECRET.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1);
    }

    private TestBrowser as(String role) {
        return new TestBrowser(node).loggedIn(somebody(role), PASSWORD);
    }

    private String somebody(String role) {
        var name = "user-" + UUID.randomUUID();
        TestUsers.add(node, name, PASSWORD, List.of(role), Instant.parse("2026-11-23T04:00:00Z"));
        return name;
    }
}
