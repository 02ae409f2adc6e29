package org.duban.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.duban.TestHouse;
import org.duban.TestHttp;
import org.duban.access.users.TestUsers;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The page of the audit trail. */
@TestInstance(Lifecycle.PER_CLASS)
class TrailTests {

    private static final String PASSWORD = "a-password-of-the-test";
    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TestHouse house = new TestHouse().at("2026-11-23T04:00:00Z");
    private final ConfigurableApplicationContext node = house.startNode("duban.roles=desk");
    private final String admin = somebody("ADMIN");
    private final AuditTrail trail = node.getBean(AuditTrail.class);

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void saysWhoDidWhatTheNewestFirst() {
        var who = "dawa-" + UUID.randomUUID();
        trail.write(who, AuditedAct.UNIT_SAVED, "education", Map.of("before", Map.of("parent", "county-office")));
        trail.write(who, AuditedAct.ACCOUNT_ADDED, "pema", Map.of("memberships", List.of("READER", "UNIT@roads")));

        var page = get("/desk/audit?who=" + who, "en").body();

        assertThat(page).contains("Added the user pema", "Saved the unit education", "before.parent: county-office");
        assertThat(page).contains("memberships: READER, UNIT@roads", "23 Nov 2026, 12:00");
        assertThat(page.indexOf("Added the user pema")).isLessThan(page.indexOf("Saved the unit education"));
        assertThat(get("/desk/audit?who=" + who, "zh-CN").body()).contains("新增了用户 pema", "保存了单位 education");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            act=UNIT_SAVED                     | one
            what=second                        | two
            from=2026-11-24                    | two
            to=2026-11-23                      | one
            act=UNIT_SAVED&what=second         |
            act=NO_SUCH_ACT                    | two one
            """)
    void findsBy(String filter, String found) {
        var who = "finder-" + UUID.randomUUID();
        trail.write(who, AuditedAct.UNIT_SAVED, "first", Map.of("mark", "one"));
        house.pass(Duration.ofDays(1));
        trail.write(who, AuditedAct.ACCOUNT_ADDED, "second", Map.of("mark", "two"));
        house.pass(Duration.ofDays(-1));

        var page = get("/desk/audit?who=" + who + "&" + filter, "en").body();

        var shown = Pattern.compile("mark: (\\w+)")
                .matcher(page)
                .results()
                .map(one -> one.group(1))
                .toList();
        assertThat(String.join(" ", shown)).isEqualTo(found == null ? "" : found);
    }

    @Test
    void goesOnPageByPage() {
        var who = "busy & ready-" + UUID.randomUUID();
        for (var i = 0; i < 60; i++) {
            trail.write(who, AuditedAct.NOTICE_RESENT, "notice-" + i, Map.of());
        }

        var first = get("/desk/audit?who=" + who.replace(" ", "%20").replace("&", "%26"), "en")
                .body();
        var next = NEXT.matcher(first);
        assertThat(next.find()).isTrue();
        var second = get(next.group(1).replace("&amp;", "&"), "en").body();

        assertThat(first).contains("notice-59", "notice-10").doesNotContain("the notice notice-9 again");
        assertThat(second)
                .contains("the notice notice-9 again", "the notice notice-0 again")
                .doesNotContain("rel=\"next\"");
    }

    @Test
    void saysWhetherTheChainIsWholeAndWhereItBreaks() {
        trail.write("dawa", AuditedAct.UNIT_SAVED, "education", Map.of());
        assertThat(get("/desk/audit?verify=on", "en").body()).contains("The chain is whole: ");
        assertThat(get("/desk/audit?verify=on", "zh-CN").body()).contains("留痕完整");

        var seq = house.count("select max(seq) from audit");
        trail.write("dawa", AuditedAct.UNIT_SAVED, "roads", Map.of());
        house.sql()
                .sql("alter table audit disable trigger audit_is_append_only")
                .update();
        var before = house.sql()
                .sql("select subject from audit where seq = ?")
                .param(seq)
                .query(String.class)
                .single();
        house.sql()
                .sql("update audit set subject = 'forged' where seq = ?")
                .param(seq)
                .update();
        try {
            assertThat(get("/desk/audit?verify=on", "en").body())
                    .contains("The chain breaks at no. %,d".formatted(seq), "1 to %,d hold".formatted(seq - 1));
        } finally {
            house.sql()
                    .sql("update audit set subject = ? where seq = ?")
                    .params(before, seq)
                    .update();
            house.sql()
                    .sql("alter table audit enable trigger audit_is_append_only")
                    .update();
        }
        assertThat(get("/desk/audit?verify=on", "en").body()).contains("The chain is whole: ");
    }

    @Test
    void comesOutAsACsvWithoutFormulas() {
        var who = "sheet-" + UUID.randomUUID();
        trail.write(who, AuditedAct.ACCOUNT_ADDED, "=HYPERLINK(\"http://evil.example\")", Map.of("a", "b"));

        var sheet = get("/desk/audit.csv?who=" + who, "en");

        assertThat(sheet.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(sheet.body().lines()).hasSize(2);
        assertThat(sheet.body())
                .startsWith("\uFEFFseq,at,actor,act,subject,sentence,detail,hash")
                .contains(",\"'=HYPERLINK(", "ACCOUNT_ADDED", "Added the user");
    }

    @ParameterizedTest
    @ValueSource(strings = {"READER", "OFFICE", "OFFICE@county-office", "UNIT@education"})
    void isForAdministratorsOnly(String role) {
        var who = somebody(role);

        assertThat(get("/desk/audit", "en", who).statusCode()).isEqualTo(403);
        assertThat(get("/desk/audit.csv", "en", who).statusCode()).isEqualTo(403);
        assertThat(get("/desk/audit?verify=on", "en", who).body()).doesNotContain("chain");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            from, yesterday
            from, +999999999-12-31
            to,   +999999999-12-31
            to,   -999999999-01-01
            from, -999999999-01-01
            to,   +1000000000-01-01
            to,   2026-02-30
            """)
    void saysWhatIsNoDate(String parameter, String date) {
        var query = "?" + parameter + "=" + date.replace("+", "%2B");

        var answer = get("/desk/audit" + query, "en");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"" + date + "\" is no date");
        var sheet = get("/desk/audit.csv" + query, "en");
        assertThat(sheet.statusCode()).isEqualTo(400);
        assertThat(sheet.body()).contains("\"" + date + "\" is no date");
    }

    private HttpResponse<String> get(String path, String language) {
        return get(path, language, admin);
    }

    private HttpResponse<String> get(String path, String language, String who) {
        var login = Base64.getEncoder().encodeToString((who + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return TestHttp.send(
                HTTP,
                HttpRequest.newBuilder(URI.create(
                                "http://localhost:" + node.getEnvironment().getProperty("local.server.port") + path))
                        .header("Accept", "text/html,*/*")
                        .header("Accept-Language", language)
                        .header("Authorization", "Basic " + login));
    }

    private String somebody(String role) {
        var name = "user-" + UUID.randomUUID();
        TestUsers.add(node, name, PASSWORD, List.of(role), Instant.parse("2026-11-23T04:00:00Z"));
        return name;
    }
}
