package org.duban.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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

/** Lists of accounts, by the page and over REST. */
@TestInstance(Lifecycle.PER_CLASS)
class UserImportTests {

    private static final String PASSWORD = "a-password-of-the-test";
    private static final String NOW = "2026-11-23T04:00:00Z";
    private static final String HEADER = "name,display_name,mail,language,memberships\n";

    private final TestHouse house = new TestHouse().at(NOW);
    private final ConfigurableApplicationContext node = house.startNode("duban.roles=desk");

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void areShownFirstAndThenTakenOverAndThenChangeNothing() {
        var browser = new TestBrowser(node).loggedIn(somebody("ADMIN"), PASSWORD);
        var name = name();
        var list = HEADER + name + ",达瓦," + name + "@duban.example,zh-CN,OFFICE@county-office;UNIT@education\n";

        var looked = browser.post(
                "/desk/users/import", "content", base64(list, StandardCharsets.UTF_8), "fileName", "a.csv");
        assertThat(looked.statusCode()).as(looked.body()).isEqualTo(200);
        assertThat(looked.body())
                .contains("It would be: 1 new, 0 changed, 0 as they are", "County Office: office", "new");
        assertThat(count(name)).isZero();

        var taken = take(browser, list, "invite", "on");
        assertThat(taken.body()).contains("Imported: 1 new, 0 changed, 0 as they were", "One invitation is on its way");
        assertThat(count(name)).isEqualTo(1);
        assertThat(house.count(
                        "select count(*) from mailed_link where purpose = 'INVITATION' and account = '" + name + "'"))
                .isEqualTo(1);

        var trail = house.count("select count(*) from audit where subject = '" + name + "'");
        var again = take(browser, list, "invite", "on");
        assertThat(again.body()).contains("Imported: 0 new, 0 changed, 1 as they were");
        assertThat(house.count("select count(*) from audit where subject = '" + name + "'"))
                .isEqualTo(trail);
        assertThat(browser.post("/desk/users/import", "text", list).body()).contains("there is nothing to import");
    }

