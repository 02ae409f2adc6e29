package org.duban.answers;

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

/** Somebody who opens links of notices, fills in forms and presses buttons, in a browser that follows no redirect by itself. */
final class PageReader {

    private static final Pattern COPY = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");

    private final HttpClient browser = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext node;

    PageReader(ConfigurableApplicationContext node) {
        this.node = node;
    }

    /** The address at which the process of the test answers. */
    URI here(String path) {
        return URI.create("http://localhost:" + node.getEnvironment().getRequiredProperty("local.server.port") + path);
    }

    HttpResponse<String> get(URI link) {
        return send(HttpRequest.newBuilder(link).GET());
    }

    /** Opens the page, fills in its form and presses its button. */
    HttpResponse<String> press(URI link, Map<String, String> values) {
        var filled = new HashMap<>(values);
        filled.put("form", copy(get(link)));
        return post(link, filled);
    }

    static String copy(HttpResponse<String> page) {
        var copy = COPY.matcher(page.body());
        return copy.find() ? copy.group(1) : "copy-of-an-earlier-page";
    }

    HttpResponse<String> post(URI link, Map<String, String> values) {
        var body = values.entrySet().stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Where a redirect leads. */
    URI at(HttpResponse<String> redirect) {
        return here(redirect.headers().firstValue("Location").orElseThrow());
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return TestHttp.send(browser, request);
    }
}
