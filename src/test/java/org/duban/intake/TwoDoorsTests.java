package org.duban.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.duban.events.DecodedRecord;
import org.duban.events.RawRecord;
import org.duban.events.TaskEventDecoder;
import org.duban.events.UnreadableEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What one door refuses the other refuses, too, for the same reason. */
class TwoDoorsTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TaskEventDecoder decoder = new TaskEventDecoder(() -> IntakeHouse.NOW);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0206-12-31                          | mend the year
            1999-12-31                          | mend the year
            2200-01-01                          | mend the year
            9999-12-31T23:59:59Z                | mend the year
            2026-02-30                          | no day of the calendar
            2026-13-01                          | no day of the calendar
            2025-02-29                          | no day of the calendar
            2026-12-31T18:00:00+18:30           | offset of at most 18:00
            2026-12-31T18:00:00-18:01           | offset of at most 18:00
            2026-12-31T23:59:60Z                | second 60
            2026-06-30T23:59:60+08:00           | second 60
            2026-12-31T24:00:00+08:00           | 24:00
            2026-12-31T18:60:00+08:00           | no instant of the calendar
            2026-02-30T18:00:00+08:00           | 30 February
            2026-12-31T18:00:00.1234567890Z     | nine digits
            10000-01-01                         | expected: by when
            10000-01-01T00:00:00Z               | expected: by when
            +2026-12-31                         | expected: by when
            2026-12-31T18:00                    | expected: by when
            2026-12-31T18:00:00                 | expected: by when
            2026-12-31 18:00:00+08:00           | expected: by when
            2026-12-31T18:00+08:00              | expected: by when
            2026-12-31T18:00:00+0800            | expected: by when
            2026-12-31T18:00:00+08              | expected: by when
            2026-W53-4                          | expected: by when
            2026-365                            | expected: by when
            20261231                            | expected: by when
            31.12.2026                          | expected: by when
            ２０２６-12-31                      | expected: by when
            """)
    void refusesADeadlineThatDoesNotExist(String deadline, String cure) {
        var event = assigned("\"deadline\":\"" + deadline + "\"", "");

        assertThat(refusals(event))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("data.deadline: ")
                .contains(cure);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2000-01-01
            2016-12-31
            2199-12-31
            2028-02-29
            2026-12-31T18:00:00+08:00
            2026-12-31t18:00:00z
            2026-12-31T18:00:00-18:00
            2026-12-31T18:00:00+18:00
            2026-12-31T00:00:00.123456789Z
            2199-12-31T23:59:59Z
            """)
    void takesADeadlineThatExists(String deadline) {
        assertThat(refusals(assigned("\"deadline\":\"" + deadline + "\"", ""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-11-23T01:00:60Z
            2026-11-23T01:00:00+18:30
            2026-11-23T01:00:00.0123456789Z
            2026-11-23
            2026-02-30T01:00:00Z
            1970-01-01T00:00:00Z
            0206-11-23T01:00:00Z
            2027-11-23T01:00:00Z
            yesterday
            """)
    void namesTheTimeThatIsWrong(String time) {
        var event = assigned("\"deadline\":\"2026-12-31\"", "\"time\":\"" + time + "\",");

        assertThat(refusals(event)).hasSize(1).first().asString().startsWith("time: \"");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            held,                until
            extension-requested, deadline
            extension-granted,   deadline
            returned,            deadline
            amended,             deadline
            """)
    void namesTheDateThatIsWrongWhateverTheAct(String type, String field) {
        for (var wrong : List.of("0206-12-31", "2026-12-31T18:00:00+18:30", "2026-12-31T23:59:60Z", "2026-02-30")) {
            var data = "{\"reason\":\"rain\",\"" + field + "\":\"" + wrong + "\"}";

            assertThat(refusals(IntakeHouse.json("T-1", type, data, "")))
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("data." + field + ": \"" + wrong + "\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "..",
                " ",
                "\u3000",
                "\u00A0\u3000",
                "\u1680",
                "\u2060",
                "\uFEFF",
                "a\u0085b",
                "a\u2028b",
                "a\u2029",
                "a\u007F"
            })
    void refusesIdsThatNoAddressCanHave(String id) {
        var event = IntakeHouse.json(id, "received", "{}", "");

        assertThat(refusals(event, id)).hasSize(1).first().asString().startsWith("subject: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", "督办/2026/12", "a;b", "100%", "a//b", "#?&", " a ", "a,b"})
    void takesAnyOtherId(String id) {
        assertThat(refusals(IntakeHouse.json(id, "received", "{}", ""), id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u3000", "\u00A0 ", "\u2060"})
    void refusesABlankNameOfAnEvent(String blank) {
        var event = IntakeHouse.json("T-1", "received", "{}", "");

        assertThat(refusals(event.replace("\"/oa\"", "\"" + blank + "\"")))
                .singleElement()
                .asString()
                .startsWith("source: \"" + blank + "\" does not fit; expected: the sender");
        assertThat(refusals(event.replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"" + blank + "\"")))
                .singleElement()
                .asString()
                .startsWith("id: \"" + blank + "\" does not fit; expected: the id of the event");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "assistingUnits":["a","gyangze-education"]           | data.assistingUnits[1]: "gyangze-education" is the lead unit; leave it out
            """)
    void refusesHelpersThatAreNamedTwice(String helpers, String reason) {
        assertThat(refusals(assigned("\"deadline\":\"2026-12-31\"," + helpers, "")))
                .singleElement()
                .asString()
                .startsWith(reason);
        assertThat(refusals(
                        IntakeHouse.json("T-1", "amended", "{\"leadUnit\":\"gyangze-education\"," + helpers + "}", "")))
                .singleElement()
                .asString()
                .startsWith(reason);
    }

    @Test
    void takesADateWhereverItTakesAnInstant() {
        for (var until : List.of("2027-03-01", "2027-03-01T09:00:00+08:00")) {
            var held = IntakeHouse.json("T-1", "held", "{\"until\":\"" + until + "\"}", "");

            assertThat(refusals(held)).isEmpty();
        }
    }

    /** The reasons of both doors, which must be one; empty if both take it. */
    private List<String> refusals(String event) {
        return refusals(event, "T-1");
    }

    private List<String> refusals(String event, String key) {
        var record = new RawRecord(
                "events", 0, 0, IntakeHouse.NOW.toEpochMilli(), key.getBytes(UTF_8), event.getBytes(UTF_8), List.of());
        var kafka = decoder.decode(record) instanceof DecodedRecord.Unreadable unreadable
                ? List.of(unreadable.why().english())
                : List.<String>of();
        assertThat(rest(event)).isEqualTo(kafka);
        return kafka;
    }

    private List<String> rest(String event) {
        try {
            decoder.decode(JSON.readTree(event));
            return List.of();
        } catch (UnreadableEvent e) {
            return List.of(e.why().english());
        }
    }

    private static String assigned(String deadline, String more) {
        return IntakeHouse.json(
                "T-1", "assigned", "{\"title\":\"修缮校舍\",\"leadUnit\":\"gyangze-education\"," + deadline + "}", more);
    }
}
