package org.duban.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.letter.NoticeFixture.aLine;
import static org.duban.letter.NoticeFixture.aNotice;
import static org.duban.policy.NoticeLevel.BLUE;
import static org.duban.policy.NoticeLevel.RED;
import static org.duban.policy.NoticeLevel.YELLOW;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Random;
import java.util.regex.Pattern;
import org.duban.answers.links.Answer;
import org.duban.answers.links.AnswerLinksFixture;
import org.duban.content.Notice;
import org.duban.content.Responsibility;
import org.duban.policy.NoticeKind;
import org.duban.policy.Step;
import org.duban.words.Languages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LettersTests {

    private final Letters letters = LetterGallery.withoutAnswers();

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource(delimiter = '|', textBlock = """
            zh | ASSIGNMENT | assigned            | ASSIGNED    |  3 | 【交办】           | 请及时签收，并于2026年11月26日（星期四）前办结
            zh | REMINDER   | three-days          | IN_PROGRESS |  3 | 【还剩3个工作日】  | 请抓紧办理，于2026年11月26日（星期四）前办结
            zh | CHASER     | overdue             | IN_PROGRESS | -2 | 【逾期2个工作日】  | 请立即办理
            zh | CHASER     | unreceived          | ASSIGNED    |  3 | 【请签收】         | 请立即签收并着手办理
            zh | CHASER     | silent              | IN_PROGRESS |  3 | 【请报进展】       | 近期未收到办理进展
            zh | ESCALATION | overdue             | IN_PROGRESS | -1 | 【逾期1个工作日】  | 江孜县教育局未在时限内办结，请督促其尽快办结
            zh | ESCALATION | unreceived-office   | ASSIGNED    |  3 | 【未签收】         | 江孜县教育局尚未签收
            zh | REVIEW     | unreviewed          | SUBMITTED   |  3 | 【待复核】         | 符合要求的销号，不符合要求的退办
            zh | REVIEW     | extension-requested | IN_PROGRESS |  3 | 【延期待审定】     | 请予审定：同意或不同意
            zh | REVIEW     | undecided           | IN_PROGRESS |  3 | 【延期申请待答复】 | 至今尚未答复
            zh | REVIEW     | undecided           | SUBMITTED   |  3 | 【延期申请待答复】 | 至今尚未答复
            zh | DECISION   | extension-granted   | IN_PROGRESS |  3 | 【时限延长】       | 新的办结时限为2026年11月26日（星期四）
            zh | DECISION   | extension-declined  | IN_PROGRESS |  3 | 【不同意延期】     | 办结时限仍为2026年11月26日（星期四）
            zh | DECISION   | returned            | RETURNED    |  3 | 【退办】           | 现退回重办
            zh | CLOSURE    | closed              | STRUCK_OFF  | -2 | 【已销号】         | 无需再作处理
            zh | CLOSURE    | closed              | WITHDRAWN   | -2 | 【已撤销】         | 已撤销督办
            en | ASSIGNMENT | assigned            | ASSIGNED    |  3 | New task: | sign for receipt and complete the task by Thursday, 26 November 2026
            en | REMINDER   | three-days          | IN_PROGRESS |  3 | 3 working days left: | complete the task by Thursday, 26 November 2026
            en | CHASER     | overdue             | IN_PROGRESS | -2 | Overdue by 2 working days: | complete the task at once
            en | CHASER     | unreceived          | ASSIGNED    |  3 | Please sign for receipt: | has not signed for this task yet
            en | CHASER     | silent              | IN_PROGRESS |  3 | Progress report needed: | report how the work stands
            en | ESCALATION | overdue             | IN_PROGRESS | -1 | Overdue by 1 working day: | Gyangzê County Education Bureau has not completed this task
            en | ESCALATION | unreceived-office   | ASSIGNED    |  3 | Not signed for: | has not signed for this task yet
            en | REVIEW     | unreviewed          | SUBMITTED   |  3 | To review: | strike it off, or return it for rework
            en | REVIEW     | extension-requested | IN_PROGRESS |  3 | Extension to decide: | grant or decline
            en | REVIEW     | undecided           | IN_PROGRESS |  3 | Extension still to decide: | still waits for an answer
            en | DECISION   | extension-granted   | IN_PROGRESS |  3 | Deadline extended: | The new deadline is Thursday, 26 November 2026
            en | DECISION   | extension-declined  | IN_PROGRESS |  3 | Extension declined: | The deadline remains Thursday, 26 November 2026
            en | DECISION   | returned            | RETURNED    |  3 | Returned for rework: | was not accepted
            en | CLOSURE    | closed              | STRUCK_OFF  | -2 | Struck off: | nothing more is asked of you
            en | CLOSURE    | closed              | WITHDRAWN   | -2 | Withdrawn: | no longer supervised
            """)
    void putsTheImportantThingFirstAndSaysWhatIsAsked(
            String lang, NoticeKind kind, String step, String status, int left, String head, String ask) {
        var line = aLine().kind(kind, BLUE).step(step).status(status).due(left < 0 ? "2026-11-19" : "2026-11-26", left);

        var letter = letters.letter(aNotice().in(Locale.forLanguageTag(lang)).saying(line));

        assertThat(letter.subject()).startsWith(head);
        assertThat(letter.text()).contains(ask).contains(aLine().title);
        assertThat(letter.html()).contains(ask).contains(aLine().title);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            en | extension-requested | Gyangzê County Civil Affairs Bureau asked to move the deadline to Friday, 11 December 2026; since then Gyangzê County Education Bureau leads the task.
            en | undecided           | Gyangzê County Civil Affairs Bureau asked to move the deadline to Friday, 11 December 2026 and still waits for an answer
            en | extension-granted   | The extension that Gyangzê County Civil Affairs Bureau asked for has been granted. The new deadline is Thursday, 26 November 2026.
            en | extension-declined  | The extension that Gyangzê County Civil Affairs Bureau asked for has been declined. The deadline remains Thursday, 26 November 2026.
            zh | extension-requested | 江孜县民政局申请将办结时限延至2026年12月11日（星期五），此后牵头单位已变更为江孜县教育局
            zh | undecided           | 江孜县民政局申请将办结时限延至2026年12月11日（星期五），至今尚未答复
            zh | extension-granted   | 江孜县民政局的延期申请已获同意，新的办结时限为2026年11月26日（星期四），现由江孜县教育局牵头办理
            zh | extension-declined  | 江孜县民政局的延期申请未获同意，办结时限仍为2026年11月26日（星期四），现由江孜县教育局牵头办理
            """)
    void putsNoUnitsRequestIntoAnothersMouth(String lang, String step, String ask) {
        var review = !step.startsWith("extension-granted") && !step.startsWith("extension-declined");
        var line = aLine().kind(review ? NoticeKind.REVIEW : NoticeKind.DECISION, BLUE)
                .step(step)
                .requested(review ? "2026-12-11" : null)
                .askedBy("江孜县民政局", "Gyangzê County Civil Affairs Bureau");

        var letter = letters.letter(aNotice().in(Locale.forLanguageTag(lang)).saying(line));

        assertThat(letter.text()).contains(ask);
        assertThat(letter.html()).contains(ask);
    }

    @ParameterizedTest(name = "{0}, {1} left is {2}")
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-26T10:00:00Z | 3  | 还剩3个工作日  | 3 working days left
            2026-11-24T10:00:00Z | 1  | 还剩1个工作日  | 1 working day left
            2026-11-23T10:00:00Z | 0  | 今天到期       | Due today
            2026-11-29T10:00:00Z | 0  | 已无工作日     | No working day left
            2026-11-23T01:00:00Z | 0  | 时限已过       | Deadline has passed
            2026-11-20T10:00:00Z | -1 | 逾期1个工作日  | Overdue by 1 working day
            2026-11-13T10:00:00Z | -6 | 逾期6个工作日  | Overdue by 6 working days
            """)
    void tellsHowMuchTimeIsLeft(String deadline, int left, String zh, String en) {
        var line = aLine().kind(NoticeKind.REMINDER, YELLOW).dueAt(deadline, left);

        assertThat(letters.letter(aNotice().saying(line)).subject()).startsWith("【" + zh + "】");
        assertThat(letters.letter(aNotice().in(Locale.ENGLISH).saying(line)).subject())
                .startsWith(en + ": ");
    }

    @Test
    void doesNotSayThatADeadlineApproachesThatHasPassed() {
        var late = aLine().kind(NoticeKind.REMINDER, YELLOW).dueAt("2026-11-23T01:00:00Z", 0);
        var near = aLine().task("gz-2").kind(NoticeKind.REMINDER, YELLOW).dueAt("2026-11-23T10:00:00Z", 0);

        assertThat(letters.letter(aNotice().saying(late)).text())
                .contains("需要立即处理")
                .doesNotContain("临近");
        assertThat(letters.letter(aNotice().saying(late, near)).text()).doesNotContain("临近");
        assertThat(letters.letter(aNotice().saying(near)).text()).contains("办结时限临近");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Asia/Shanghai    | 2026年12月1日（星期二）02:30
            Europe/Berlin    | 2026年11月30日（星期一）19:30
            America/New_York | 2026年11月30日（星期一）13:30
            """)
    void showsAnExactDeadlineInTheReadersZone(String zone, String shown) {
        var letter = letters.letter(aNotice().readIn(zone).saying(aLine().dueAt("2026-11-30T18:30:00Z", 5)));

        assertThat(letter.text()).contains("办结时限：" + shown);
    }

    @Test
    void showsADateOnlyDeadlineWithoutATimeOfDay() {
        var letter = letters.letter(aNotice().readIn("America/New_York").saying(aLine().due("2026-11-26", 3)));

        assertThat(letter.text()).contains("办结时限：2026年11月26日（星期四）\n");
    }

    @Test
    void groupsTasksRedBeforeYellowBeforeBlue() {
        var letter = letters.letter(aNotice()
                .saying(
                        aLine().task("gz-1").title("蓝事项"),
                        aLine().task("gz-2")
                                .title("红事项")
                                .kind(NoticeKind.CHASER, RED)
                                .due("2026-11-19", -2),
                        aLine().task("gz-3").title("黄事项").kind(NoticeKind.REMINDER, YELLOW)));

        assertThat(letter.subject()).isEqualTo("【逾期2个工作日】红事项 等3项");
        assertThat(letter.text()).containsSubsequence("红色 · 1项", "1. ", "红事项", "黄色 · 1项", "黄事项", "蓝色 · 1项", "蓝事项");
        assertThat(letter.html()).containsSubsequence("红色 · 1项", "红事项", "黄色 · 1项", "黄事项", "蓝色 · 1项", "蓝事项");
    }

    @Test
    void saysForWhomADeputyGetsIt() {
        var away = aLine().toldTo("卓玛", "education@gyangze.example");
        var also = aLine().task("b").toldTo("卓玛", "education@gyangze.example", "dawa@gyangze.example");

        var one = letters.letter(aNotice().saying(away));
        var both = letters.letter(aNotice().in(Locale.ENGLISH).saying(away, aLine().task("a"), also));

        assertThat(one.text())
                .contains("江孜县教育局（卓玛代 education@gyangze.example 收）：", "本邮件原应发给 education@gyangze.example，现由您代收。");
        assertThat(one.html()).contains("卓玛代 education@gyangze.example 收", "现由您代收。");
        assertThat(both.text())
                .contains(
                        "To: Gyangzê County Education Bureau (卓玛, for education@gyangze.example, dawa@gyangze.example)")
                .contains("You get this mail as the stand-in for education@gyangze.example, dawa@gyangze.example.");
        assertThat(Letters.plain(aNotice().saying(away)).text()).contains("(卓玛 / education@gyangze.example)");
    }

    @Test
    void asksTheOfficeToPassOnWhatAUnitCannotRead() {
        var line = aLine().ledBy("江孜县民政局", "Civil Affairs")
                .forUnit("江孜县民政局", "Civil Affairs")
                .insteadOf(NoticeKind.REMINDER);

        var letter = letters.letter(aNotice().saying(line));

        assertThat(letter.subject()).startsWith("【单位无法送达】");
        assertThat(letter.text())
                .contains("江孜县民政局的邮件无法送达，请代为转达，并请核实更新其邮箱地址。")
                .contains("转达内容：请抓紧办理，于2026年11月26日（星期四）前办结并报结。");
        assertThat(letter.html()).contains("单位无法送达通知");
    }

    @Test
    void passesOnAnAssignmentAsAnAssignment() {
        var line = aLine().status("ASSIGNED").forUnit("江孜县教育局", "Education").insteadOf(NoticeKind.ASSIGNMENT);

        assertThat(letters.letter(aNotice().saying(line)).text())
                .contains("转达内容：请及时签收")
                .doesNotContain("尚未签收");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zh | 0 |          | 同时告知：无其他单位
            zh | 1 | 民政局   | 同时告知：民政局
            zh | 9 | 民政局   | 同时告知：民政局及另外8个单位
            en | 0 |          | Also told: nobody else
            en | 1 | Civil    | Also told: Civil
            en | 9 | Civil    | Also told: Civil and 8 more
            """)
    void saysWhoElseWasTold(String lang, int number, String name, String told) {
        var line = name == null ? aLine().alsoTelling(0) : aLine().alsoTelling(number, name, name);

        var letter = letters.letter(aNotice().in(Locale.forLanguageTag(lang)).saying(line));

        assertThat(letter.text()).contains(told + "\n");
    }

    @Test
    void namesTheOfficeThatAnswers() {
        var notice = aNotice().saying(aLine());

        assertThat(letters.letter(notice).replyTo()).isEqualTo("office@gyangze.example");
        assertThat(letters.letter(notice).text()).contains("直接回复本邮件，即可联系江孜县双拥办。");
    }

    @Test
    void leadsToNoPageThatDoesNotExist() {
        var letter = letters.letter(aNotice().saying(aLine()));

        assertThat(letter.text()).doesNotContain("https://duban.example").contains("https://oa.gyangze.example/doc/17");
        assertThat(letter.html()).doesNotContain("https://duban.example").contains("https://oa.gyangze.example/doc/17");
    }

    @Test
    void putsTheAnswerThatIsAskedForFirst() {
        var letter = answerable().letter(aNotice().saying(aLine()));

        assertThat(letter.text())
                .containsSubsequence("签收：https://duban.example/RECEIVED", "报告进展：https://duban.example/PROGRESSED");
        assertThat(letter.html())
                .contains("<a class=\"go\" href=\"https://duban.example/RECEIVED\">签收</a>")
                .contains("<a class=\"or\" href=\"https://duban.example/PROGRESSED\">报告进展</a>");
    }

    @Test
    void givesEachTaskOfALongListOneLinkAndStaysShort() {
        var letter = answerable().letter(LetterGallery.notices(Locale.ENGLISH).get("fifty"));

        assertThat(letter.html()).contains("https://duban.example/RECEIVED").doesNotContain("PROGRESSED");
    }

    private static Letters answerable() {
        var links = new LetterLinks(AnswerLinksFixture.always(Answer.RECEIVED, Answer.PROGRESSED), false);
        return new Letters(links, Languages.builtIn(), NoticeFixture.SENDER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zh | ASSIGNED    | 也可直接回复本邮件，首行写“已收到”或“进展60%”或“已完成”即可。
            zh | IN_PROGRESS | 也可直接回复本邮件，首行写“进展60%”或“已完成”即可。
            en | IN_PROGRESS | You can also simply reply, beginning with "progress 60%" or "done".
            """)
    void saysThatOneMaySimplyReplyWhereRepliesAreRead(String lang, String status, String said) {
        var notice = aNotice().in(Locale.forLanguageTag(lang)).saying(aLine().status(status));

        var letter = LetterGallery.letters().letter(notice);

        assertThat(letter.text()).contains("   " + said + "\n");
        assertThat(letter.html()).contains(said);
        assertThat(answerable().letter(notice).text()).doesNotContain("直接回复本邮件，首行", "simply reply");
    }

    @Test
    void namesTheTaskThatAReplyIsAboutWhereThereAreSeveral() {
        var letter = LetterGallery.letters().letter(aNotice().saying(aLine().task("gz-1"), aLine().task("gz-2")));

        assertThat(letter.text()).contains("首行写“进展60%”或“已完成”和事项编号，例如：进展60% gz-1");
        assertThat(letter.html()).contains("例如：进展60% gz-1");
    }

    @Test
    void givesAnExampleThatFitsTheTaskOfIt() {
        var letter = LetterGallery.letters()
                .letter(aNotice()
                        .saying(
                                aLine().task("gz-1").status("IN_PROGRESS"),
                                aLine().task("gz-2").status("ASSIGNED")));

        assertThat(letter.text()).contains("首行写“已收到”或“进展60%”或“已完成”和事项编号，例如：进展60% gz-1");
    }

    @Test
    void doesNotInviteAnOfficeToDecideByReply() {
        var review = aLine().kind(NoticeKind.REVIEW, BLUE).step("unreviewed").status("SUBMITTED");

        assertThat(LetterGallery.letters().letter(aNotice().saying(review)).text())
                .doesNotContain("首行写");
    }

    @Test
    void saysOnceWhatIsAskedAboutManyTasks() {
        var letter = letters.letter(LetterGallery.notices(Locale.ENGLISH).get("fifty"));

        assertThat(letter.text())
                .contains("Please complete the task at once and report it complete.")
                .contains("Please complete the task by its deadline and report it complete. (30 tasks)")
                .containsOnlyOnce("report it complete. (30 tasks)");
    }

    @Test
    void saysOfATaskThatWasReturnedAndAssignedInTheSameMomentOnlyThatItCameBack() {
        var letter = LetterGallery.letters()
                .letter(aNotice()
                        .saying(
                                aLine().kind(NoticeKind.DECISION, YELLOW)
                                        .step("returned")
                                        .status("RETURNED"),
                                aLine().kind(NoticeKind.ASSIGNMENT, BLUE)
                                        .step("assigned")
                                        .status("RETURNED")));

        assertThat(letter.subject()).startsWith("【退办】").doesNotContain("等");
        assertThat(letter.text())
                .containsOnlyOnce(aLine().title)
                .contains("请按要求整改，于2026年11月26日（星期四）前重新报结。")
                .doesNotContain("签收");
        assertThat(letter.deadlines()).hasSize(1);
    }

    @Test
    void tellsAUnitThatComesToHelpWithAReturnedTaskOnlyThatItIsAssigned() {
        var letter = LetterGallery.letters()
                .letter(aNotice()
                        .saying(
                                aLine().kind(NoticeKind.DECISION, YELLOW)
                                        .step("returned")
                                        .status("RETURNED")
                                        .ledBy("江孜县民政局", "Civil Affairs")
                                        .owedTo(Responsibility.ASSISTING),
                                aLine().kind(NoticeKind.ASSIGNMENT, BLUE)
                                        .step("assigned")
                                        .status("RETURNED")
                                        .ledBy("江孜县民政局", "Civil Affairs")
                                        .owedTo(Responsibility.ASSISTING)));

        assertThat(letter.subject()).startsWith("【交办】");
        assertThat(letter.text()).containsOnlyOnce(aLine().title).doesNotContain("报结未通过复核", "[退办");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zh | 等2项          | 以下2项督办事项       | [退办 · 逾期2个工作日]                      | 前重新报结。办结时限已过，请立即办理
            en | (and 1 more)   | The following 2 tasks | [Returned for rework · Overdue by 2 working days] | again at once. The deadline has passed.
            """)
    void saysAllThatItSaysAboutATaskInOnePlace(String lang, String more, String lead, String badge, String asks) {
        var overdue = aLine().kind(NoticeKind.CHASER, YELLOW)
                .step("overdue")
                .status("RETURNED")
                .due("2026-11-19", -2);
        var returned =
                aLine().kind(NoticeKind.DECISION, YELLOW).step("returned").status("RETURNED");
        if (lang.equals("en")) {
            returned.due("2026-11-19", -2);
        }
        var notice = aNotice().in(Locale.forLanguageTag(lang)).saying(returned, overdue, aLine().task("gz-2"));

        var letter = LetterGallery.letters().letter(notice);

        assertThat(letter.subject()).contains(more);
        assertThat(letter.text()).contains(lead, badge, asks);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            DECISION | returned           | 请配合江孜县民政局按要求整改 | 重新报结
            DECISION | extension-declined | 请配合江孜县民政局按时办结   | 报结：
            CHASER   | silent             | 所承担部分的办理进展         | 报结：
            CHASER   | unreceived         | 请立即签收，并配合江孜县民政局办理 | 报结：
            REMINDER | three-days         | 请配合江孜县民政局           | 报结：
            """)
    void asksAnAssistingUnitOnlyForWhatItCanDo(NoticeKind kind, String step, String asked, String never) {
        var line = aLine().kind(kind, YELLOW).step(step).status("RETURNED").ledBy("江孜县民政局", "Civil Affairs");

        var letter = LetterGallery.letters().letter(aNotice().saying(line));

        assertThat(letter.text()).contains(asked, "报告进展：https").doesNotContain(never, "已完成");
        assertThat(letter.text().contains("签收：https")).isEqualTo(step.equals("unreceived"));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            CHASER     | 催签收   | AFTER_ASSIGNMENT        | UNRECEIVED | IN_PROGRESS | 请立即签收，并配合江孜县民政局办理
            CHASER     | unreceived-progress | AFTER_PROGRESS | ALWAYS  | IN_PROGRESS | 所承担部分的办理进展
            ESCALATION | 未签收上报 | AFTER_ASSIGNMENT      | UNRECEIVED | IN_PROGRESS | 尚有协办单位未签收
            REVIEW     | 延期催复 | AFTER_EXTENSION_REQUEST | ALWAYS     | SUBMITTED   | 至今尚未答复
            REVIEW     | undecided-review | AFTER_SUBMISSION | ALWAYS    | SUBMITTED   | 符合要求的销号
            """)
    void understandsAStepWhateverItIsCalled(
            NoticeKind kind, String name, Step.Anchor anchor, Step.Condition condition, String status, String asked) {
        var line = aLine().kind(kind, YELLOW)
                .status(status)
                .written(name, anchor, condition)
                .owedTo(
                        kind == NoticeKind.REVIEW || kind == NoticeKind.ESCALATION
                                ? Responsibility.NONE
                                : Responsibility.ASSISTING)
                .ledBy("江孜县民政局", "Civil Affairs");

        var letter = LetterGallery.letters().letter(aNotice().saying(line));

        assertThat(letter.text()).contains(asked);
        assertThat(letter.text().contains("签收：https"))
                .isEqualTo(kind == NoticeKind.CHASER && condition == Step.Condition.UNRECEIVED);
        assertThat(letter.text().contains("同意延期：https")).isEqualTo(anchor == Step.Anchor.AFTER_EXTENSION_REQUEST);
        assertThat(letter.text().contains("销号：https")).isEqualTo(anchor == Step.Anchor.AFTER_SUBMISSION);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            zh | ASSIGNMENT | assigned   | ASSIGNED    |  3 | 已交办            | 该事项已交由江孜县民政局牵头办理
            zh | REMINDER   | three-days | IN_PROGRESS |  3 | 还剩3个工作日     | 该事项由江孜县民政局牵头办理，须于
            zh | CHASER     | overdue    | IN_PROGRESS | -2 | 逾期2个工作日     | 江孜县民政局未在时限内办结该事项
            zh | CHASER     | unreceived | ASSIGNED    |  3 | 未签收            | 该事项尚有责任单位未签收
            zh | CHASER     | silent     | IN_PROGRESS |  3 | 无进展            | 江孜县民政局近期未反馈该事项办理进展
            en | ASSIGNMENT | assigned   | ASSIGNED    |  3 | Task assigned     | Civil Affairs has been asked to complete this task
            en | CHASER     | overdue    | IN_PROGRESS | -2 | Overdue by 2      | Civil Affairs has not completed this task
            en | CHASER     | unreceived | ASSIGNED    |  3 | Not signed for    | has not been signed for by every unit
            """)
    void asksNothingOfAUnitThatIsOnlyInformed(
            String lang, NoticeKind kind, String step, String status, int left, String head, String said) {
        var line = aLine().kind(kind, YELLOW)
                .step(step)
                .status(status)
                .due(left < 0 ? "2026-11-19" : "2026-11-26", left)
                .owedTo(Responsibility.NONE)
                .ledBy("江孜县民政局", "Civil Affairs");

        var letter = LetterGallery.letters()
                .letter(aNotice().in(Locale.forLanguageTag(lang)).saying(line));

        assertThat(letter.subject()).contains(head);
        assertThat(letter.text())
                .contains(said)
                .contains(lang.equals("zh") ? "请知悉，你单位无需办理" : "Nothing is asked of you")
                .doesNotContain("https://duban", "交由你单位", "你单位以下", "of your unit", "to your unit");
    }

    @ParameterizedTest
    @CsvSource({"200, true", "20, false"})
    void leadsToAllOfADescriptionThatItShortens(int sentences, boolean shortened) {
        var line = aLine().description("逐户核对名册。".repeat(sentences));

        var letter = LetterGallery.letters().letter(aNotice().saying(line));

        assertThat(letter.text().contains("查看全文：https://")).isEqualTo(shortened);
        assertThat(String.valueOf(letter.html()).contains(">查看全文</a>")).isEqualTo(shortened);
        assertThat(letters.letter(aNotice().saying(line)).text()).doesNotContain("查看全文");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ESCALATION | 200  | false
            CLOSURE    | 200  | false
            REMINDER   | 200  | false
            CLOSURE    | 1999 | true
            """)
    void saysAllOfADescriptionToWhoeverHasNoPageToReadItOn(NoticeKind kind, int sentences, boolean cut) {
        var description = "逐户核对名册。".repeat(sentences);
        var known = cut ? description.substring(0, 1_999) + "…" : description;
        var line = aLine().kind(kind, BLUE).step("closed").description(known);
        var another = aLine().task("gz-2").kind(kind, BLUE).step("closed").description(known);

        var single = letters.letter(aNotice().saying(line));
        var several = letters.letter(aNotice().saying(line, another));

        assertThat(List.of(single, several)).allSatisfy(letter -> {
            assertThat(letter.text()).contains(known);
            assertThat(letter.text().contains("…（已截短，全文请向主管办公室索取）")).isEqualTo(cut);
            assertThat(letter.html()).contains(known);
        });
    }

    @Test
    void showsAllEvidenceInOnePlace() {
        var review = aLine().kind(NoticeKind.REVIEW, BLUE)
                .step("unreviewed")
                .status("SUBMITTED")
                .reportedComplete("已办结", "https://oa.example/1", "纸质名册", "https://oa.example/2");

        var letter = LetterGallery.letters().letter(aNotice().saying(review));

        assertThat(letter.text())
                .contains("佐证材料\n      https://oa.example/1\n      纸质名册\n      https://oa.example/2\n   同时告知");
        assertThat(String.valueOf(letter.html()).split("佐证材料", -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void showsTheReviewerWhatTheUnitReported(String lang) {
        var letter = LetterGallery.letters()
                .letter(LetterGallery.notices(Locale.forLanguageTag(lang)).get("review"));

        for (var text : List.of(letter.text(), String.valueOf(letter.html()))) {
            assertThat(text)
                    .contains("https://oa.gyangze.example/photo/2026-11-20")
                    .contains(lang.equals("zh") ? "名册已核对完毕" : "Checked; posted in the service hall")
                    .contains(lang.equals("zh") ? "纸质名册存办公室" : "paper register in the office")
                    .contains(lang.equals("zh") ? "100%（已报结，此前报告60%）" : "100% (reported complete; 60% before)")
                    .contains(lang.equals("zh") ? "公示不少于7天" : "post it for seven days");
        }
    }

    @Test
    void linksNoEvidenceThatIsNoWebPage() {
        var review = aLine().kind(NoticeKind.REVIEW, BLUE)
                .step("unreviewed")
                .reportedComplete(
                        "<script>", "javascript:alert(1)", "https://user@evil.example/", "file:///etc/passwd");

        var html = LetterGallery.letters().letter(aNotice().saying(review)).html();

        assertThat(html).doesNotContain("href=\"javascript", "href=\"https://user@", "href=\"file", "<script>");
    }

    @Test
    void showsStatusProgressListClauseAndPointsOfEachOfManyTasks() {
        var letter =
                letters.letter(LetterGallery.notices(Locale.SIMPLIFIED_CHINESE).get("fifty"));

        assertThat(letter.text()).contains("办理中 · 60% · 2026 年双拥模范城创建清单 · 第三章第 12 条 · 1.5分\n");
    }

    @Test
    void tellsAnAssistingUnitWhomToHelp() {
        var letter = letters.letter(aNotice().saying(aLine().ledBy("江孜县民政局", "Civil Affairs")));

        assertThat(letter.text()).contains("请配合江孜县民政局于");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            zh | CHASER     | ASSIGNED    | 【进度滞后】      | 办理进度落后于序时进度，请加快办理                          | 办理进度：0% | 序时进度：40%
            zh | ESCALATION | IN_PROGRESS | 【进度滞后】      | 江孜县教育局办理进度落后于序时进度，请了解原因并督促加快办理 | 办理进度：0% | 序时进度：40%
            en | CHASER     | RETURNED    | Behind schedule: | Please speed it up                                      | Progress: 0% | Expected progress: 40%
            en | ESCALATION | IN_PROGRESS | Behind schedule: | Gyangzê County Education Bureau lies behind             | Progress: 0% | Expected progress: 40%
            """)
    void saysHowFarTheWorkLiesBehind(
            String lang, NoticeKind kind, String status, String head, String ask, String progress, String expected) {
        var line = aLine().kind(kind, YELLOW)
                .step("slow")
                .status(status)
                .due("2026-12-31", 28)
                .behind(null, 40);

        var letter = letters.letter(aNotice().in(Locale.forLanguageTag(lang)).saying(line));

        assertThat(letter.subject()).startsWith(head);
        assertThat(letter.text()).contains(ask, progress, expected);
    }

    @Test
    void namesTheDeadlineThatAUnitAsksFor() {
        var line = aLine().kind(NoticeKind.REVIEW, BLUE)
                .step("extension-requested")
                .requested("2026-12-11")
                .reason("名册未齐");

        assertThat(letters.letter(aNotice().saying(line)).text())
                .contains("江孜县教育局申请将办结时限延至2026年12月11日（星期五）")
                .contains("理由：名册未齐");
    }

    @Test
    void asksNobodyToKeepADeadlineThatHadPassedWhenTheTaskWasAssigned() {
        var line = aLine().kind(NoticeKind.ASSIGNMENT, RED).status("ASSIGNED").due("2026-11-19", -2);

        var letter = letters.letter(aNotice().saying(line));

        assertThat(letter.subject()).startsWith("【逾期2个工作日】");
        assertThat(letter.text()).contains("办结时限已过，请立即签收并办理").doesNotContain("前办结");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void givesTheSameLetterEveryTime(String lang) {
        var notices = LetterGallery.notices(Locale.forLanguageTag(lang));

        notices.values().forEach(notice -> assertThat(letters.letter(notice)).isEqualTo(letters.letter(notice)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void keepsHtmlReadableEverywhere(String lang) {
        for (var entry : LetterGallery.notices(Locale.forLanguageTag(lang)).entrySet()) {
            var letter = letters.letter(entry.getValue());
            var html = String.valueOf(letter.html());

            assertThat(html)
                    .as(entry.getKey())
                    .contains("<html lang=\"" + (lang.equals("zh") ? "zh-CN" : "en") + "\">");
            assertThat(html.split("<h1", -1)).hasSize(2);
            assertThat(html).doesNotContainPattern("<table(?! role=\"presentation\")");
            assertThat(html).doesNotContainPattern("(?i)src=|url\\(|@import|<link|<script|<img");
            assertThat(letter.subject().codePointCount(0, letter.subject().length()))
                    .isLessThanOrEqualTo(60);
            assertThat(letter.text()).doesNotContain("null", "{0}", "{1}");
            assertThat(html).doesNotContain("null", "{0}", "{1}");
        }
    }

    @Test
    void staysUnderTheSizeThatMailReadersCutAtWhateverTheTasksSay() {
        var lines = new ArrayList<NoticeFixture.Line>();
        for (var i = 0; i < 50; i++) {
            lines.add(aLine().task("<&\"'>".repeat(40) + i)
                    .title("<&\"'>".repeat(1000))
                    .reason("&".repeat(5000))
                    .ledBy("<".repeat(500), "<".repeat(500))
                    .forUnit("&".repeat(500), "&".repeat(500)));
        }

        var notice = aNotice().saying(lines);
        var letter = letters.letter(notice);

        assertThat(new LetterSize(NoticeFixture.SENDER).ofMail(letter, notice)).isLessThan(100_000);
        assertThat(write(notice, letter)).hasSizeLessThan(100_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "${7*7} @raw {0} '{0}'",
                "=?UTF-8?B?QmNjOiBldmls?=",
                "Re: x\r\nBcc: victim@example.org"
            })
    void showsHostileTitlesHarmlessly(String title) {
        var letter = letters.letter(
                aNotice().saying(aLine().title(title).reason(title).url("javascript:alert(1)")));

        assertThat(letter.html()).doesNotContain("<script", "<img", "javascript:");
        assertThat(letter.subject()).doesNotContain("\r", "\n");
        assertThat(letter.text())
                .doesNotContain("\nBcc:")
                .contains(SafeText.line(title, 60).substring(0, 5));
    }

    @Test
    void letsNoControlOrBidiCharacterThroughWhateverComes() {
        var random = new Random(20261123);
        var forbidden = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029&&[^\\n\\u200C\\u200D]]");
        for (var round = 0; round < 300; round++) {
            var noise = noise(random);
            var line = aLine().title(noise)
                    .reason(noise)
                    .task("t" + noise)
                    .ledBy(noise, noise)
                    .requested(noise);
            line.list = noise;
            line.clause = noise;

            var letter = letters.letter(aNotice().of(noise, noise).saying(line));

            for (var text : List.of(letter.subject(), letter.text(), String.valueOf(letter.html()))) {
                assertThat(forbidden.matcher(text).find()).as("round " + round).isFalse();
            }
        }
    }

    @Test
    void speaksBothLanguagesCompletely() throws Exception {
        assertThat(keys("mail_zh_CN.properties")).isEqualTo(keys("mail_en.properties"));
    }

    @Test
    void fallsBackToTheBareFacts() {
        var plain = Letters.plain(aNotice().saying(aLine().title("名册\r\n核对")));

        assertThat(plain.html()).isNull();
        assertThat(plain.text()).contains("名册 核对").contains("2026-11-26").contains("江孜县教育局");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void keepsFiftyTasksUnderTheSizeThatMailReadersCutAt(String lang) {
        var notice = LetterGallery.notices(Locale.forLanguageTag(lang)).get("fifty");
        var letter = LetterGallery.letters().letter(notice);

        assertThat(letter.deadlines()).hasSize(50);
        assertThat((long) write(notice, letter).length)
                .isLessThan(100_000)
                .isLessThanOrEqualTo(new LetterSize(NoticeFixture.SENDER).ofMail(letter, notice));
    }

    private static byte[] write(Notice notice, Letter letter) {
        return new MailWriter(NoticeFixture.SENDER)
                .write(notice, letter, notice.address())
                .bytes();
    }

    private static java.util.Set<Object> keys(String bundle) throws java.io.IOException {
        try (var in = LettersTests.class.getResourceAsStream("/words/" + bundle)) {
            var properties = new Properties();
            properties.load(in);
            return properties.keySet();
        }
    }

    private static String noise(Random random) {
        var pieces = List.of(
                "\u0000",
                "\r\n",
                "\u202E",
                "\u2066",
                "\uD800",
                "\uDC00",
                "\uFEFF",
                "\u200B",
                "\u2028",
                "\u001B[31m",
                "\u0007",
                "\u0085",
                "<b>",
                "&",
                "督",
                "😀",
                "a",
                " ",
                "\uFFFF",
                "\u061C");
        var text = new StringBuilder();
        for (var i = 0; i < 1 + random.nextInt(400); i++) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }
}
