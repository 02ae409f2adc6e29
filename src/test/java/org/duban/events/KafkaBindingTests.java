package org.duban.events;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duban.events.RawRecord.RawHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The clauses of the Kafka protocol binding and of the JSON format of CloudEvents 1.0.2, each as a record. */
final class KafkaBindingTests {

    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private static final String EVENT = """
            {"specversion":"1.0","id":"1","source":"/oa","type":"duban.task.received","subject":"T-1"}""";

    private final TaskEventDecoder decoder = new TaskEventDecoder(() -> NOW);

    /** Value {@code -} for a record without one; no reason: it is taken. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            application/cloudevents+json                  | structured |
            application/cloudevents+json; charset=UTF-8   | structured |
            Application/CloudEvents+JSON;charset="utf-8"  | structured |
            none                                          | structured |
            application/json                              | structured |
            application/cloudevents+json; charset=GBK     | structured | content-type: "application/cloudevents+json; charset=GBK" does not fit
            application/cloudevents+avro                  | structured | content-type: "application/cloudevents+avro" does not fit; write one event
            application/cloudevents                       | structured | content-type: "application/cloudevents" does not fit
            Application/CloudEvents-Batch+JSON            | structured | content-type: "Application/CloudEvents-Batch+JSON" does not fit
            application/json                              | {}         |
            application/json; charset=utf-8               | {}         |
            text/json                                     | {}         |
            application/vnd.city+json                     | {}         |
            APPLICATION/JSON                              | {}         |
            none                                          | {}         |
            none                                          | -          |
            application/json                              | -          |
            text/xml                                      | -          | datacontenttype: "text/xml" does not fit
            application/avro                              | -          | datacontenttype: "application/avro" does not fit
            application/cloudevents+avro                  | -          | content-type: "application/cloudevents+avro" does not fit
            text/xml                                      | {}         | datacontenttype: "text/xml" does not fit
            application/json; charset=GBK                 | {}         | content-type: "application/json; charset=GBK" does not fit
            application/json                              | {"a":1,"a":2} | data: is no JSON that can be read
            application/json                              | {} {}      | data: is no JSON that can be read
            application/json                              | nonsense   | data: is no JSON that can be read
            application/json                              | [1]        | data: the value "[1]" does not fit
            application/cloudevents+json                  | -          | value: is null; send a CloudEvent
            application/cloudevents+json                  | {}         | specversion: is missing
            """)
    void followsTheContentType(String contentType, String value, String reason) {
        var headers = new ArrayList<>(List.of(
                header("ce_specversion", "1.0"),
                header("ce_id", "1"),
                header("ce_source", "/oa"),
                header("ce_type", "duban.task.received"),
                header("ce_subject", "T-1")));
        if (contentType != null) {
            headers.add(header("content-type", contentType));
        }
        var structured = "structured".equals(value);
        var bytes = structured ? bytes(EVENT) : "-".equals(value) ? null : bytes(value);

        check(reason, decode(bytes, structured ? headers.subList(5, headers.size()) : headers));
    }

    /** The body counts where the content type says so, whatever the headers say. */
    @Test
    void readsTheValueInStructuredModeAndNotTheHeaders() {
        var headers = List.of(
                header("ce_specversion", "1.0"),
                header("ce_id", "another"),
                header("content-type", "APPLICATION/cloudevents+json"));

        assertThat(decode(bytes(EVENT), headers))
                .isInstanceOfSatisfying(
                        DecodedRecord.Event.class,
                        read -> assertThat(read.event().id()).isEqualTo("1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duban.task.received",
                "duban.task.struck-off",
                "duban.task.withdrawn",
                "duban.task.resumed",
                "duban.task.submitted"
            })
    void takesARecordWithoutValueWhereTheTypeNeedsNoData(String type) {
        var headers = List.of(
                header("ce_specversion", "1.0"),
                header("ce_id", "1"),
                header("ce_source", "/oa"),
                header("ce_type", type),
                header("ce_subject", "T-1"));

        assertThat(decode(null, headers)).isInstanceOf(DecodedRecord.Event.class);
        assertThat(decode(new byte[0], headers)).isInstanceOf(DecodedRecord.Event.class);
    }

    @Test
    void namesTheDataThatATypeNeeds() {
        var headers = List.of(
                header("ce_specversion", "1.0"),
                header("ce_id", "1"),
                header("ce_source", "/oa"),
                header("ce_type", "duban.task.assigned"),
                header("ce_subject", "T-1"));

        check("data: is missing", decode(null, headers));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ce_id                | 督办/1        | UTF-8      |
            CE_ID                | a b           | UTF-8      |
            ce_id                | %E7           | UTF-8      |
            ce_id                | 县            | ISO-8859-1 | ce_id: is not valid UTF-8
            ce_id                | é             | ISO-8859-1 | ce_id: is not valid UTF-8
            ce_id                | a\u0085b      | UTF-8      | id: "a\uFFFDb" holds a control character
            ce_id                | a\u009Fb      | UTF-8      | id: "a\uFFFDb" holds a control character
            ce_id                | a\u007Fb      | UTF-8      | id: "a\uFFFDb" holds a control character
            ce_id                | a\u0001b      | UTF-8      | id: "a\uFFFDb" holds a control character
            ce_id                | a\uFFFEb      | UTF-8      | id: "a\uFFFEb" holds a control character
            ce_extra             | a\u0085b      | UTF-8      | extra: "a\uFFFDb" holds a control character
            ce_data              | {}            | UTF-8      | data: is no attribute
            ce_data_base64       | e30=          | UTF-8      | data_base64: is no attribute
            ce_specversion       | 0.3           | UTF-8      | specversion: "0.3" does not fit
            ce_source            | /other        | UTF-8      | ce_source: is given twice
            ce_source            | /oa           | UTF-8      |
            ce_sequence          | 0000000000000000000000007 | UTF-8 |
            ce_sequence          | 9223372036854775807       | UTF-8 |
            ce_sequence          | 9223372036854775808       | UTF-8 | sequence: "9223372036854775808" is too large
            ce_sequence          | 7.0           | UTF-8      | sequence: "7.0" does not fit
            ce_time              | 2026-11-23T10:00:00+08:00 | UTF-8 |
            ce_datacontenttype   | text/xml      | UTF-8      | datacontenttype: is no header of its own; say it in Content-Type
            CE_DataContentType   | application/json | UTF-8   | datacontenttype: is no header of its own; say it in Content-Type
            ce-id                | 1             | UTF-8      | ce-id: is how HTTP writes an attribute, and would be ignored on Kafka; write "ce_id"
            Ce-Subject           | T-2           | UTF-8      | Ce-Subject: is how HTTP writes an attribute, and would be ignored on Kafka; write "ce_subject"
            ce-colour            | red           | UTF-8      |
            """)
    void readsAttributesAsUtf8AndAsTheyAre(String name, String value, String charset, String reason) {
        var headers = new ArrayList<>(List.of(
                header("ce_type", "duban.task.received"), header("ce_subject", "T-1"), header("ce_source", "/oa")));
        if (!name.equals("ce_specversion")) {
            headers.add(header("ce_specversion", "1.0"));
        }
        if (!name.equalsIgnoreCase("ce_id")) {
            headers.add(header("ce_id", "1"));
        }
        var bytes =
                value.equals("县") ? new byte[] {(byte) 0xCF, (byte) 0xD8} : value.getBytes(Charset.forName(charset));
        headers.add(new RawHeader(name, bytes));

        check(reason, decode(bytes("{}"), headers));
    }

    @Test
    void readsStructuredEventsInUtf8Only() {
        for (var charset : List.of(UTF_16, UTF_16LE, UTF_16BE)) {
            check("value: is not valid UTF-8, but looks like UTF-16", decode(EVENT.getBytes(charset), List.of()));
        }
        check("value: is not valid UTF-8", decode(EVENT.replace("/oa", "/é").getBytes(ISO_8859_1), List.of()));
        assertThat(decode(("\uFEFF" + EVENT).getBytes(UTF_8), List.of())).isInstanceOf(DecodedRecord.Event.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "extra":1,"extra":2       | value: is no JSON that can be read
            "extra":"a\\u0085b"       | extra: "a\uFFFDb" holds a control character
            "extra":null              |
            "extra":{"any":[1]}       |
            "datacontenttype":"text/json","data":{} |
            "datacontenttype":"text/plain","data":{} | datacontenttype: "text/plain" does not fit
            "data_base64":"e30="      | data_base64: "e30=" does not fit
            "dataschema":"urn:x"      |
            "dataschema":"https://oa.example.org/督办.json#/defs/a" |
            "dataschema":""           | dataschema: "" does not fit; expected: the schema of the data, an absolute URI
            "dataschema":"/schema"    | dataschema: "/schema" is no absolute URI; expected: the schema of the data
            "dataschema":"https://a b" | dataschema: "https://a b" holds a space, as no URI does; expected
            "dataschema":7            | dataschema: the value "7" does not fit
            "dataschema":null         |
            "DataSchema":"urn:x"      | DataSchema: is no attribute of a CloudEvent; write "dataschema"
            "Time":"2026-11-23T10:00:00+08:00" | Time: is no attribute of a CloudEvent; write "time"
            "SEQUENCE":7              | SEQUENCE: is no attribute of a CloudEvent; write "sequence"
            "ownExtension":7          |
            """)
    void readsTheJsonFormat(String more, String reason) {
        var event = EVENT.substring(0, EVENT.length() - 1) + "," + more + "}";

        check(reason, decode(bytes(event), List.of()));
    }

    /** {@code source} is a non-empty URI reference. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /office-automation                     |
            oa                                     |
            ./oa/../list                           |
            ?list=7                                |
            #a                                     |
            //county/office                        |
            //user:word@county:8080/a?b=/c?#d      |
            https://oa.example.org/list/2026       |
            https://oa.example.org:/               |
            http://[2001:db8::7]:80/a              |
            urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66 |
            mailto:oa@county.example               |
            a+b-c.d:                               |
            督办办公室                             |
            /城关区/督办                           |
            //督办.example/清单                    |
            urn:office:督办                        |
            /བོད་ཡིག                                  |
            /a%20b/%E7%9D%A3                       |
            /a;b,c=d!$&'()*+@:                     |
            `/a b`                                 | holds a space, as no URI does
            `督办 办公室`                          | holds a space, as no URI does
            `/a　b`                            | holds a space, as no URI does
            `/a b`                            | holds a space, as no URI does
            /100%                                  | holds a percent sign that encodes nothing
            /%zz                                   | holds a percent sign that encodes nothing
            /%e                                    | holds a percent sign that encodes nothing
            <oa>                                   | holds a character that no URI holds (U+003C)
            /a{b}                                  | holds a character that no URI holds (U+007B)
            `/a^b`                                 | holds a character that no URI holds (U+005E)
            `/a‎b`                            | holds a character that no URI holds (U+200E)
            `/a​b`                            | holds a character that no URI holds (U+200B)
            督办:7                                 | is no URI
            10.0.0.1:8080/list                     | is no URI
            :a                                     | is no URI
            /a#b#c                                 | is no URI
            /a[1]                                  | is no URI
            //county:port/a                        | is no URI
            http://[::1/a                          | is no URI
            """)
    void takesAUriReferenceAsSource(String source, String problem) {
        var reason = problem == null ? null : "source: \"" + source + "\" " + problem + "; expected: the sender, a URI";
        var inHeaders = new ArrayList<>(List.of(
                header("ce_specversion", "1.0"),
                header("ce_id", "1"),
                header("ce_source", source),
                header("ce_type", "duban.task.received"),
                header("ce_subject", "T-1")));

        check(reason, decode(bytes(EVENT.replace("/oa", source)), List.of()));
        check(reason, decode(null, inHeaders));
    }

    /** However long it is, it is read in one go. */
    @Test
    void refusesALongSourceWithoutMuchAdo() {
        check("source: ", decode(bytes(EVENT.replace("/oa", "督/".repeat(40_000))), List.of()));
        check("source: ", decode(bytes(EVENT.replace("/oa", "a".repeat(200_000))), List.of()));
        check("source: ", decode(bytes(EVENT.replace("/oa", "")), List.of()));
    }

    private static void check(String reason, DecodedRecord decoded) {
        if (reason == null) {
            assertThat(decoded).isInstanceOf(DecodedRecord.Event.class);
        } else {
            assertThat(decoded)
                    .isInstanceOfSatisfying(
                            DecodedRecord.Unreadable.class,
                            refused -> assertThat(refused.why().english()).startsWith(reason));
        }
    }

    private DecodedRecord decode(byte[] value, List<RawHeader> headers) {
        return decoder.decode(new RawRecord("t", 0, 0, NOW.toEpochMilli(), bytes("T-1"), value, headers));
    }

    private static RawHeader header(String name, String value) {
        return new RawHeader(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
