package org.duban.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.letter.CalendarWriterTests.judged;
import static org.duban.letter.NoticeFixture.aLine;
import static org.duban.letter.NoticeFixture.aNotice;

import biweekly.Biweekly;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.fortuna.ical4j.data.CalendarBuilder;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.task.Deadline;
import org.duban.task.Decision;
import org.duban.task.Hold;
import org.duban.task.Matter;
import org.duban.task.ReportTimes;
import org.duban.task.Reports;
import org.duban.task.Supervision;
import org.duban.task.Task;
import org.duban.task.TaskStatus;
import org.duban.task.ToldChanges;
import org.duban.task.ToldFrom;
import org.duban.task.Urgency;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadlineCalendarTests {

    private static final Instant ASSIGNED = Instant.parse("2026-11-02T02:00:00Z");
    private static final Instant CLOSED = Instant.parse("2026-11-24T06:30:00Z");
    private static final Unit EDUCATION = unit(Locale.SIMPLIFIED_CHINESE);
    private static final UnitTree UNITS = new UnitTree(List.of(EDUCATION), Set.of());

    private final DeadlineCalendar calendar =
            new DeadlineCalendar(new LetterProperties("duban@duban.example", null), Languages.builtIn());

    @Test
    void saysOfATaskWhatTheMailsSay() throws Exception {
        var letter = LetterGallery.withoutAnswers().letter(aNotice().saying(aLine()));
        var mailed = new CalendarWriter(NoticeFixture.SENDER).write(letter.deadlines(), ASSIGNED);

        var feed = write(EDUCATION, task("gz-2026-017", TaskStatus.IN_PROGRESS, null));

        assertThat(event(feed)).isEqualTo(event(mailed.text()));
        assertThat(judged(feed)).containsExactly("办结时限：完成军人子女优待入学名册核对并公示");
    }

    @Test
    void isCalledAfterItsUnitAndReadAgainEveryHour() {
        assertThat(write(EDUCATION, task("a", TaskStatus.ASSIGNED, null)))
                .startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Duban//Duban//EN\r\nCALSCALE:GREGORIAN\r\n"
                        + "NAME:江孜县教育局 · 督办时限\r\nX-WR-CALNAME:江孜县教育局 · 督办时限\r\n"
                        + "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\nMETHOD:PUBLISH\r\n");
        assertThat(write(unit(Locale.ENGLISH), task("a", TaskStatus.ASSIGNED, null)))
                .contains("NAME:Gyangzê County Education Bureau · Task deadlines\r\n", "SUMMARY:Due: ");
    }

    @Test
    void cancelsWhatIsClosedBesideWhatIsOpen() throws Exception {
        var feed = write(EDUCATION, task("a", TaskStatus.ASSIGNED, null), task("b", TaskStatus.STRUCK_OFF, CLOSED));

        assertThat(event(feed)).contains("UID:task-a@duban.example", "STATUS:CONFIRMED", "DTSTAMP:20261102T020000Z");
        assertThat(feed.substring(feed.indexOf("UID:task-b@")))
                .contains("STATUS:CANCELLED", "DTSTAMP:20261124T063000Z");
        assertThat(judged(feed)).hasSize(2);
    }

    @Test
    void holdsATaskThatIsDueAtAnExactTime() throws Exception {
        var feed = write(EDUCATION, task("a", TaskStatus.ASSIGNED, null, Instant.parse("2026-11-26T09:15:00Z")));

        assertThat(feed).contains("DTSTART:20261126T084500Z\r\nDTEND:20261126T091500Z\r\n");
        assertThat(judged(feed)).hasSize(1);
    }

    @Test
    void isACalendarEvenWithNothingInIt() throws Exception {
        var feed = write(EDUCATION);

        // Biweekly takes zones apart before it judges, and finds nothing left.
        assertThat(Biweekly.parse(feed).first().getEvents()).isEmpty();
        assertThat(new CalendarBuilder()
                        .build(new StringReader(feed))
                        .validate()
                        .hasErrors())
                .isFalse();
        assertThat(feed).contains("BEGIN:VTIMEZONE").doesNotContain("METHOD");
    }

    private String write(Unit reader, Task... tasks) {
        return calendar.write(
                        reader, Stream.of(List.of(tasks)), Set.of("gyangze-education"), UNITS, Duration.ofHours(1))
                .collect(Collectors.joining());
    }

    private static String event(String calendar) {
        return calendar.substring(calendar.indexOf("BEGIN:VEVENT"), calendar.indexOf("END:VEVENT"));
    }

    private static Unit unit(Locale locale) {
        return new Unit(
                "gyangze-education",
                null,
                UnitKind.UNIT,
                "江孜县教育局",
                "Gyangzê County Education Bureau",
                List.of(),
                locale,
                ZoneId.of("Asia/Shanghai"));
    }

    private static Task task(String id, TaskStatus status, @Nullable Instant closed) {
        return task(id, status, closed, null);
    }

    private static Task task(String id, TaskStatus status, @Nullable Instant closed, @Nullable Instant deadline) {
        return new Task(
                id,
                null,
                new Matter(
                        "完成军人子女优待入学名册核对并公示",
                        null,
                        null,
                        null,
                        null,
                        Urgency.NORMAL,
                        "https://oa.gyangze.example/doc/17"),
                "gyangze-education",
                List.of(),
                new Deadline(LocalDate.parse("2026-11-26"), deadline),
                List.of(),
                new Supervision("standard", Map.of(), List.of(), ASSIGNED),
                status,
                new ReportTimes(ASSIGNED, null, null, null, null, closed, null),
                new Reports(List.of(), null, List.of(), null),
                Hold.NONE,
                null,
                Decision.NONE,
                new ToldFrom(ASSIGNED, Map.of(), null, null, null, null, null, closed, null),
                ToldChanges.NONE,
                List.of(),
                7,
                null);
    }
}
