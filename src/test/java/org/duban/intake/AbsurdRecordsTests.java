package org.duban.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duban.events.AbsurdRecords;
import org.duban.events.DecodedRecord;
import org.duban.events.RawRecord;
import org.duban.events.TaskEventDecoder;
import org.duban.events.UnitEventDecoder;
import org.duban.events.UnreadableEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that can be written makes the decoder throw, or lets it answer without naming a field. */
final class AbsurdRecordsTests {

    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");

    private final TaskEventDecoder taskEvents = new TaskEventDecoder(() -> NOW);
    private final UnitEventDecoder unitEvents = new UnitEventDecoder(taskEvents);

    @Test
    void foreseesEveryValueAtEveryPlaceOfATaskEvent() {
        var unforeseen = new ArrayList<String>();
        for (var text : new AbsurdRecords(1, "duban.task.*.json").everywhere()) {
            if (taskEvents.decode(record(text)) instanceof DecodedRecord.Unreadable refused) {
                notice(refused.why().english(), text, unforeseen);
            }
        }
        assertThat(unforeseen).isEmpty();
    }

    @Test
    void foreseesEveryValueAtEveryPlaceOfAUnitEvent() {
        var unforeseen = new ArrayList<String>();
        for (var text : new AbsurdRecords(1, "duban.unit.*.json").everywhere()) {
            try {
                unitEvents.decode(record(text));
            } catch (UnreadableEvent e) {
                notice(e.why().english(), text, unforeseen);
            } catch (RuntimeException e) {
                unforeseen.add(e + " of " + shortened(text));
            }
        }
        assertThat(unforeseen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.0", "1e1", "50", "0", "-0", "100", "100.0", "1e2", "50.000000000000000000000000000000"})
    void takesWholeNumbersHoweverTheyAreWritten(String percent) {
        assertThat(taskEvents.decode(progressed("{\"percent\":" + percent + "}")))
                .isInstanceOf(DecodedRecord.Event.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e19",
                "-1e19",
                "1e308",
                "9223372036854775808",
                "101",
                "-1",
                "5.5",
                "5.00000000000000000000000000000001",
                "\"5\""
            })
    void namesTheFieldOfANumberThatIsTooLargeOrNotWhole(String percent) {
        assertThat(taskEvents.decode(progressed("{\"percent\":" + percent + "}")))
                .isInstanceOfSatisfying(
                        DecodedRecord.Unreadable.class,
                        refused -> assertThat(refused.why().english())
                                .startsWith("data.percent: ")
                                .contains("expected: how much is done, a whole number from 0 to 100"));
    }

    private static RawRecord progressed(String data) {
        return record(IntakeHouse.json("T-1", "progressed", data, ""));
    }

    private static void notice(String reason, String text, List<String> unforeseen) {
        if (!reason.matches("(?s)[^ ]+: .*;.*|name of a field: .*") || reason.contains("cannot be read (")) {
            unforeseen.add(reason + " of " + shortened(text));
        }
    }

    private static String shortened(String text) {
        return text.length() < 700 ? text : text.substring(0, 700) + "…";
    }

    private static RawRecord record(String text) {
        return new RawRecord("t", 0, 0, NOW.toEpochMilli(), AbsurdRecords.key(text), text.getBytes(UTF_8), List.of());
    }

    /** For how long those tests draw that can go on for ever. */
    static Duration patience() {
        return Duration.parse(System.getProperty("duban.fuzz", "PT5S"));
    }
}
