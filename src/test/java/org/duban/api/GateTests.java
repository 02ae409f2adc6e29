package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What strangers send to the doors before anybody has asked who they are. */
@ExtendWith(OutputCaptureExtension.class)
class GateTests {

    private final ApiHouse house = ApiHouse.open();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/tasks?=x",
                "/api/v1/tasks?list=a&=x",
                "/api/v1/tasks?q=%FF",
                "/api/v1/tasks?q=%E7%9D",
                "/api/v1/tasks?q=%zz",
                "/api/v1/tasks?q=%4",
                "/api/v1/tasks?%C3%28=1",
                "/api/v1/tasks?q=%C0%AF",
                "/api/v1/tasks?q=%ED%A0%80",
                "/api/v1/tasks/%FF",
                "/api/v1/tasks/%E7%9D/timeline",
                "/api/v1/units/%C3%28",
                "/answers/%FF",
                "/feeds/%FF.ics",
                "/livez?=x",
                "/error?=x"
            })
    void refusesAnAddressThatIsNoTextAndSaysWhy(String address, CapturedOutput output) {
        var answer = raw("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                + ApiHouse.basic("admin", ApiHouse.PASSWORD) + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "\"detail\":\"");
        assertThat(output).doesNotContain("\tat ");
        assertThat(output.getAll()
                        .lines()
                        .filter(line -> line.contains("Request not readable"))
                        .count())
                .isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            multipart/form-data                     | no boundary
            multipart/form-data; boundary=x         | not begun
            multipart/form-data; boundary=x         | --x\\r\\nContent-Disposition: form-data; name=
            application/x-www-form-urlencoded       | a=%zz&%FF=%FF&=
            application/x-www-form-urlencoded       | =x
            """)
    void refusesAFormThatIsBroken(String type, String body, CapturedOutput output) {
        for (var path : List.of(
                "/api/v1/task-events", "/api/v1/refusals/4711471147114711/replay", "/answers/x", "/desk/inbox")) {
            var answer = house.send(house.asAdmin(path)
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString(body.replace("\\r\\n", "\r\n"))));

            assertThat(answer.status()).as(path).isBetween(400, 499);
        }
        assertThat(output).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gzip           | POST   | /api/v1/task-events
            GZIP           | POST   | /api/v1/task-events
            x-gzip         | POST   | /api/v1/plan-preview
            deflate        | PUT    | /api/v1/units/gyangze-education
            br             | POST   | /api/v1/unit-feeds
            identity, zstd | POST   | /api/v1/rule-changes
            nonsense       | POST   | /answers/x
            gzip           | PUT    | /api/v1/refusals/1
            """)
    void saysThatACompressedBodyIsNotRead(String coding, String method, String path) {
        var written = house.door().written.size();

        var answer = house.send(house.asAdmin(path)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", coding)
                .method(method, BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b, 8, 0})));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
        assertThat(answer.text("detail")).contains("Content-Encoding", "not compressed");
        assertThat(house.door().written).hasSize(written);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            PUT   | /api/v1/policies      | application/json | 415 | "application/json" is not read here; send text/yaml, application/yaml
            PUT   | /api/v1/units/x       | text/plain       | 415 | "text/plain;charset=UTF-8" is not read; send application/json
            PUT   | /api/v1/units/x       | nonsense         | 415 | "nonsense" is not read here; send application/json
            PUT   | /api/v1/units/x       | none             | 415 | Content-Type is missing; send application/json
            PATCH | /api/v1/tasks         | none             | 405 | PATCH is not taken here; use GET
            GET   | /api/v1/nothing       | none             | 404 | there is nothing at this address; see /swagger-ui.html
            """)
    void saysWhatWouldBeTaken(String method, String path, @Nullable String type, int status, String words) {
        var request = house.asAdmin(path).method(method, BodyPublishers.ofString("{}"));

        var answer = house.send(type == null ? request : request.header("Content-Type", type));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("detail")).contains(words);
    }

    @Test
    void readsABodyThatSaysThatItIsNotCompressed() {
        var answer = house.send(house.asAdmin("/api/v1/task-events")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "Identity")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(answer.status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE"})
    void showsNobodyTheErrorPageByItsOwnAddress(String method) {
        var answer = house.send(house.asAdmin("/error").method(method, BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(house.send(house.request("/error")).status()).isEqualTo(401);
    }

    @Test
    void answersAPersonWithAPage() {
        var answer = raw("GET /answers/%FF HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nAccept-Language: zh-CN"
                + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("text/html", "lang=\"zh-CN\"", "无法识别");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /                | 404 | 此处没有内容
            GET    | /desk/nothing    | 404 | 此处没有内容
            GET    | /answers/        | 404 | 此处没有内容
            DELETE | /swagger-ui.html | 405 | 此处不能这样操作
            GET    | /desk/%zz        | 400 | 无法识别
            GET    | /desk/inbox?q=%zz | 400 | 无法识别
            GET    | /desk//inbox     | 400 | 无法识别
            GET    | /desk/inbox;a=b  | 400 | 无法识别
            GET    | /api/v1/nothing  | 404 |
            PATCH  | /api/v1/tasks    | 405 |
            GET    | /api//v1/tasks   | 400 |
            POST   | /feeds/x.ics     | 405 | 此处不能这样操作
            GET    | /feeds/x.ics     | 404 | 此日历地址没有内容
            GET    | /feeds/x         | 404 | 此日历地址没有内容
            GET    | /feeds/x/y       | 404 | 此日历地址没有内容
            GET    | /actuator/nothing | 404 | 此处没有内容
            DELETE | /v3/api-docs     | 405 | 此处不能这样操作
            GET    | /v3/nothing      | 404 | 此处没有内容
            GET    | /mailbox/api/x   | 404 |
            """)
    void answersABrowserWithAPageAndAProgramNever(String method, String path, int status, @Nullable String words) {
        var answer = raw(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html,*/*;q=0.8\r\n"
                + "Accept-Language: zh-CN\r\nContent-Type: text/plain\r\nContent-Length: 0\r\nAuthorization: "
                + ApiHouse.basic("admin", ApiHouse.PASSWORD) + "\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains(words == null ? "application/problem+json" : "<html lang=\"zh-CN\"")
                .contains(words == null ? "\"status\":" + status : words)
                .doesNotContain("\"properties\"", "Tomcat");
    }

    /** Who follows an address without being a user reads words, and a program a problem. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/actuator", "/actuator/prometheus", "/v3/api-docs", "/v3/api-docs.yaml", "/swagger-ui.html"})
    void tellsWhoeverIsNoUserInWordsOrAsAProblem(String path) {
        var person = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html,*/*;q=0.8\r\n"
                + "Accept-Language: zh-CN\r\nConnection: close\r\n\r\n");
        var program = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nConnection: close\r\n\r\n");

        assertThat(person).startsWith("HTTP/1.1 401").contains("<html lang=\"zh-CN\"", "请登录", "<a href=\"/\">首页</a>");
        assertThat(program).startsWith("HTTP/1.1 401").contains("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT    | /api/v1/units/saga-office | */*
            PUT    | /api/v1/units/saga-office | application/*
            POST   | /api/v1/jobs              | application/*
            POST   | /api/v1/task-events       | */*;charset=utf-8
            POST   | /api/v1/users             | application/*+json
            DELETE | /api/v1/units/saga-office | */*
            """)
    void refusesABodyOfNoTypeInParticular(String method, String path, String type) {
        var answer = raw(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                + ApiHouse.basic("admin", ApiHouse.PASSWORD) + "\r\nContent-Type: " + type
                + "\r\nAccept-Language: zh-CN\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");

        assertThat(answer).startsWith("HTTP/1.1 415").contains("\"code\":\"GATE_CONTENT_TYPE\"", "请");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
            GET /api/v1/tasks/no|pe 404 API_NOT_FOUND
            GET /api/v1/tasks/no[p]e/timeline 404 API_NOT_FOUND
            PUT /api/v1/units/a|b 400 API_FIELD_MISSING
            GET /api/v1/nothing|here 404 GATE_NOTHING_HERE
            """)
    void findsWhatATypedAddressNames(String method, String path, int status, String code) {
        var answer = raw(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                + ApiHouse.basic("admin", ApiHouse.PASSWORD) + "\r\nContent-Type: application/json"
                + "\r\nAccept-Language: zh-CN\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");

        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("\"code\":\"" + code + "\"");
    }

    /** Browsers leave these signs as they are where somebody types them into an address. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/desk/nothing?q=[a]", "/desk/nothing?q={a}", "/desk/nothing?q=a|b^c`d\\e", "/desk/nothing[1]|2"
            })
    void readsWhatBrowsersDoNotEncode(String path) {
        var answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html,*/*;q=0.8\r\n"
                + "Authorization: " + ApiHouse.basic("admin", ApiHouse.PASSWORD) + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 404").contains("<html").doesNotContain("problem+json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /desk/inbox    | text/html
            /swagger-ui.html | text/html
            /api/v1/tasks  | application/problem+json
            """)
    void tellsAPersonWhoGuessedTooOftenOnAPage(String path, String type) {
        var answer = "";
        for (var i = 0; i < 8; i++) {
            answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nAuthorization: "
                    + ApiHouse.basic("guesser of " + path, "wrong") + "\r\nConnection: close\r\n\r\n");
        }

        assertThat(answer).startsWith("HTTP/1.1 429").contains(type, "Retry-After: ");
    }

    @Test
    void answersHealthWhileStrangersHoldBackTheirBodies() throws IOException {
        var slow = new ArrayList<Socket>();
        try {
            for (var i = 0; i < 300; i++) {
                slow.add(open("POST /answers/x HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\na"));
            }
            await().untilAsserted(() -> assertThat(refused(slow)).isGreaterThanOrEqualTo(250));

            assertThat(house.send(house.request("/livez").timeout(Duration.ofSeconds(5)))
                            .status())
                    .isEqualTo(200);
            assertThat(house.send(house.asAdmin("/api/v1/units").timeout(Duration.ofSeconds(5)))
                            .status())
                    .isEqualTo(200);
        } finally {
            close(slow);
        }
    }

    @Test
    void waitsForNoBodyThatNobodyWants() throws IOException {
        try (var slow = open("POST /api/v1/task-events HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{")) {
            slow.setSoTimeout(30_000);

            var answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            // To the end: the connection is closed.
            assertThat(answer).startsWith("HTTP/1.1 401").contains("application/problem+json");
        }
    }

    @Test
    void endsABodyThatDripsIn() throws IOException {
        try (var slow = open("POST /answers/x HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\na=")) {
            slow.setSoTimeout(1_000);

            await().atMost(Duration.ofSeconds(40))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> endedAfterOneMore(slow));
        }
    }

    private static boolean endedAfterOneMore(Socket slow) {
        try {
            slow.getOutputStream().write('a');
            slow.getOutputStream().flush();
            return slow.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void takesAWholeBodyThatComesInParts() throws IOException {
        var body = "{\"a\": \"" + "x".repeat(200_000) + "\"}";
        try (var parts =
                open("POST /api/v1/task-events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                        + ApiHouse.basic("admin", ApiHouse.PASSWORD)
                        + "\r\nContent-Type: application/cloudevents+json\r\n"
                        + "Content-Length: " + body.length() + "\r\n\r\n")) {
            for (var at = 0; at < body.length(); at += 1_000) {
                parts.getOutputStream()
                        .write(body.substring(at, Math.min(body.length(), at + 1_000))
                                .getBytes(StandardCharsets.US_ASCII));
                parts.getOutputStream().flush();
            }

            assertThat(new String(parts.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .matches("(?s)HTTP/1.1 (2|4)\\d\\d.*")
                    .doesNotStartWith("HTTP/1.1 429");
        }
    }

    /** How many have been told that they are too many. */
    private static long refused(List<Socket> sockets) {
        return sockets.stream().filter(GateTests::hasAnswer).count();
    }

    private static boolean hasAnswer(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            return true;
        }
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }

    private Socket open(String request) throws IOException {
        var socket = new Socket(
                InetAddress.getLoopbackAddress(),
                house.request("/").build().uri().getPort());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    private String raw(String request) {
        try (var socket = open(request)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
