package org.duban.api;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every operation that takes a record as JSON reads it as strictly as events are read. */
class StrictBodiesTests {

    private static final Map<String, String> BODIES = Map.of(
            "UnitBody", "{\"kind\": \"UNIT\", \"nameZh\": \"局\", \"nameEn\": \"Bureau\", \"parent\": \"group\"}",
            "StandInBody", "{\"contact\": \"a@x.example\", \"deputy\": \"b@x.example\"}",
            "Proposed", "{\"reload\": true}",
            "Digest", "{\"at\": \"10:00\"}",
            "ViewBody", "{\"query\": \"status=open\"}",
            "DismissalBody", "{\"reason\": \"a test\"}",
            "JobBody", "{\"act\": \"strike-off\", \"tasks\": [\"x\"]}",
            "UserBody", "{\"displayName\": \"Dawa\", \"mail\": \"a@x.example\"}",
            "TokenBody", "{\"label\": \"report\", \"memberships\": [\"READER\"]}");

    private final ApiHouse house = ApiHouse.open();

    private record Operation(String method, String path, Class<?> body) {}

    @Test
    void refusesWhatAnotherReaderWouldReadOtherwise() {
        var taken = new ArrayList<String>();
        for (var operation : operations()) {
            var body = BODIES.get(operation.body().getSimpleName());
            var twice = "{" + body.substring(1, body.indexOf(',') < 0 ? body.length() - 1 : body.indexOf(',')) + ", "
                    + body.substring(1);
            for (var bytes : new byte[][] {
                twice.getBytes(UTF_8),
                (body + "{}").getBytes(UTF_8),
                body.getBytes(UTF_16),
                body.getBytes(UTF_16LE),
                "[]".getBytes(UTF_8),
                "null".getBytes(UTF_8),
                "".getBytes(UTF_8),
                ("{\"a\":".repeat(40) + "1" + "}".repeat(40)).getBytes(UTF_8)
            }) {
                var answer = send(operation, "application/json", bytes);
                if (answer.status() != 400 || answer.text("detail").isBlank()) {
                    taken.add(answer.status() + " " + operation + " " + new String(bytes, UTF_8));
                }
            }
            if (send(operation, "application/json; charset=UTF-16", body.getBytes(UTF_16))
                            .status()
                    != 415) {
                taken.add("UTF-16 by its name: " + operation);
            }
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void readsNoOtherTypeLessStrictly() {
        var taken = new ArrayList<String>();
        for (var operation : operations()) {
            for (var type :
                    new String[] {"application/json", "text/json", "application/vnd.city+json", "Application/JSON"}) {
                var answer = send(operation, type, "{\"emial\": 1}".getBytes(UTF_8));
                // One that takes nothing but application/json says so.
                if (answer.status() != 415 && !"emial".equals(answer.text("field"))) {
                    taken.add(answer.status() + " " + operation + " " + type);
                }
            }
            for (var type : new String[] {
                "application/yaml",
                "text/yaml",
                "application/x-www-form-urlencoded",
                "text/plain",
                "application/octet-stream",
                "application/cbor",
                "application/xml"
            }) {
                var answer = send(operation, type, "emial: 1".getBytes(UTF_8));
                if (answer.status() != 415 || !answer.text("detail").contains("; send application/json")) {
                    taken.add(answer.status() + " " + operation + " " + type);
                }
            }
        }
        assertThat(taken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2147483648",
                "-1e10",
                "1e308",
                "9e308",
                "1e999999999",
                "1e-400",
                "1.5",
                "1.00000000000000000000001",
                "\"NINES\""
            })
    void refusesNumbersThatNoFieldHolds(String number) {
        var body = "{\"act\": \"strike-off\", \"tasks\": [\"x\"], \"expected\": "
                + number.replace("NINES", "9".repeat(5_000)) + "}";

        var answer = house.post("/api/v1/jobs", "application/json", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo("expected");
        assertThat(answer.text("detail")).contains("write a whole number").hasSizeLessThan(400);
    }

    @Test
    void asksWhatAnUnknownFieldWasMeantToBe() {
        for (var operation : operations()) {
            for (var component : operation.body().getRecordComponents()) {
                var name = component.getName();
                var slip = "" + name.charAt(1) + name.charAt(0) + name.substring(2);

                var answer = send(operation, "application/json", ("{\"" + slip + "\": null}").getBytes(UTF_8));

                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.text("field")).isEqualTo(slip);
                assertThat(answer.text("cure")).contains("did you mean \"" + name + "\"?");
            }
        }
    }

    @Test
    void namesTheFieldWhoseValueIsOfAnotherType() {
        for (var operation : operations()) {
            for (var component : operation.body().getRecordComponents()) {
                var type = component.getType();
                var wrong = type == Map.class || type.isRecord() ? "[1]" : "{\"a\": 1}";
                for (var value : new String[] {wrong, type == Integer.class ? "\"five\"" : "5"}) {
                    var answer = send(
                            operation,
                            "application/json",
                            ("{\"" + component.getName() + "\": " + value + "}").getBytes(UTF_8));

                    assertThat(answer.status()).as(operation + " " + value).isEqualTo(400);
                    assertThat(answer.text("field")).as(value).isEqualTo(component.getName());
                    assertThat(answer.text("cure")).isNotBlank();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"kind": "UNIT", "nameZh": "局", "emials": ["a@x.example"]}      | emials    | did you mean "emails"?
            {"kind": "UNIT", "nameZh": "局", "emails": "a@x.example"}        | emails    | an array of texts
            {"kind": "UNIT", "nameZh": "局", "emails": ["a@x.example", 5]}   | emails[1] | a text in quotes
            {"kind": "UNIT", "nameZh": 5}                                    | nameZh    | a text in quotes
            {"kind": "UNIT", "nameZh": true}                                 | nameZh    | a text in quotes
            """)
    void saysWhatIsWrongAndHowToMendIt(String body, String field, String cure) {
        var answer = house.put("/api/v1/units/strict", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo(field);
        assertThat(answer.text("cure")).contains(cure);
        assertThat(house.get("/api/v1/units/strict").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"expected": "five"}              | expected    | a whole number
            {"filter": "all"}                 | filter      | an object
            {"filter": {"lits": "x"}}         | filter.lits | did you mean "list"?
            """)
    void saysWhatIsWrongWithNumbersAndObjects(String body, String field, String cure) {
        var answer = house.post("/api/v1/jobs", "application/json", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo(field);
        assertThat(answer.text("cure")).contains(cure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u3000", "\\t"})
    void takesWhatIsBlankForLeftOut(String blank) {
        var saved = house.put("/api/v1/units/strict-blanks", """
                {"code": "%1$s", "kind": "UNIT", "nameZh": "局", "nameEn": "%1$s", "parent": "%1$s", "locale": "%1$s",
                 "zone": "%1$s", "calendar": "%1$s", "emails": ["%1$s", " blanks@x.example "]}""".formatted(blank));

        assertThat(saved.status()).isIn(200, 201);
        assertThat(saved.text("locale")).isEqualTo("zh-CN");
        assertThat(saved.text("zone")).isEqualTo("Asia/Shanghai");
        assertThat(saved.text("nameEn")).isEqualTo("局");
        assertThat(saved.text("emails.0")).isEqualTo("blanks@x.example");
    }

    private ApiHouse.Answer send(Operation operation, String type, byte[] body) {
        return house.send(house.asAdmin(operation.path())
                .header("Content-Type", type)
                .method(operation.method(), BodyPublishers.ofByteArray(body)));
    }

    private ArrayList<Operation> operations() {
        var operations = new ArrayList<Operation>();
        for (var mapping : house.beans(RequestMappingInfoHandlerMapping.class)) {
            mapping.getHandlerMethods().forEach((info, method) -> {
                for (var parameter : method.getMethodParameters()) {
                    if (parameter.hasParameterAnnotation(RequestBody.class)
                            && parameter.getParameterType().isRecord()) {
                        operations.add(new Operation(
                                info.getMethodsCondition()
                                        .getMethods()
                                        .iterator()
                                        .next()
                                        .name(),
                                info.getPatternValues()
                                        .iterator()
                                        .next()
                                        .replace("{code}", "education")
                                        .replaceAll("\\{\\w+}", "1"),
                                parameter.getParameterType()));
                    }
                }
            });
        }
        assertThat(operations)
                .extracting(operation -> operation.body().getSimpleName())
                .as("one that several operations take is tried at each of them")
                .containsOnlyOnceElementsOf(Set.of("UnitBody", "StandInBody", "Proposed", "DismissalBody"))
                .containsOnly(BODIES.keySet().toArray(String[]::new));
        return operations;
    }
}
