package org.duban.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.letter.NoticeFixture.aLine;
import static org.duban.letter.NoticeFixture.aNotice;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import org.duban.content.Notice;
import org.duban.letter.CalendarWriter.CalendarPart;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.junit.jupiter.api.Test;

class CalendarWriterTests {

    private final Letters letters = LetterGallery.withoutAnswers();

    @Test
    void publishesADeadlineAsAWholeDay() {
        assertThat(calendar(aNotice().saying(aLine())).text()).isEqualTo("""
                        BEGIN:VCALENDAR
                        VERSION:2.0
                        PRODID:-//Duban//Duban//EN
                        CALSCALE:GREGORIAN
                        METHOD:PUBLISH
                        BEGIN:VEVENT
                        UID:task-gz-2026-017@duban.example
                        DTSTAMP:20261123T013000Z
                        SEQUENCE:7
                        ORGANIZER:mailto:duban@duban.example
                        DTSTART;VALUE=DATE:20261126
                        DTEND;VALUE=DATE:20261127
                        SUMMARY:办结时限：完成军人子女优待入学名册核对并公示
                        DESCRIPTION:牵头单位：江孜县教育局\\n事项编号：gz-2026-017
                        URL:https://oa.gyangze.example/doc/17
                        STATUS:CONFIRMED
                        TRANSP:TRANSPARENT
                        END:VEVENT
                        END:VCALENDAR
                        """.replace("\n", "\r\n"));
    }

    @Test
    void publishesAnExactDeadlineAsTheTimeBeforeIt() {
        assertThat(calendar(aNotice().saying(aLine().dueAt("2026-11-26T09:15:30Z", 3)))
                        .text())
                .contains("DTSTART:20261126T084530Z\r\nDTEND:20261126T091530Z\r\n");
    }

    @Test
    void movesTheSameEventWhenAnExtensionIsGranted() {
        var before = read(calendar(aNotice().saying(aLine().due("2026-11-26", 3).revision(4))));
        var after = read(calendar(aNotice()
                .saying(aLine().kind(NoticeKind.DECISION, NoticeLevel.BLUE)
                        .step("extension-granted")
                        .due("2026-12-11", 14)
                        .revision(6))));

        assertThat(after.uid()).isEqualTo(before.uid());
        assertThat(after.sequence()).isGreaterThan(before.sequence());
        assertThat(after.start()).isEqualTo("20261211").isNotEqualTo(before.start());
    }

    @Test
    void cancelsTheEventOfATaskThatIsStruckOff() {
        var part = calendar(aNotice().saying(closed("a")));

        assertThat(part.method()).isEqualTo("CANCEL");
        assertThat(part.text()).contains("METHOD:CANCEL\r\n", "UID:task-a@", "STATUS:CANCELLED\r\n", "ORGANIZER:");
    }

    @Test
    void publishesSeveralCancelledEventsBecauseACancellationHoldsOne() {
        var part = calendar(aNotice().saying(closed("a"), closed("b"), aLine().task("c")));

        assertThat(part.method()).isEqualTo("PUBLISH");
        assertThat(part.text().split("STATUS:CANCELLED", -1)).hasSize(3);
        assertThat(part.text().split("STATUS:CONFIRMED", -1)).hasSize(2);
    }

    @Test
    void holdsATaskOnceHoweverOftenItIsTold() {
        var part = calendar(aNotice()
                .saying(
                        aLine(),
                        aLine().kind(NoticeKind.DECISION, NoticeLevel.BLUE).step("extension-declined")));

        assertThat(part.text().split("BEGIN:VEVENT", -1)).hasSize(2);
    }

    @Test
    void namesItsOrganizerAndNobodyElseInEveryLetter() throws Exception {
        for (var locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            for (var notice : LetterGallery.notices(locale).values()) {
                if (notice.mail() != null) {
                    continue;
                }
                var part = calendar(notice);
                var events = part.text().split("BEGIN:VEVENT", -1).length - 1;

                // Common parsers do not notice either (RFC 5546 3.2.1).
                assertThat(part.text().split("\r\nORGANIZER:mailto:", -1)).hasSize(events + 1);
                assertThat(part.text()).doesNotContain("ATTENDEE");
                assertThat(judged(part)).hasSize(events);
            }
        }
    }

    @Test
    void callsTheOrganizerByItsName() throws AddressException {
        var writer = new CalendarWriter(new InternetAddress("\"Duban; x:y\" <duban@duban.example>"));

        var part = writer.write(letters.letter(aNotice().saying(aLine())).deadlines(), NoticeFixture.MONDAY_MORNING);

        assertThat(part.text()).contains("ORGANIZER;CN=\"Duban xy\":mailto:duban@duban.example\r\n");
    }

    @Test
    void foldsWithoutCuttingACharacterWhateverATaskSays() throws Exception {
        var random = new Random(20261126);
        for (var round = 0; round < 300; round++) {
            var words = words(random);
            var part = calendar(aNotice()
                    .saying(aLine().title(words).task(words).ledBy(words, words).url("https://x.example/" + words)));

            for (var line : part.text().split("\r\n", -1)) {
                assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75);
                assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(line)).isTrue();
            }
            assertThat(part.text().replace("\r\n", "")).doesNotContain("\r", "\n");
            assertThat(part.text()).doesNotContain("\r\nATTENDEE", "\r\nEND:VEVENT\r\nEND:VEVENT");
            assertThat(judged(part)).hasSize(1);
            assertThat(judged(part).get(0)).contains(SafeText.line(words, 120).substring(0, 3));
        }
    }

    /** The summaries that two parsers agree on. */
    static List<String> judged(CalendarPart part) throws Exception {
        return judged(part.text());
    }

    static List<String> judged(String text) throws Exception {
        var one = Biweekly.parse(text).first();
        assertThat(one.validate(ICalVersion.V2_0).isEmpty()).as(text).isTrue();
        Calendar other = new CalendarBuilder().build(new StringReader(text));
        assertThat(other.validate().hasErrors()).as(text).isFalse();

        var summaries = new ArrayList<String>();
        one.getEvents().forEach(event -> summaries.add(event.getSummary().getValue()));
        var others = new ArrayList<String>();
        other.getComponents("VEVENT")
                .forEach(
                        event -> others.add(event.getRequiredProperty("SUMMARY").getValue()));
        assertThat(others).isEqualTo(summaries);
        return summaries;
    }

    private record Event(String uid, int sequence, String start) {}

    private static Event read(CalendarPart part) {
        var event = Biweekly.parse(part.text()).first().getEvents().get(0);
        return new Event(
                event.getUid().getValue(),
                event.getSequence().getValue(),
                part.text().replaceAll("(?s).*DTSTART;VALUE=DATE:(\\d+).*", "$1"));
    }

    private CalendarPart calendar(Notice notice) {
        return new CalendarWriter(NoticeFixture.SENDER)
                .write(letters.letter(notice).deadlines(), notice.issuedAt());
    }

    private static NoticeFixture.Line closed(String task) {
        return aLine().task(task)
                .kind(NoticeKind.CLOSURE, NoticeLevel.BLUE)
                .step("closed")
                .status("STRUCK_OFF");
    }

    private static String words(Random random) {
        var pieces = List.of(
                "督", "😀", "é", "a", ";", ",", "\\", ":", "\"", "END:VEVENT", "\\n", "\r\nATTENDEE:x", " b", "=");
        var text = new StringBuilder("abc");
        for (var i = 0; i < 1 + random.nextInt(120); i++) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }
}
