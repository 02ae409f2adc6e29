package org.duban.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in an id works in an address, and what may not is answered in our own words. */
class AddressesTests {

    static final List<String> IDS = List.of(
            "督办/2026/12",
            "a;b",
            "a;jsessionid=1",
            "100%",
            "%2F",
            "a%b",
            "...",
            "a//b",
            "/",
            "//",
            "a/./b",
            "a/../b",
            "../tasks",
            "a\\b",
            "#?&=+",
            " 空 格 ",
            "a,b",
            "<b>\"'`{}|^[]",
            "٠١٢",
            "𠀀😀",
            "timeline",
            "a/timeline",
            "a*b?c",
            "督".repeat(200));

    private final ApiHouse house = ApiHouse.open();

    @ParameterizedTest
    @FieldSource("IDS")
    void findsATaskByWhateverIdItHas(String id) {
        house.assign(id, "修缮校舍", "2026-12-31");

        var task = house.get("/api/v1/tasks/" + encoded(id));
        var timeline = house.get("/api/v1/tasks/" + encoded(id) + "/timeline");

        assertThat(task.status()).isEqualTo(200);
        assertThat(task.text("id")).isEqualTo(id);
        assertThat(timeline.status()).isEqualTo(200);
        assertThat(timeline.text("task.id")).isEqualTo(id);
        assertThat(house.get("/api/v1/tasks?limit=500&q=" + encoded(id)).all("id"))
                .contains(id);
        assertThat(house.get("/api/v1/notices?task=" + encoded(id)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @FieldSource("IDS")
    void saysThatThereIsNoSuchTaskOrUnit(String id) {
        for (var path : List.of("tasks/none-", "units/none-", "refusals/none-", "notices/none-")) {
            var answer = house.get("/api/v1/" + path + encoded(id));

            assertThat(answer.status()).isIn(400, 404);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "督办",
                "T-1?q=督办",
                "a b",
                "100%",
                "%zz",
                "%",
                "a;b",
                "a//b",
                "a/../../units",
                "%2e%2e/units",
                "a%00b",
                "a%0Ab",
                "a%0D%0Ab",
                "a\\b",
                "<script>",
                "?q=<script>",
                "?q=a b",
                "?q=\"",
                "?q={}",
                "?q=%",
                "?q=%zz",
                "?q=%E4%BD",
                "?limit=%E4",
                "%E4%BD",
                "%C0%AF",
                "%ED%A0%80"
            })
    void answersNoAddressWithAPageOfTheContainer(String path) throws IOException {
        var answer = raw("GET /api/v1/tasks/" + path + " HTTP/1.1", "");

        assertThat(answer).doesNotContainIgnoringCase("<html").doesNotContain("Tomcat");
        assertThat(answer).startsWith("HTTP/1.1 ").doesNotStartWith("HTTP/1.1 5");
        if (!answer.startsWith("HTTP/1.1 200")) {
            assertThat(answer.toLowerCase(java.util.Locale.ROOT)).contains("content-type: application/problem+json");
            assertThat(answer).doesNotContain("null");
        }
    }

    static Stream<String> brokenRequests() {
        return Stream.of(
                "督办",
                "GET",
                "GET /api/v1/tasks",
                "GET /api/v1/tasks HTTP/9.9",
                "GET  /api/v1/tasks  HTTP/1.1",
                "GET api HTTP/1.1",
                "G<>T /api/v1/tasks HTTP/1.1",
                "BREW /api/v1/tasks HTTP/1.1",
                "TRACE /api/v1/tasks HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "GET /api/v1/tasks HTTP/1.1\r\nContent-Length: many",
                "GET /api/v1/tasks HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2",
                "POST /api/v1/task-events HTTP/1.1\r\nContent-Length: -1",
                "POST /answers/x HTTP/1.1\r\nContent-Length: 99999999999999999999",
                "GET /api/v1/tasks HTTP/1.1\r\nTransfer-Encoding: sausage",
                "GET /api/v1/tasks HTTP/1.1\r\nX: \u0001",
                "GET /api/v1/tasks HTTP/1.1\r\nHost: a b",
                "POST /api/v1/task-events HTTP/1.1\r\nExpect: miracles",
                "GET /api/v1/" + "a".repeat(20_000) + " HTTP/1.1",
                "GET /api/v1/tasks HTTP/1.1\r\nX: " + "a".repeat(20_000));
    }

    @ParameterizedTest
    @MethodSource("brokenRequests")
    void answersNoBrokenRequestWithAPageOfTheContainer(String head) throws IOException {
        var answer = raw(head, "");

        assertThat(answer).doesNotContainIgnoringCase("<html").doesNotContain("Tomcat");
        assertThat(answer).doesNotStartWith("HTTP/1.1 500");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zh-CN | 无法识别
            en    | cannot be read
            """)
    void answersAPersonWithAPageOfOurs(String language, String words) throws IOException {
        var answer = raw("GET /desk/%zz HTTP/1.1", "Accept: text/html\r\nAccept-Language: " + language + "\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("<html lang=\"" + language, words)
                .doesNotContain("Tomcat");
    }

    private String raw(String head, String headers) throws IOException {
        var address = house.request("/").build().uri();
        try (var socket = new Socket("localhost", address.getPort())) {
            var host = head.contains("Host:") ? "" : "Host: localhost\r\n";
            var user = "Authorization: " + ApiHouse.basic("admin", ApiHouse.PASSWORD) + "\r\n";
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((head + "\r\n" + host + user + headers + "Connection: close\r\n\r\n").getBytes(UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, UTF_8).replace("+", "%20");
    }
}
