package org.duban.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duban.TestHttp;
import org.springframework.context.ConfigurableApplicationContext;

/** A browser that keeps cookies, takes pages, and follows no redirect by itself. */
final class TestBrowser {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Map<String, String> cookies = new HashMap<>();
    private final String language;
    private ConfigurableApplicationContext node;
    private String formToken = "";

    TestBrowser(ConfigurableApplicationContext node) {
        this(node, "en");
    }

    TestBrowser(ConfigurableApplicationContext node, String language) {
        this.node = node;
        this.language = language;
    }

    /** As when a balancer sends the next request elsewhere. */
    TestBrowser at(ConfigurableApplicationContext other) {
        node = other;
        return this;
    }

    String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    TestBrowser withCookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    /** With the token of the last form that was seen; asks for one where none was. */
    HttpResponse<String> post(String path, String... form) {
        if (formToken.isEmpty()) {
            get("/logout");
        }
        var text = new StringBuilder("_csrf=" + encoded(formToken));
        for (var i = 0; i < form.length; i += 2) {
            text.append('&').append(form[i]).append('=').append(encoded(form[i + 1]));
        }
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(text.toString())));
    }

    /** @throws AssertionError if it is not let in */
    TestBrowser loggedIn(String name, String password) {
        get("/login");
        var answer = post("/login", "name", name, "password", password);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return this;
    }

    boolean seesTheDesk() {
        return get("/desk").statusCode() == 200;
    }

    static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + node.getEnvironment().getProperty("local.server.port") + path))
                .header("Accept", "text/html,*/*")
                .header("Accept-Language", language)
                .header("User-Agent", "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36");
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        var answer = TestHttp.send(HTTP, request);
        answer.headers().allValues("Set-Cookie").forEach(this::keep);
        var token = TOKEN.matcher(answer.body());
        if (token.find()) {
            formToken = token.group(1);
        }
        return answer;
    }

    private void keep(String cookie) {
        var pair = cookie.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty() || cookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}