    @Test
    void areTakenOverAsAWholeOrNotAtAll() {
        var browser = new TestBrowser(node).loggedIn(somebody("ADMIN"), PASSWORD);
        var good = name();
        var list = HEADER + good + ",Good,,,READER@education\n" + "Dawa Tsering,Bad,,,\n" + name()
                + ",Bad,no-address,,\n" + name() + ",Bad,,,OFFICE@nowhere\n" + name() + ",,,,\n" + good + ",Twice,,,\n";

        var taken = take(browser, list);

        assertThat(taken.statusCode()).isEqualTo(422);
        assertThat(taken.body()).contains("wrong, so nothing can be imported");
        assertThat(count(good)).isZero();
        var looked = browser.post("/desk/users/import", "text", list.replace(good + ",Twice,,,\n", ""));
        assertThat(looked.body())
                .contains("4 rows are wrong", "is no user name", "is no mail address", "names none of your units")
                .contains("The name is missing")
                .doesNotContain("name=\"apply\"");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,", "UTF-8, \uFEFF", "GB18030,"})
    void areReadAsSpreadsheetsSaveThem(String charset, String mark) {
        var browser = new TestBrowser(node).loggedIn(somebody("ADMIN"), PASSWORD);
        var name = name();
        var list = (mark == null ? "" : mark) + "用户名;姓名;角色\r\n" + name + ";次仁卓玛;\"READER@education\"\r\n";

        browser.post("/desk/users/import", "apply", "on", "content", base64(list, Charset.forName(charset)));

        assertThat(house.sql()
                        .sql("select display_name from app_user where name = ?")
                        .param(name)
                        .query(String.class)
                        .single())
                .isEqualTo("次仁卓玛");
    }

    @Test
    void areOfTheSubtreeOfAnOfficeOnly() {
        var office = somebody("OFFICE@county-office");
        var stranger = somebody("READER@city-office");
        var own = name();

        assertThat(rest(office, HEADER + own + ",Own,,,UNIT@education\n", "").statusCode())
                .isEqualTo(200);
        var outside = rest(office, HEADER + name() + ",Outside,,,READER@city-office\n", "");
        assertThat(outside.statusCode()).isEqualTo(400);
        assertThat(outside.body()).contains("\"mistakes\"", "\"line\":2", "memberships[0]");
        assertThat(rest(office, HEADER + stranger + ",Taken,,,UNIT@education\n", "")
                        .body())
                .contains("is somebody's already");
        assertThat(rest(office, HEADER + own + ",Own,,,ADMIN\n", "").statusCode())
                .isEqualTo(400);
        assertThat(rest(somebody("UNIT@education"), HEADER, "").statusCode()).isEqualTo(403);
    }

    @Test
    void areLookedAtOverRestWithoutChangingAnything() {
        var admin = somebody("ADMIN");
        var name = name();
        var list = HEADER + name + ",Dawa,,,READER@education\n";

        assertThat(rest(admin, list, "?dryRun=true").body()).contains("\"applied\":false", "\"added\":1", "ADDED");
        assertThat(count(name)).isZero();
        assertThat(rest(admin, list, "?invite=true").body())
                .contains("\"applied\":true", "\"added\":1", "\"invited\":0");
        assertThat(rest(admin, list, "").body()).contains("\"added\":0", "\"same\":1", "SAME");
    }

    /** A list without a column for it takes nobody's roles or address away. */
    @Test
    void leaveAsItIsWhatTheyHaveNoColumnFor() {
        var admin = somebody("ADMIN");
        var name = name();
        rest(admin, HEADER + name + ",Dawa,dawa@duban.example,en,READER@education\n", "");

        var answer = rest(admin, "name,display_name\n" + name + ",Dawa of the roads\n", "");

        assertThat(answer.body()).contains("\"changed\":1");
        assertThat(house.sql()
                        .sql("select display_name || ' ' || mail || ' ' || language from app_user where name = ?")
                        .param(name)
                        .query(String.class)
                        .single())
                .isEqualTo("Dawa of the roads dawa@duban.example en");
        assertThat(rest(admin, HEADER + name + ",Dawa of the roads,dawa@duban.example,en,READER@education\n", "")
                        .body())
                .contains("\"same\":1");
    }

    @Test
    void keepAnAdministrator() {
        house.sql().sql("delete from app_user where 'ADMIN' = any(roles)").update();
        var admin = somebody("ADMIN");

        var answer = rest(admin, HEADER + admin + ",Admin,,,READER\n", "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("would leave no administrator");
        assertThat(rest(admin, HEADER + name() + ",Other,,,READER\n", "?dryRun=true")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void comeOutAsTheyGoInAndAreNoFormulas() {
        var admin = somebody("ADMIN");
        var name = name();
        rest(admin, HEADER + name + ",'=1+1,,,READER@education\n", "");
        assertThat(house.sql()
                        .sql("select display_name from app_user where name = ?")
                        .param(name)
                        .query(String.class)
                        .single())
                .isEqualTo("=1+1");

        var browser = new TestBrowser(node).loggedIn(admin, PASSWORD);
        var sheet = browser.get("/desk/users.csv");

        assertThat(sheet.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"users.csv\"");
        assertThat(sheet.body()).contains(name + ",'=1+1,").doesNotContain(name + ",=1+1");
        var again = rest(admin, sheet.body(), "");
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(again.body()).contains("\"added\":0,\"changed\":0");
    }

    private HttpResponse<String> take(TestBrowser browser, String list, String... more) {
        var form = new java.util.ArrayList<>(
                List.of("apply", "on", "fileName", "users.csv", "content", base64(list, StandardCharsets.UTF_8)));
        form.addAll(List.of(more));
        return browser.post("/desk/users/import", form.toArray(String[]::new));
    }

    private HttpResponse<String> rest(String who, String list, String query) {
        var caller = new TestBrowser(node);
        var login = Base64.getEncoder().encodeToString((who + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return caller.send(caller.request("/api/v1/users/import" + query)
                .setHeader("Accept", "application/json")
                .header("Authorization", "Basic " + login)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(list)));
    }

    private static String base64(String text, Charset charset) {
        return Base64.getEncoder().encodeToString(text.getBytes(charset));
    }

    private long count(String name) {
        return house.sql()
                .sql("select count(*) from app_user where name = ?")
                .param(name)
                .query(Long.class)
                .single();
    }

    private static String name() {
        return "user-" + UUID.randomUUID();
    }

    private String somebody(String role) {
        var name = name();
        TestUsers.add(node, name, PASSWORD, List.of(role), Instant.parse(NOW));
        return name;
    }
}
