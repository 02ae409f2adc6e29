package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.duban.TestHouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** The addresses of answers, feeds and links to log in are passwords: they stand neither in traces nor in the wordiest log. */
@ExtendWith(OutputCaptureExtension.class)
class SecretAddressesTests {

    private static final List<String> WORDY = List.of(
            "org.springframework", "org.apache.tomcat", "org.apache.coyote", "org.apache.catalina", "org.duban");

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void standInNoTraceAndNoLog(CapturedOutput output) throws Exception {
        try (var house = new TestHouse().traced()) {
            var node = house.startNode("duban.roles=desk");
            var logging = LoggingSystem.get(getClass().getClassLoader());
            WORDY.forEach(logger -> logging.setLogLevel(logger, LogLevel.DEBUG));
            try {
                var feed = makeFeed(node);
                var answer = "/answers/" + "Answer1-".repeat(8);

                assertThat(get(node, feed)).isEqualTo(200);
                assertThat(get(node, feed + "/more")).isEqualTo(404);
                assertThat(get(node, feed + "?=x")).isEqualTo(400);
                assertThat(get(node, answer)).isEqualTo(404);
                assertThat(get(node, answer + "?given=1&look=x")).isEqualTo(400);
                assertThat(get(node, "/login/link/" + "Link123-".repeat(5))).isEqualTo(410);

                await().untilAsserted(() ->
                        assertThat(house.traces().spans().toString()).contains("/answers/"));
                assertThat(house.traces().spans().toString())
                        .doesNotContain(feed.substring(7, 40))
                        .doesNotContain("Answer1-Answer1", "Link123-Link123");
                assertThat(output).contains("GET \"/answers/…").doesNotContain("Answer1-Answer1", "Link123-Link123");
                assertThat(linesWith(output, feed.substring(7, 40))).isEmpty();
            } finally {
                WORDY.forEach(logger -> logging.setLogLevel(logger, null));
            }
        }
    }

    private static List<String> linesWith(CapturedOutput output, String secret) {
        return output.getAll().lines().filter(line -> line.contains(secret)).toList();
    }

    private String makeFeed(ConfigurableApplicationContext node) throws IOException, InterruptedException {
        var made = http.send(
                request(node, "/api/v1/units/education/feeds")
                        .header("Authorization", ApiHouse.basic("admin", "admin-of-the-test"))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        return URI.create(JsonMapper.shared().readTree(made.body()).path("url").asString())
                .getPath();
    }

    private int get(ConfigurableApplicationContext node, String path) throws IOException, InterruptedException {
        return http.send(request(node, path).build(), BodyHandlers.ofString()).statusCode();
    }

    private static HttpRequest.Builder request(ConfigurableApplicationContext node, String path) {
        return HttpRequest.newBuilder(
                URI.create("http://localhost:" + node.getEnvironment().getProperty("local.server.port") + path));
    }
}
