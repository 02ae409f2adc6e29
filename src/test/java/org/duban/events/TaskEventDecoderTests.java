package org.duban.events;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duban.events.RawRecord.RawHeader;
import org.duban.task.Act;
import org.duban.task.Matter;
import org.duban.task.TaskEvent;
import org.duban.task.Urgency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TaskEventDecoderTests {

    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private static final Instant RECORDED = Instant.parse("2026-11-23T01:59:00Z");
    private static final String DATA = """
            {"title":"Repair","leadUnit":"gyangze-education","deadline":"2026-12-31"}""";
    private static final String ASSIGNED = """
            {"specversion":"1.0","id":"1","source":"/oa","type":"duban.task.assigned","subject":"T-1","data":%s}""".formatted(DATA);

    private final TaskEventDecoder decoder = new TaskEventDecoder(() -> NOW);

    @Test
    void readsStructuredEvents() {
        for (var headers : List.of(
                List.<RawHeader>of(), List.of(header("content-type", "application/cloudevents+json; charset=UTF-8")))) {
            assertThat(event(record("T-1", ASSIGNED.getBytes(UTF_8), headers)))
                    .isEqualTo(new TaskEvent(
                            "/oa",
                            "1",
                            "duban.task.assigned",
                            "T-1",
                            RECORDED,
                            null,
                            new Act.Assigned(
                                    new Matter("Repair", null, null, null, null, Urgency.NORMAL, null),
                                    "gyangze-education",
                                    List.of(),
                                    "2026-12-31",
                                    "standard",
                                    Map.of(),
                                    null),
                            DATA));
        }
    }

    @Test
    void readsBinaryEvents() {
        var headers = new ArrayList<>(List.of(
                header("ce_specversion", "1.0"),
                header("ce_id", "1"),
                header("ce_source", "/oa"),
                header("ce_type", "duban.task.received"),
                header("ce_subject", "T-1"),
                header("ce_time", "2026-11-23T09:30:00.1234567+08:00"),
                header("ce_sequence", "12"),
                header("content-type", "application/json")));

        var event = event(record("T-1", "{\"by\":\"gyangze-education\",\"colour\":\"red\"}".getBytes(UTF_8), headers));

        assertThat(event.act()).isEqualTo(new Act.Received("gyangze-education", null));
        assertThat(event.sequence()).isEqualTo(12);
        assertThat(event.time()).isEqualTo("2026-11-23T01:30:00.123456Z");
        assertThat(event.data()).contains("colour");
        assertThat(event(record("T-1", new byte[0], headers)).act()).isEqualTo(new Act.Received(null, null));

        headers.set(7, header("content-type", "text/xml"));
        assertThat(reason(record("T-1", "<a/>".getBytes(UTF_8), headers))).startsWith("data: is no JSON");
    }

    @Test
    void takesNullForAbsent() {
        var event = event(structured("duban.task.received", "{\"by\":null,\"note\":\"x\"}"));

        assertThat(event.act()).isEqualTo(new Act.Received(null, "x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sequence | 7      | 7
            sequence | "0009" | 9
            sequence | 7.0    | 7
            sequence | 1e2    | 100
            sequence | 9007199254740993.0 | 9007199254740993
            """)
    void readsSequencesAsNumbersOrDigits(String field, String value, long expected) {
        assertThat(event(record("T-1", with(field, value))).sequence()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            specversion      | "0.3"                       | specversion: "0.3" does not fit; expected: the version of CloudEvents
            id               | ""                          | id: "" does not fit; expected: the id of the event
            id               | 12                          | id: the value "12" does not fit
            id               | "a\\u000ab"                 | id: "a
            source           | null                        | source: is missing; expected: the sender
            subject          | null                        | subject: is missing; expected: the task id
            type             | "duban.task.deleted"        | type: "duban.task.deleted" does not fit; send one of duban.task.amended
            type             | null                        | type: is missing; send one of
            time             | "1970-01-01T00:00:00Z"      | time: "1970-01-01T00:00:00Z" lies outside of 2000
            time             | "2106-02-07T06:28:15Z"      | time: "2106-02-07T06:28:15Z" lies before 2000 or more than a day ahead
            time             | "yesterday"                 | time: "yesterday" does not fit; expected: when it happened
            time             | "2026-11-23T09:30:00"       | time: "2026-11-23T09:30:00" does not fit
            sequence         | "one"                       | sequence: "one" does not fit; expected: the place
            sequence         | -1                          | sequence: the value "-1" does not fit
            sequence         | 1.5                         | sequence: the value "1.5" does not fit
            sequence         | 7.00000000000000000000001   | sequence: the value "7.00000000000000000000001" does not fit
            sequence         | 1e-400                      | sequence: "1E-400" is too close to 0
            sequence         | 1e999999999                 | sequence: "1E+999999999" is too large
            sequence         | 99999999999999999999        | sequence: the value "99999999999999999999" does not fit
            data             | null                        | data: is missing; expected: what happened
            data             | "text"                      | data: "text" does not fit
            data             | []                          | data: the value "[]" does not fit
            data_base64      | "e30="                      | data_base64: "e30=" does not fit; expected: not accepted
            datacontenttype  | "text/xml"                  | datacontenttype: "text/xml" does not fit
            """)
    void refusesEnvelopes(String field, String value, String reason) {
        assertThat(reason(record("T-1", with(field, value)))).startsWith(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            assigned            | {"title":"x","leadUnit":"u"}                                           | data.deadline: is missing; expected: by when it must be done, a date (2026-12-31) or an instant with offset (2026-12-31T18:00:00+08:00)
            assigned            | {"title":"x","leadUnit":"u","deadline":"31.12.2026"}                   | data.deadline: "31.12.2026" does not fit; expected: by when it must be done, a date (2026-12-31) or an instant with offset (2026-12-31T18:00:00+08:00)
            assigned            | {"title":"x","leadUnit":"u","deadline":20261231}                       | data.deadline: the value "20261231" does not fit
            assigned            | {"title":"  ","leadUnit":"u","deadline":"2026-12-31"}                  | data.title: "  " does not fit; expected: what is to be done
            assigned            | {"title":"x","leadUnit":"u","deadline":"2026-12-31","urgency":"HIGH"}  | data.urgency: "HIGH" does not fit; expected: how urgent it is, one of NORMAL
            assigned            | {"title":"x","leadUnit":"u","deadline":"2026-12-31","points":-1}       | data.points: the value "-1" does not fit
            assigned            | {"title":"x","leadUnit":"u","deadline":"2026-12-31","url":"javascript:alert(1)"} | data.url: "javascript:alert(1)" does not fit
            assigned            | {"title":"x","leadUnit":"u","deadline":"2026-12-31","assistingUnits":["a",1]} | data.assistingUnits[1]: the value "1" does not fit; expected: the assisting units
            progressed          | {"percent":101}                                                        | data.percent: the value "101" does not fit; expected: how much is done
            progressed          | {"percent":40.5}                                                       | data.percent: the value "40.5" does not fit
            assigned            | {"title":"x","leadUnit":"u","deadline":"2026-12-31","amounts":[]}      | data.amounts: the value "[]" does not fit; expected: amounts that this task has instead of those of its policy
            assigned            | {"title":"x","leadUnit":"u","deadline":"2026-12-31","amounts":{"a":3}} | data.amounts.a: the value "3" does not fit; expected: the amount that this task has for this step instead of the policy's, working days like 3wd
            amended             | {"amounts":{"three-days":""}}                                          | data.amounts.three-days: "" does not fit; expected: the amount
            extension-requested | {"deadline":"2027-01-15"}                                              | data.reason: is missing; expected: why more time is needed
            extension-requested | {"deadline":"2027-01-15","reason":" "}                                 | data.reason: " " does not fit; expected: why more time is needed
            extension-requested | {"reason":"snow"}                                                      | data.deadline: is missing
            extension-granted   | {}                                                                     | data.deadline: is missing
            reopened            | {}                                                                     | data.reason: is missing; expected: why it is open again
            reopened            | {"reason":" "}                                                         | data.reason: " " does not fit; expected: why it is open again
            instructed          | {"leader":"x"}                                                         | data.text: is missing; expected: what the leader has written
            instructed          | {"text":"x","leader":" "}                                              | data.leader: " " does not fit; expected: who has written it
            held                | {"until":"tomorrow"}                                                   | data.until: "tomorrow" does not fit; expected: when the hold ends
            returned            | {"deadline":"soon"}                                                    | data.deadline: "soon" does not fit
            amended             | {"title":""}                                                           | data.title: "" does not fit
            amended             | {}                                                                     | data: names nothing that is to be changed; name at least one field: write one of title, leadUnit
            amended             | {"by":"u","reason":"x"}                                                | data: names nothing that is to be changed; name at least one field
            amended             | {"by":"u","titel":"x"}                                                 | data: names nothing that is to be changed; unknown is "titel"; name at least one field: did you mean "title"?
            amended             | {"colour":"x","dedline":"2026-12-31"}                                  | data: names nothing that is to be changed; unknown is "colour", "dedline"; name at least one field: did you mean "deadline"?
            progressed          | {"percent":50.00000000000000000000001}                                 | data.percent: the value "50.00000000000000000000001" does not fit; expected: how much is done, a whole number
            progressed          | {"percent":1e-300}                                                     | data.percent: the value "1E-300" does not fit
            progressed          | {"percent":100.00000000000000000000001}                                | data.percent: the value "100.00000000000000000000001" does not fit
            progressed          | {"percent":1e-400}                                                     | data.percent: "1E-400" is too close to 0; write 0, or one of at least 1e-308
            progressed          | {"colour":1e-999999999}                                                | data.colour: "1E-999999999" is too close to 0
            progressed          | {"colour":1e99999999999}                                               | value: holds a number whose exponent is beyond all measure
            progressed          | {"colour":[0e999999999]}                                               | data.colour[0]: "0E+999999999" is too large
            progressed          | {"colour":1e999999999}                                                 | data.colour: "1E+999999999" is too large
            progressed          | {"colour":9e308}                                                       | data.colour: "9E+308" is too large; write a number below 1e308
            amended             | {"points":9e308}                                                       | data.points: "9E+308" is too large
            progressed          | {"colour":1.0000000000000000000000000000000001e-6}                     | data.colour: "0.0000010000000000000000000000000000000001" has more digits than are kept
            amended             | {"points":1000000.00000000000000001}                                   | data.points: the value "1000000.00000000000000001" does not fit
            amended             | {"points":50.00000000000000000000001}                                  | data.points: "50.00000000000000000000001" has more digits than are kept and would count as 50.0; write at most 15 digits
            assigned            | {"title":"x","leadUnit":"u","deadline":"2026-12-31","points":1e-400}   | data.points: "1E-400" is too close to 0
            """)
    void refusesDataThatItsSchemaDoesNotAllow(String kind, String data, String reason) {
        assertThat(reason(structured("duban.task." + kind, data))).startsWith(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            50.0 | 50
            5e1  | 50
            0.0  | 0
            -0.0 | 0
            1.00000000000000000000000000000e2 | 100
            """)
    void readsWholeNumbersHoweverTheyAreWritten(String written, int percent) {
        assertThat(event(structured("duban.task.progressed", "{\"percent\":" + written + "}"))
                        .act())
                .isEqualTo(new Act.Progressed(percent, null, null));
    }

    @Test
    void namesEverythingThatIsWrong() {
        assertThat(reason(structured("duban.task.assigned", "{\"title\":1}")))
                .contains("data.title: ", "data.leadUnit: is missing", "data.deadline: is missing");
    }

    static List<Object[]> unreadable() {
        var deep = "[".repeat(10_000) + "]".repeat(10_000);
        return List.of(
                new Object[] {"no JSON", bytes("hello"), "value: is no JSON that can be read (line 1"},
                new Object[] {"empty", new byte[0], "value: is empty"},
                new Object[] {"an array", bytes("[]"), "specversion: is missing"},
                new Object[] {"no CloudEvent", bytes("{\"title\":\"x\"}"), "specversion: is missing; send a CloudEvent"
                },
                new Object[] {"null", null, "value: is null"},
                new Object[] {"JSON null", bytes("null"), "specversion: is missing"},
                new Object[] {"invalid UTF-8", new byte[] {'{', (byte) 0xC3, 0x28, '}'}, "value: is not valid UTF-8"},
                new Object[] {"UTF-16", ASSIGNED.getBytes(UTF_16BE), "value: is"},
                new Object[] {"1 MB", new byte[1 << 20], "value: is larger than 256 KiB"},
                new Object[] {"two values", bytes(ASSIGNED + ASSIGNED), "value: is no JSON"},
                new Object[] {"deep nesting", bytes(extra(deep)), "value: is no JSON that can be read"},
                new Object[] {"duplicate keys", bytes(extra("{\"a\":1,\"a\":2}")), "value: is no JSON that can be read"
                },
                new Object[] {"long number", bytes(extra("1".repeat(1000))), "value: is no JSON that can be read"},
                new Object[] {"huge number", bytes(extra("1e999999999")), "data.extra: \"1E+999999999\" is too large"},
                new Object[] {"huge number", bytes(extra("[1,1e400]")), "data.extra[1]: \"1E+400\" is too large"},
                new Object[] {"NaN", bytes(extra("NaN")), "value: is no JSON"},
                new Object[] {"NUL", bytes(extra("\"a\\u0000b\"")), "data.extra: \"a\uFFFDb\" holds the character NUL"},
                new Object[] {
                    "NUL in a name",
                    bytes(extra("{\"\\u0000\":1}")),
                    "name of a field: \"\uFFFD\" holds the character NUL"
                },
                new Object[] {
                    "high surrogate",
                    bytes(extra("\"\\ud83d\"")),
                    "data.extra: \"\uFFFD\" holds half of a surrogate pair"
                },
                new Object[] {
                    "low surrogate", bytes(extra("\"\\ude00\\ud83d\"")), "data.extra: \"\uFFFD\uFFFD\" holds half"
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void refusesWhatCannotBeReadOrKept(String what, byte[] value, String reason) {
        assertThat(reason(record("T-1", value, List.of()))).startsWith(reason).doesNotContain("\0");
    }

    @Test
    void keepsWholeSurrogatePairs() {
        assertThat(event(record("T-1", bytes(extra("\"\\ud83d\\ude00\"")), List.of()))
                        .data())
                .contains("\uD83D\uDE00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            null | key: is missing
            ''   | key: is missing
            T-2  | key: "T-2" differs from the subject "T-1"
            """)
    void refusesRecordsWithoutTheirSubjectAsKey(String key, String reason) {
        assertThat(reason(record(key, ASSIGNED.getBytes(UTF_8), List.of()))).startsWith(reason);
    }

    @Test
    void refusesBatchesAndUnreadableHeaders() {
        assertThat(reason(record(
                        "T-1", bytes("[]"), List.of(header("content-type", "application/cloudevents-batch+json")))))
                .startsWith("content-type: ");
        var headers = List.of(header("ce_specversion", "1.0"), new RawHeader("ce_id", new byte[] {(byte) 0xFF}));
        assertThat(reason(record("T-1", bytes("{}"), headers))).startsWith("ce_id: is not valid UTF-8");
    }

    @Test
    void refusesATimelessEventOfATimelessRecord() {
        var record = new RawRecord("t", 0, 0, -1, bytes("T-1"), bytes(ASSIGNED), List.of());

        assertThat(reason(record)).startsWith("time: \"1969-12-31T23:59:59.999Z\" lies before 2000");
    }

    @Test
    void namesTheTaskOfWhatItRefuses() {
        assertThat(((DecodedRecord.Unreadable) decoder.decode(structured("duban.task.progressed", "{\"percent\":101}")))
                        .taskId())
                .isEqualTo("T-1");
    }

    @Test
    void acceptsTheExampleOfEachSchema() throws Exception {
        var files = new PathMatchingResourcePatternResolver().getResources("classpath:schemas/duban.task.*.json");
        assertThat(files).hasSize(15).hasSameSizeAs(Acts.TYPES);
        for (var file : files) {
            var schema = JsonMapper.shared().readTree(file.getContentAsByteArray());
            var example = schema.path("examples").get(0);
            var record = record("T-2026-0412", JsonMapper.shared().writeValueAsBytes(example), List.of());
            assertThat(event(record).type()).isEqualTo(schema.path("title").stringValue());
            assertThat(allDescribed(schema.path("properties")))
                    .as(file.getFilename())
                    .isTrue();
        }
    }

    private static boolean allDescribed(JsonNode properties) {
        return properties.properties().stream()
                .allMatch(property -> property.getValue().has("description")
                        && allDescribed(property.getValue().path("properties")));
    }

    private static String extra(String value) {
        return ASSIGNED.replace("\"title\"", "\"extra\":" + value + ",\"title\"");
    }

    private static byte[] with(String field, String value) {
        var others = JsonMapper.shared().readTree(ASSIGNED).properties().stream()
                .filter(property -> !property.getKey().equals(field))
                .map(property -> "\"" + property.getKey() + "\":" + property.getValue())
                .toList();
        return bytes("{" + String.join(",", others) + ",\"" + field + "\":" + value + "}");
    }

    private static RawRecord structured(String type, String data) {
        return record("T-1", bytes("""
                {"specversion":"1.0","id":"1","source":"/oa","type":"%s","subject":"T-1","data":%s}""".formatted(type, data)), List.of());
    }

    private static RawRecord record(String key, byte[] value) {
        return record(key, value, List.of());
    }

    private static RawRecord record(String key, byte[] value, List<RawHeader> headers) {
        return new RawRecord("t", 0, 0, RECORDED.toEpochMilli(), key == null ? null : bytes(key), value, headers);
    }

    private static RawHeader header(String name, String value) {
        return new RawHeader(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private TaskEvent event(RawRecord record) {
        var decoded = decoder.decode(record);
        assertThat(decoded).isInstanceOf(DecodedRecord.Event.class);
        return ((DecodedRecord.Event) decoded).event();
    }

    private String reason(RawRecord record) {
        var decoded = decoder.decode(record);
        assertThat(decoded).isInstanceOf(DecodedRecord.Unreadable.class);
        return ((DecodedRecord.Unreadable) decoded).why().english();
    }
}
