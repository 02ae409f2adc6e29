package org.duban.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.duban.TestHouse;
import org.duban.TestHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/** What a browser gets at the bare address of a process with a mail server of its own. */
@TestInstance(Lifecycle.PER_CLASS)
class StartPageTests {

    private final HttpClient browser =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private final TestHouse house = new TestHouse();
    private final ConfigurableApplicationContext node = house.startNode("duban.roles=desk,mail");

    @AfterAll
    void close() {
        house.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en-GB | lang="en"    | Duban is running | Inbox of the office | Serves pages and REST | through your mail server
            zh    | lang="zh-CN" | 督办系统正在运行    | 办公室来信            | 提供网页和接口          | 经贵单位的邮件服务器发出
            """)
    void saysWhatRunsAndWhereEverythingIs(
            String language, String lang, String heading, String inbox, String role, String mail) {
        var page = get("/", language);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(lang, heading, inbox, role, mail, "README")
                .contains(
                        "href=\"desk\"",
                        "href=\"desk/tasks\"",
                        "href=\"desk/inbox\"",
                        "href=\"swagger-ui.html\"",
                        "href=\"answers/answers.css\"")
                .doesNotContain("href=\"mailbox\"", "Takes events in", "接收事件");
        assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(header(page, "Vary")).contains("Accept-Language");
        assertThat(header(page, "Content-Security-Policy"))
                .isEqualTo(header(get("/desk/inbox", language), "Content-Security-Policy"))
                .contains("default-src 'none'");
    }

    @Test
    void speaksTheLanguageThatWasChosenHere() {
        var page = get("/", "zh");
        var token = java.util.regex.Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(page.body());
        assertThat(token.find()).isTrue();
        assertThat(page.body()).contains("name=\"to\" value=\"/\"", "lang=\"en\">English</button>");
        var form = "to=%2F&language=en&_csrf=" + token.group(1);
        var still = HttpClient.newHttpClient();
        var chosen = TestHttp.send(
                still,
                HttpRequest.newBuilder(address("/login/language"))
                        .header("Cookie", header(page, "Set-Cookie").split(";")[0])
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));

        assertThat(chosen.statusCode()).isEqualTo(303);
        assertThat(header(chosen, "Location")).isEqualTo("/");
        var cookie = chosen.headers().allValues("Set-Cookie").stream()
                .filter(one -> one.startsWith("duban-language="))
                .findFirst()
                .orElseThrow()
                .split(";")[0];
        assertThat(TestHttp.send(
                                still,
                                HttpRequest.newBuilder(address("/"))
                                        .header("Cookie", cookie)
                                        .header("Accept-Language", "zh"))
                        .body())
                .contains("Duban is running", "lang=\"zh-CN\">");
    }

    /** Whatever a person may type or follow: a page in his language, never what is meant for programs. */
    @ParameterizedTest
    @CsvSource({
        "/nothing",
        "/desk/nothing",
        "/desk",
        "/desk/",
        "/desk?unit=nothing",
        "/desk/inbox",
        "/desk/tasks",
        "/desk/tasks/T-1",
        "/mailbox",
        "/answers",
        "/answers/x",
        "/swagger-ui.html",
        "/error",
        "/index.html",
        "/a%2Fb",
        "/README.md"
    })
    void answersABrowserWithAPageEverywhere(String path) {
        var page = get(path, "zh-CN");

        assertThat(header(page, "Content-Type")).as(page.body()).startsWith("text/html");
        assertThat(page.body()).contains("<html lang=\"zh-CN\">").doesNotContain("Apache Tomcat", "Whitelabel");
    }

    @Test
    void changesNothingForPrograms() {
        var request = HttpRequest.newBuilder(address("/nothing")).header("Accept", "application/json");

        assertThat(header(TestHttp.send(browser, request), "Content-Type")).startsWith("application/problem+json");
    }

    private HttpResponse<String> get(String path, String language) {
        return TestHttp.send(
                browser,
                HttpRequest.newBuilder(address(path))
                        .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                        .header("Accept-Language", language));
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + node.getEnvironment().getRequiredProperty("local.server.port") + path);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
