package org.duban.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.duban.TestHouse;
import org.duban.TestHttp;
import org.duban.inbox.InboxState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The inbox page as a browser gets it that follows no redirect by itself. */
@TestInstance(Lifecycle.PER_CLASS)
class DeskInboxTests {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern OLDER = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

    private final HttpClient browser = HttpClient.newHttpClient();
    private final TestHouse house = new TestHouse();
    private final ConfigurableApplicationContext node = house.startNode("duban.roles=desk");

    @BeforeEach
    void emptyTheInbox() {
        house.sql().sql("delete from inbox_mail").update();
    }

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void showsWhatNeedsAPersonAndWhatBecameOfIt() {
        mail(1, InboxState.NOT_UNDERSTOOD, "请问附件在哪里？<script>alert(1)</script>");
        mail(2, InboxState.REPLY, "已收到");

        var page = get("/desk/inbox", "zh-CN");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("lang=\"zh-CN\"", "有1封来信待处理", "未能理解", "&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("首行开头不是系统能理解的词语", "县教育局", "mailto:education@duban.example", "标记为已处理")
                .doesNotContain("已收到");
        assertThat(header(page, "Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void speaksTheLanguageOfItsReader() {
        mail(1, InboxState.NOT_TAKEN, "完成");

        assertThat(get("/desk/inbox", "en-GB").body())
                .contains(
                        "lang=\"en\"",
                        "One mail needs somebody to read it.",
                        "Not possible",
                        "Mark as dealt with",
                        "<footer><p>Duban 0.");
        assertThat(get("/desk/inbox?show=bounce", "en").body()).contains("There is no such mail.");
    }

    @Test
    void saysThatNothingWaits() {
        assertThat(get("/desk/inbox", "zh").body()).contains("目前没有待处理的来信", "没有待处理的来信。系统能理解的回复已自动记入台账");
        assertThat(get("/desk/inbox?office=county-office", "en").body()).contains("Nothing waits.");
    }

    @Test
    void letsAUserSayThatAMailIsDealtWithOnceAndTakesItUpAgain() {
        mail(1, InboxState.NOT_UNDERSTOOD, "请来电");

        var marked = press(1, "dealt-with", "admin");
        var again = press(1, "dealt-with", "admin");

        assertThat(marked.statusCode()).isEqualTo(303);
        assertThat(header(marked, "Location")).isEqualTo("/desk/inbox?show=waiting&done=1");
        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(get(header(marked, "Location"), "zh").body()).contains("已由admin处理", "恢复为待处理");
        assertThat(audited()).containsExactly("admin INBOX_MAIL_DEALT_WITH");

        press(1, "taken-up-again", "admin");

        assertThat(get("/desk/inbox", "zh").body()).contains("请来电");
        assertThat(audited()).containsExactly("admin INBOX_MAIL_DEALT_WITH", "admin INBOX_MAIL_TAKEN_UP_AGAIN");
    }

    @Test
    void changesNothingForAFormOfAnotherSite() {
        mail(1, InboxState.NOT_UNDERSTOOD, "请来电");

        var without = send(post("/desk/inbox/1/dealt-with", "show=waiting"));
        var guessed = send(post("/desk/inbox/1/dealt-with", "_csrf=guessed").header("Cookie", "duban-form=other"));

        assertThat(List.of(without.statusCode(), guessed.statusCode())).containsOnly(403);
        assertThat(without.body()).contains("This page is too old");
        assertThat(get("/desk/inbox", "zh").body()).contains("请来电");
    }

    @Test
    void asksWhoComesIn() {
        var nobody = send(request("/desk/inbox").header("Accept-Language", "zh"));
        var wrong = send(request("/desk/inbox").header("Authorization", basic("guessed")));

        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(header(nobody, "WWW-Authenticate")).startsWith("Basic");
        assertThat(nobody.body()).contains("请登录");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(send(request("/desk/desk.css")).statusCode()).isEqualTo(200);
    }

    @Test
    void walksThroughManyMailsAndChoosesAmongThem() {
        IntStream.rangeClosed(1, 45).forEach(id -> mail(id, InboxState.NOT_UNDERSTOOD, "mail number " + id + "."));
        mail(46, InboxState.AUTO_REPLY, "away for a while");

        var first = get("/desk/inbox?show=not-understood&office=county-office", "en")
                .body();
        var second = get(found(OLDER, first), "en").body();

        assertThat(first).contains("mail number 45.", "mail number 26.").doesNotContain("mail number 25.", "away");
        assertThat(second)
                .contains("mail number 25.", "mail number 6.", "Newest mails")
                .doesNotContain("number 5.");
        assertThat(get("/desk/inbox?show=auto-reply", "en").body()).contains("away for a while");
        assertThat(get("/desk/inbox?show=all&office=city-office", "en").body()).contains("There is no such mail.");
    }

    @ParameterizedTest
    @CsvSource({"show=nonsense, 200", "office=%00%22, 200", "before=x, 400", "done=77, 200"})
    void survivesWhatNoFormOfItsOwnAsks(String query, int status) {
        assertThat(get("/desk/inbox?" + query, "en").statusCode()).isEqualTo(status);
    }

    @Test
    void saysThatThereIsNoSuchMail() {
        mail(1, InboxState.NOT_UNDERSTOOD, "x");

        assertThat(press(404, "dealt-with", "admin").statusCode()).isEqualTo(404);
    }

    private void mail(long id, InboxState state, String words) {
        house.sql()
                .sql("""
                        insert into inbox_mail (id, key, received_at, state, unit, office, sender, subject, words, why)
                        overriding system value
                        values (?, ?, ?, ?, 'education', 'county-office', '县教育局 <education@x.example>', '回复：督办', ?, ?::jsonb)
                        """)
                .params(
                        id,
                        "key-" + id,
                        OffsetDateTime.parse("2026-11-23T04:00:00Z"),
                        state.name(),
                        words,
                        "{\"code\": \"OTHER_WORDS\", \"arguments\": []}")
                .update();
    }

    private List<String> audited() {
        return house.sql()
                .sql("select actor || ' ' || act from audit where act like 'INBOX%' order by seq")
                .query(String.class)
                .list();
    }

    private HttpResponse<String> press(long id, String what, String user) {
        var page = get("/desk/inbox?show=all", "en");
        var cookie = header(page, "Set-Cookie").replaceFirst(";.*", "");
        assertThat(header(page, "Set-Cookie")).contains("HttpOnly", "SameSite=Lax");
        var form = "show=waiting&office=&_csrf=" + URLEncoder.encode(found(TOKEN, page.body()), StandardCharsets.UTF_8);
        return send(post("/desk/inbox/" + id + "/" + what, form).header("Cookie", cookie));
    }

    private static String found(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        assertThat(found.find()).isTrue();
        return found.group(1).replace("&amp;", "&");
    }

    private HttpRequest.Builder post(String path, String form) {
        return request(path)
                .header("Authorization", basic("admin-of-the-test"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept-Language", "en")
                .POST(BodyPublishers.ofString(form));
    }

    private HttpResponse<String> get(String path, String language) {
        return send(request(path)
                .header("Authorization", basic("admin-of-the-test"))
                .header("Accept-Language", language));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://localhost:" + node.getEnvironment().getProperty("local.server.port") + path));
    }

    private static String basic(String password) {
        return "Basic " + Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return TestHttp.send(browser, request);
    }
}
