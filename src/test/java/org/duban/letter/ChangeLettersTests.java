package org.duban.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.letter.NoticeFixture.aLine;
import static org.duban.letter.NoticeFixture.aNotice;

import java.time.Instant;
import java.util.Locale;
import org.duban.content.Responsibility;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What letters say of changes, and what they do to the reader's calendar. */
class ChangeLettersTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            deadline-earlier  | 【时限提前】 | 办结时限已由2026年12月31日（星期四）提前至2026年11月27日（星期五），请抓紧办理
            deadline-later    | 【时限延后】 | 办结时限已由2026年11月27日（星期五）18:00延后至2026年12月11日（星期五）18:00
            deadline-moved    | 【时限调整】 | 办结时限已由2026年12月31日（星期四）调整为2026年11月27日（星期五），请知悉
            escalation-lifted | 【解除升级督办】 | 办结时限已由2026年11月19日（星期四）延后至2026年12月11日（星期五），江孜县教育局不再逾期
            reopened          | 【恢复督办】 | 该事项此前已销号或撤销，现恢复督办，请继续办理，于2026年12月31日（星期四）前办结并报结。
            instructed        | 【领导批示】 | > 请教育局倒排工期，春季开学前必须完工。
            instructed        | 【领导批示】 | 市长批示 · 江孜县创建办转办 · 2026年11月23日（星期一）：
            instructed        | 【领导批示】 | 请按批示要求抓好落实，于2026年12月31日（星期四）前办结并报结。
            reopened          | 【恢复督办】 | 误销号：验收尚未完成
            open-again        | 【恢复督办】 | 此前告知已解除督办的该事项现恢复督办，办结时限2026年11月19日（星期四）已过
            taken-off         | 【不再承办】 | 该事项已调整，不再由你单位承办
            """)
    void saysInChineseWhatHasChanged(String kind, String subject, String words) {
        var letter = letter(kind, Locale.SIMPLIFIED_CHINESE);

        assertThat(letter.subject()).startsWith(subject);
        assertThat(letter.text()).contains(words);
        assertThat(letter.html()).contains(words.replace("> ", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            deadline-earlier  | Deadline moved earlier: | The deadline has been moved earlier, from Thursday, 31 December 2026 to Friday, 27 November 2026. Please
            deadline-later    | Deadline moved later:   | from Friday, 27 November 2026, 18:00 to Friday, 11 December 2026, 18:00. Please
            deadline-moved    | Deadline moved:         | Please take note: the deadline has been moved from Thursday, 31 December 2026 to Friday, 27 November 2026.
            escalation-lifted | Escalation lifted:      | is not overdue any more. The escalation is lifted: nothing more is asked of you.
            reopened          | Reopened:               | The task was struck off or withdrawn and is open again. Please go on with it, complete it by Thursday, 31 December 2026
            instructed        | Instruction:            | Instruction by The mayor · passed on by Gyangze County Office · Monday, 23 November 2026:
            reopened          | Reopened:               | Struck off by mistake: the acceptance is still to come
            open-again        | Reopened:               | the task of which you had read that it is closed is open again
            taken-off         | No longer your task:    | The task is no longer with your unit.
            """)
    void saysInEnglishWhatHasChanged(String kind, String subject, String words) {
        var letter = letter(kind, Locale.ENGLISH);

        assertThat(letter.subject()).startsWith(subject);
        assertThat(letter.text()).contains(words);
    }

    @Test
    void strikesTheOldDeadlineOut() {
        assertThat(letter("deadline-earlier", Locale.ENGLISH).html())
                .contains("<del class=\"soft\">Thursday, 31 December 2026</del>");
    }

    @Test
    void saysThatAnEarlierDeadlineHasPassed() {
        var line = aLine().kind(NoticeKind.DECISION, NoticeLevel.YELLOW)
                .step("deadline-earlier")
                .due("2026-11-19", -2)
                .movedFrom("2026-12-31");

        var letter = LetterGallery.letters().letter(aNotice().in(Locale.ENGLISH).saying(line));

        assertThat(letter.text())
                .contains("to Thursday, 19 November 2026, and has passed. Please complete the task at once");
    }

    @Test
    void asksNothingOfWhoOnlyHearsOfAMove() {
        var letter = letter("deadline-moved", Locale.ENGLISH);

        assertThat(letter.text()).doesNotContain("/answers/").doesNotContain("You can also simply reply");
    }

    @Test
    void asksTheUnitAndNotTheOfficeForAReportWhenATaskIsReopened() {
        assertThat(letter("reopened", Locale.ENGLISH).text()).contains("Report complete: https");
        assertThat(letter("open-again", Locale.ENGLISH).text())
                .contains("Act on this task: https")
                .doesNotContain("Report complete");
    }

    @ParameterizedTest
    @CsvSource({
        "taken-off, CANCEL",
        "deadline-earlier, PUBLISH",
        "deadline-later, PUBLISH",
        "escalation-lifted, PUBLISH",
        "reopened, PUBLISH",
        "open-again, PUBLISH"
    })
    void takesTheDeadlineOutOfTheCalendarOnlyOfWhoLostTheTask(String kind, String method) {
        var part = new CalendarWriter(NoticeFixture.SENDER)
                .write(letter(kind, Locale.ENGLISH).deadlines(), Instant.parse("2026-11-23T01:30:00Z"));

        assertThat(part.method()).isEqualTo(method);
        assertThat(part.text()).contains("UID:task-gz-2026-0", "SEQUENCE:");
        assertThat(part.text().contains("STATUS:CANCELLED")).isEqualTo(method.equals("CANCEL"));
    }

    @Test
    void leavesTheCalendarAsItIsOfAnOfficeThatIsToPassALossOn() {
        var line = aLine().kind(NoticeKind.ESCALATION, NoticeLevel.BLUE)
                .step("taken-off")
                .due("2026-12-31", 28)
                .forUnit("江孜县民政局", "Gyangzê County Civil Affairs Bureau")
                .insteadOf(NoticeKind.CLOSURE);

        var letter = LetterGallery.letters().letter(aNotice().in(Locale.ENGLISH).saying(line));

        assertThat(letter.deadlines()).isEmpty();
        assertThat(letter.text()).contains("The task is no longer with your unit.");
    }

    @Test
    void doesNotBringATaskBackIntoTheCalendarOfWhoAskedAndLostIt() {
        var line = aLine().kind(NoticeKind.DECISION, NoticeLevel.BLUE)
                .step("extension-granted")
                .due("2027-01-20", 40)
                .askedBy("江孜县民政局", "Gyangzê County Civil Affairs Bureau");

        var asker = aNotice().of("江孜县民政局", "Gyangzê County Civil Affairs Bureau");
        var lead = aNotice().of("江孜县教育局", "Gyangzê County Education Bureau");

        assertThat(LetterGallery.letters().letter(asker.saying(line)).deadlines())
                .isEmpty();
        assertThat(LetterGallery.letters().letter(lead.saying(line)).deadlines())
                .hasSize(1);
    }

    @ParameterizedTest(name = "{0} to {1}, which is {2}: {3}")
    @CsvSource({
        "extension-granted, asker, LEAD, PUBLISH",
        "extension-granted, asker, ASSISTING, PUBLISH",
        "extension-granted, asker, NONE, CANCEL",
        "extension-granted, another, LEAD, PUBLISH",
        "extension-granted, another, ASSISTING, PUBLISH",
        "extension-declined, asker, ASSISTING, PUBLISH",
        "extension-declined, asker, NONE, CANCEL",
        "extension-declined, another, ASSISTING, PUBLISH",
        "extension-requested, another, NONE, PUBLISH"
    })
    void keepsTheEntryUpOfWhoIsStillOnTheTask(String step, String reader, Responsibility owedTo, String method) {
        var line = aLine().kind(step.endsWith("requested") ? NoticeKind.REVIEW : NoticeKind.DECISION, NoticeLevel.BLUE)
                .step(step)
                .due("2027-01-20", 40)
                .askedBy("江孜县民政局", "Gyangzê County Civil Affairs Bureau")
                .owedTo(owedTo);
        // Units of two counties may have one name.
        var name = reader.equals("asker") || owedTo == Responsibility.LEAD ? "江孜县民政局" : "江孜县教育局";

        var letter = LetterGallery.letters()
                .letter(aNotice().of(name, "Gyangzê County Bureau").saying(line));
        var part = new CalendarWriter(NoticeFixture.SENDER)
                .write(letter.deadlines(), Instant.parse("2026-11-23T01:30:00Z"));

        assertThat(part.method()).isEqualTo(method);
        assertThat(part.text()).contains("DTSTART;VALUE=DATE:20270120");
    }

    @Test
    void leavesTheCalendarAsItIsOfAnOfficeThatIsToPassAnAnswerOn() {
        var line = aLine().kind(NoticeKind.ESCALATION, NoticeLevel.BLUE)
                .step("extension-granted")
                .due("2027-01-20", 40)
                .askedBy("江孜县民政局", "Gyangzê County Civil Affairs Bureau")
                .owedTo(Responsibility.NONE)
                .forUnit("江孜县民政局", "Gyangzê County Civil Affairs Bureau")
                .insteadOf(NoticeKind.DECISION);

        assertThat(LetterGallery.letters().letter(aNotice().saying(line)).deadlines())
                .isEmpty();
    }

    private static Letter letter(String kind, Locale locale) {
        return LetterGallery.letters().letter(LetterGallery.notices(locale).get(kind));
    }
}
