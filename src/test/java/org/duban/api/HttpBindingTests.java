package org.duban.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The clauses of the HTTP protocol binding of CloudEvents 1.0.2, each as a request of bytes. */
class HttpBindingTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ONE = "{\"specversion\":\"1.0\",\"id\":\"1\",\"subject\":\"t-1\"}";
    private static final String BINARY = "ce-specversion: 1.0\r\nce-source: /oa\r\nce-subject: t-1\r\n";

    private final ApiHouse house = ApiHouse.open();

    @BeforeEach
    void emptyTheDoor() {
        house.door().reset();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            application/cloudevents+json                | object | 202
            APPLICATION/CloudEvents+Json; charset=UTF-8 | object | 202
            application/cloudevents+json                | array  | 400
            application/cloudevents-batch+json          | array  | 202
            Application/Cloudevents-Batch+JSON          | array  | 202
            application/cloudevents-batch+json          | object | 400
            application/json                            | object | 202
            application/json                            | array  | 202
            text/json                                   | object | 202
            application/vnd.city+json                   | object | 202
            application/cloudevents+avro                | object | 415
            application/cloudevents+xml                 | object | 415
            application/cloudevents                     | object | 415
            application/cloudevents+json; charset=GBK   | object | 415
            text/plain                                  | object | 415
            none                                        | object | 415
            nonsense                                    | object | 415
            """)
    void followsTheContentType(String type, String body, int status) throws IOException {
        var answer = post(type(type), body.equals("object") ? ONE : "[" + ONE + "]");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(house.door().written).hasSize(status == 202 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            application/cloudevents+json       | object | 202
            application/cloudevents+json       | array  | 400
            application/cloudevents-batch+json | object | 400
            application/cloudevents-batch+json | array  | 202
            """)
    void looksBehindBlanksForWhatTheBodyIs(String type, String body, int status) throws IOException {
        var blanks = "\r\n\t ".repeat(2_000);

        var answer = post(type(type), blanks + (body.equals("object") ? ONE : "[" + ONE + "]"));

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void readsTheBodyInStructuredModeAndNotTheHeaders() throws IOException {
        post(type("application/CloudEvents+json") + "ce-specversion: 1.0\r\nce-id: another\r\n", ONE);

        assertThat(house.door().written).containsExactly(ONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            application/json           | {"note":"x"} | 202
            application/json           | none         | 202
            none                       | none         | 202
            text/plain                 | none         | 415
            application/avro           | none         | 415
            application/x-www-form-urlencoded | none  | 415
            none                       | {"note":"x"} | 202
            text/json                  | {"note":"x"} | 202
            Application/Vnd.City+JSON  | {"note":"x"} | 202
            text/xml                   | <a/>         | 415
            application/json; charset=utf-16 | {}     | 415
            application/json           | {"a":1,"a":2} | 400
            application/json           | {} {}        | 400
            application/json           | {},"id":"2"  | 400
            application/json           | nonsense     | 400
            application/json           | 1e400        | 400
            application/json           | {"a":1e99999999999} | 400
            """)
    void takesDataInBinaryMode(String type, String body, int status) throws IOException {
        var answer = post(type(type) + BINARY + "ce-id: 1\r\n", body == null ? "" : body);

        assertThat(answer.status()).isEqualTo(status);
        if (status == 202) {
            assertThat(written().path("data").isMissingNode()).isEqualTo(body == null);
            assertThat(written().path("id").asString()).isEqualTo("1");
        }
    }

    @Test
    void takesDataInUtf8Only() throws IOException {
        var headers = type("application/json") + BINARY + "ce-id: 1\r\n";

        assertThat(post(headers, "{\"note\":\"é\"}".getBytes(ISO_8859_1)).status())
                .isEqualTo(400);
        assertThat(post(headers, "{\"note\":\"é\"}".getBytes(StandardCharsets.UTF_16))
                        .status())
                .isEqualTo(400);
        assertThat(post(headers, "{\"note\":\"é\"}".getBytes(UTF_8)).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            application/cloudevents+json       | UTF-16   | UTF-16
            application/cloudevents+json       | UTF-16BE | UTF-16
            application/cloudevents+json       | UTF-32   | UTF-16 or UTF-32
            application/cloudevents-batch+json | UTF-16   | UTF-16
            application/cloudevents+json       | GB18030  | not valid UTF-8
            """)
    void namesTheEncodingOfABodyThatIsNotUtf8(String type, String charset, String named) throws IOException {
        var event = ONE.replace("t-1", "督办");
        var answer =
                post(type(type), (charset.equals("GB18030") ? "督" + event : event).getBytes(Charset.forName(charset)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(named, "send UTF-8");
        assertThat(house.door().written).isEmpty();
    }

    /** Without what comes of it: refused. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            督办-1                 |
            é                      |
            %E7%9D%A3%E5%8A%9E-1   | 督办-1
            %e7%9d%a3              | 督
            %F0%9F%98%80           | \uD83D\uDE00
            %25E7                  | %E7
            a+b                    | a+b
            a b                    | a b
            a%20b                  | a b
            a%22b                  | a"b
            a"b                    | a"b
            "a b"                  | a b
            "a \\"b\\" \\\\"       | a "b" \\
            "%E7%9D%A3"            | 督
            "a\\%41"               | aA
            "a                     |
            "a"b                   |
            "a\\"                  |
            %FF                    |
            %FE                    |
            %C3%28                 |
            %ED%A0%80              |
            %C0%AF                 |
            %E7%9D                 |
            %                      |
            %2                     |
            %zz                    |
            %+1                    |
            a%00b                  |
            a%0Ab                  |
            a%7Fb                  |
            a%C2%85b               |
            a%C2%9Fb               |
            a%EF%BF%BEb            |
            """)
    void decodesAttributesOnceAndStrictly(String value, String expected) throws IOException {
        var answer = post(type("application/json") + BINARY + "ce-id: " + value + "\r\n", "{}");

        assertThat(answer.status()).isEqualTo(expected == null ? 400 : 202);
        if (expected != null) {
            assertThat(written().path("id").asString()).isEqualTo(expected);
        } else {
            assertThat(answer.body()).contains("application/problem+json").doesNotContain("Our fault");
        }
    }

    /** Headers that carry an attribute where the binding of HTTP has none: in structured mode they are nothing to Duban. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            ce-datacontenttype: application/json | leave this header out
            CE-DataContentType: text/xml         | leave this header out
            ce_id: 1                             | write \\"ce-id\\"
            Ce_Subject: t-2                      | write \\"ce-subject\\"
            ce_datacontenttype: application/json | write \\"ce-datacontenttype\\"
            ce_colour: red                       | none
            ce-colour: red                       | none
            """)
    void takesAttributesFromTheirHeadersOnly(String header, String cure) throws IOException {
        var more = "ce-id: 1\r\n" + header + "\r\n";

        var binary = post(type("application/json") + BINARY + more, "{}");
        assertThat(binary.status()).isEqualTo(cure == null ? 202 : 400);
        if (cure != null) {
            assertThat(binary.body())
                    .contains(
                            header.substring(0, header.indexOf(':'))
                                    .toLowerCase(Locale.ROOT)
                                    .substring(3),
                            cure);
        }
        assertThat(post(type("application/cloudevents+json") + more, ONE).status())
                .isEqualTo(202);
    }

    @Test
    void takesEachAttributeOnce() throws IOException {
        assertThat(post(type("application/json") + BINARY + "ce-id: 1\r\nCE-ID: 2\r\n", "{}")
                        .status())
                .isEqualTo(400);
        assertThat(post(type("application/json") + BINARY + "ce-id: 1\r\nce-data: {}\r\n", "{}")
                        .status())
                .isEqualTo(400);
    }

    private JsonNode written() {
        return JSON.readTree(house.door().written.get(0));
    }

    private static String type(String contentType) {
        return contentType == null ? "" : "Content-Type: " + contentType + "\r\n";
    }

    private record Bytes(int status, String body) {}

    private Bytes post(String headers, String body) throws IOException {
        return post(headers, body.getBytes(UTF_8));
    }

    private Bytes post(String headers, byte[] body) throws IOException {
        var uri = house.request("/api/v1/task-events").build().uri();
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            var head = "POST " + uri.getPath() + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                    + ApiHouse.basic("admin", ApiHouse.PASSWORD) + "\r\nContent-Length: " + body.length + "\r\n"
                    + headers
                    + "\r\n";
            socket.getOutputStream().write(head.getBytes(UTF_8));
            socket.getOutputStream().write(body);
            var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            return new Bytes(Integer.parseInt(answer.substring(9, 12)), answer);
        }
    }
}
