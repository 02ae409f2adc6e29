package org.duban.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.letter.NoticeFixture.aLine;
import static org.duban.letter.NoticeFixture.aNotice;
import static org.duban.policy.NoticeLevel.BLUE;
import static org.duban.policy.NoticeLevel.RED;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duban.answers.links.Answer;
import org.duban.answers.links.AnswerLinks;
import org.duban.answers.links.AnswerLinksFixture;
import org.duban.content.Notice;
import org.duban.content.Responsibility;
import org.duban.policy.NoticeKind;
import org.duban.words.Languages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What offices find in their letters by which they act on tasks: few links, and none that would refuse them. */
class OfficeLettersTests {

    private final AnswerLinks links = AnswerLinksFixture.at("https://duban.example");
    private final Letters letters =
            new Letters(new LetterLinks(links, true), Languages.builtIn(), NoticeFixture.SENDER);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zh | 核实销号   | 延长时限       | 更多处理（挂起、移交、联系单位）
            en | Strike off | Give more time | More (hold, hand over, write to the unit)
            """)
    void anEscalationOfOneTaskHasTwoActsAndTheWayToAllOthers(String lang, String first, String second, String more) {
        var notice = notice(lang, escalation("gz-1"));

        var letter = letters.letter(notice);

        var line = notice.lines().get(0);
        var task = links.ofTask(notice, line).orElseThrow().toString();
        assertThat(links.of(notice, line))
                .extracting(AnswerLinks.Link::answer)
                .containsExactly(Answer.VERIFIED, Answer.TIME_GIVEN);
        assertThat(task).matches("https://duban.example/answers/task/[A-Za-z0-9_-]{56}");
        assertThat(linksIn(letter)).hasSize(3).last().isEqualTo(task);
        assertThat(letter.text())
                .containsSubsequence(first + pair(lang), second + pair(lang), more + pair(lang) + task);
        assertThat(letter.html()).containsSubsequence(">" + first + "</a>", ">" + second + "</a>", ">" + more + "</a>");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 11, 20})
    void anEscalationOfSeveralHasOneLinkATaskAndOneForAll(int number) {
        var lines = new ArrayList<NoticeFixture.Line>();
        for (var i = 1; i <= number; i++) {
            lines.add(escalation("gz-" + i));
        }
        var notice = notice("zh", lines.toArray(NoticeFixture.Line[]::new));

        var letter = letters.letter(notice);

        assertThat(linksIn(letter))
                .hasSize(number + 1)
                .contains(links.ofAll(notice).orElseThrow().toString());
        assertThat(letter.text()).contains("在一个网页上处理这" + number + "项");
        notice.lines()
                .forEach(line -> assertThat(linksIn(letter))
                        .contains(links.ofTask(notice, line).orElseThrow().toString()));
    }

    @Test
    void aReviewHasItsDecisionsAndTheWayToAllOthers() {
        var review = aLine().kind(NoticeKind.REVIEW, BLUE)
                .step("unreviewed")
                .reportedComplete("已办结")
                .toTheOfficeInCharge();

        var letter = letters.letter(notice("zh", review.url("ftp://none")));

        assertThat(letter.text())
                .containsSubsequence("销号：", "退办：", "更多处理（挂起、移交、联系单位）：")
                .doesNotContain("核实销号");
        assertThat(linksIn(letter)).hasSize(3);
    }

    /** Nothing is asked there, but whoever is in charge may give more time before the deadline. */
    @Test
    void whatIsForInformationLeadsAnOfficeInChargeToThePageWithoutAButton() {
        var letter = letters.letter(notice("zh", copy("gz-1").toTheOfficeInCharge()));
        var both = letters.letter(
                notice("zh", copy("gz-1").toTheOfficeInCharge(), copy("gz-2").toTheOfficeInCharge()));

        assertThat(linksIn(letter)).hasSize(1);
        assertThat(letter.text()).contains("你单位无需办理", "处理此项：https://");
        assertThat(letter.html()).contains("class=\"or\"").doesNotContain("class=\"go\"");
        assertThat(both.text()).contains("如需处理：在一个网页上打开这2项");
        assertThat(both.html()).doesNotContain("class=\"go\"");
    }

    /** As an office that a policy names with unit:CODE, which does not stand above the lead unit; and lines of before. */
    @ParameterizedTest
    @EnumSource(names = {"ESCALATION", "REVIEW", "REMINDER", "CHASER", "ASSIGNMENT", "CLOSURE", "BULLETIN"})
    void anOfficeElsewhereGetsNoLinks(NoticeKind kind) {
        var line = copy("gz-1").kind(kind, RED).reportedComplete("已办结");

        assertThat(linksIn(letters.letter(notice("zh", line.toAnOfficeElsewhere()))))
                .isEmpty();
    }

    /** Who may not decide is not asked to. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unreviewed          | zh | 【已报结】           | 江孜县民政局已报结该事项。请知悉，你单位无需办理。
            unreviewed          | en | Reported complete:   | Civil Affairs has reported this task complete. Nothing is asked of you.
            extension-requested | zh | 【申请延期】         | 江孜县民政局已就该事项申请延期。请知悉，你单位无需办理。
            extension-requested | en | Extension asked for: | Civil Affairs has asked for a later deadline. Nothing is asked of you.
            """)
    void anOfficeElsewhereIsToldOfAReviewForInformation(String step, String lang, String subject, String ask) {
        var line = copy("gz-1").kind(NoticeKind.REVIEW, BLUE).step(step).reportedComplete("已办结");

        var elsewhere = letters.letter(notice(lang, line.toAnOfficeElsewhere()));
        var inCharge = letters.letter(notice(lang, line.toTheOfficeInCharge()));

        assertThat(elsewhere.subject()).startsWith(subject);
        assertThat(elsewhere.text()).contains(ask, lang.equals("zh") ? "督办告知" : "For your information");
        assertThat(inCharge.text()).doesNotContain(ask);
    }

    /** To the page of the task, without a button: nothing is asked. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zh | 如系误销：恢复督办
            en | Closed by mistake: reopen it
            """)
    void aClosedTaskCanBeReopened(String lang, String reopen) {
        var notice = notice(lang, closed("gz-1"));

        var letter = letters.letter(notice);

        assertThat(linksIn(letter))
                .containsExactly(links.ofTask(notice, notice.lines().get(0))
                        .orElseThrow()
                        .toString());
        assertThat(letter.text()).contains(reopen + pair(lang)).doesNotContain("挂起");
        assertThat(letter.html()).contains(">" + reopen + "</a>").doesNotContain("class=\"go\"");
    }

    @Test
    void ofSeveralClosedTasksEachCanBeReopened() {
        var notice = notice("zh", closed("gz-1"), closed("gz-2"));

        var letter = letters.letter(notice);

        assertThat(linksIn(letter)).hasSize(3);
        assertThat(letter.text()).contains("如需处理：在一个网页上打开这2项");
        assertThat(letter.html()).doesNotContain("class=\"go\"");
    }

    @Test
    void doesNotSpeakOfTheseWhereThereAreMore() {
        var pages = Map.of("zh", "在一个网页上处理其中24项", "en", "Act on 24 of these tasks on one page");

        pages.forEach((language, link) -> {
            var many = LetterGallery.notices(Locale.forLanguageTag(language)).get("many");
            assertThat(many.lines()).hasSizeGreaterThan(24);
            assertThat(letters.letter(many).text()).contains(link);
        });
    }

    /** It may strike it off again. */
    @Test
    void whatIsOpenAgainLeadsTheOfficeInChargeToThePage() {
        var line = copy("gz-1")
                .toTheOfficeInCharge()
                .kind(NoticeKind.DECISION, BLUE)
                .step("reopened");

        var letter = letters.letter(notice("zh", line));

        assertThat(linksIn(letter)).hasSize(1);
        assertThat(letter.text()).contains("处理此项：https://");
        assertThat(letter.html()).doesNotContain("class=\"go\"");
    }

    /** It may have become the office above a task that it led; but that is not what this letter is about. */
    @Test
    void whatWasTakenOffHasNoLinks() {
        var line = copy("gz-1")
                .toTheOfficeInCharge()
                .kind(NoticeKind.CLOSURE, BLUE)
                .step("taken-off");

        assertThat(linksIn(letters.letter(notice("zh", line)))).isEmpty();
    }

    /** What an office reads in the place of a unit that mail does not reach: it may hand the task to another. */
    @Test
    void whatIsToBePassedOnLeadsToThePage() {
        var line = aLine().url("ftp://none")
                .forUnit("江孜县民政局", "Civil Affairs")
                .insteadOf(NoticeKind.REMINDER)
                .toTheOfficeInCharge();

        var letter = letters.letter(notice("en", line));

        assertThat(linksIn(letter)).hasSize(1);
        assertThat(letter.text()).contains("Act on this task: https://");
    }

    private static NoticeFixture.Line escalation(String task) {
        return aLine().task(task)
                .url("ftp://none")
                .kind(NoticeKind.ESCALATION, RED)
                .step("overdue")
                .due("2026-11-19", -2)
                .owedTo(Responsibility.NONE)
                .toTheOfficeInCharge();
    }

    private static NoticeFixture.Line closed(String task) {
        return escalation(task).kind(NoticeKind.CLOSURE, BLUE).step("closed").status("STRUCK_OFF");
    }

    private static NoticeFixture.Line copy(String task) {
        return aLine().task(task)
                .url("ftp://none")
                .ledBy("江孜县民政局", "Civil Affairs")
                .owedTo(Responsibility.NONE);
    }

    private static Notice notice(String lang, NoticeFixture.Line... lines) {
        return aNotice()
                .of("江孜县双拥办", "Gyangzê County Office")
                .to("office@gyangze.example")
                .in(Locale.forLanguageTag(lang))
                .saying(lines);
    }

    private static String pair(String lang) {
        return lang.equals("zh") ? "：" : ": ";
    }

    /** The same in text and HTML. */
    private static List<String> linksIn(Letter letter) {
        var text = found("https://\\S+", letter.text());
        assertThat(found("(?<=href=\")https://[^\"]+", String.valueOf(letter.html())))
                .isEqualTo(text);
        return text;
    }

    private static List<String> found(String pattern, String text) {
        return java.util.regex.Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(java.util.regex.MatchResult::group)
                .toList();
    }
}
