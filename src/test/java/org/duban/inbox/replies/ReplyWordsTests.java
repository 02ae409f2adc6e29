package org.duban.inbox.replies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.duban.answers.links.Answer;
import org.duban.inbox.mime.InboxReason;
import org.duban.inbox.replies.ReplyMeaning.Says;
import org.duban.inbox.replies.ReplyMeaning.Unclear;
import org.duban.words.ReasonWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

class ReplyWordsTests {

    private static final List<String> ONE = List.of("gz-2026-017");
    private static final List<String> TWO = List.of("gz-2026-017", "gz-2026-018");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            已收到                           | RECEIVED   | '' | ''
            收到，谢谢。                     | RECEIVED   | '' | 谢谢。
            收到了                           | RECEIVED   | '' | ''
            已签收 谢谢                      | RECEIVED   | '' | ''
            Received                         | RECEIVED   | '' | ''
            RECEIVED with thanks.            | RECEIVED   | '' | ''
            进展 60%                         | PROGRESSED | 60 | ''
            进展６０％，主体完工，待验收     | PROGRESSED | 60 | 主体完工，待验收
            进度：约30%                      | PROGRESSED | 30 | ''
            工作进展已达百分之45             | PROGRESSED | 45 | ''
            已完成50%                        | PROGRESSED | 50 | ''
            Progress: 60% - Roof tiles done  | PROGRESSED | 60 | - Roof tiles done
            completed 80 percent             | PROGRESSED | 80 | ''
            progress 160%                    | PROGRESSED | 160 | ''
            已完成                           | SUBMITTED  | '' | ''
            办结！照片见附件                 | SUBMITTED  | '' | 照片见附件
            Done.                            | SUBMITTED  | '' | ''
            Completed: Photos are on the Way | SUBMITTED  | '' | Photos are on the Way
            done - see the photo             | SUBMITTED  | '' | see the photo
            """)
    void understandsAWordAtTheStart(String text, Answer answer, String percent, String note) {
        assertThat(ReplyWords.meaning(text, ONE)).isEqualTo(new Says(answer, "gz-2026-017", percent, note));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "未收到附件",
                "还没有完成",
                "已完成一半",
                "已完成，约60%",
                "completed 3 of 5 items",
                "done with half of it",
                "Received nothing so far",
                "进展顺利",
                "进展 60 户",
                "进展 60.5%",
                "请问附件在哪里？",
                "60",
                "not done"
            })
    void leavesToTheOfficeWhatMayMeanSomethingElse(String text) {
        assertThat(ReplyWords.meaning(text, ONE)).isInstanceOf(Unclear.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            您好，已收到。                    | RECEIVED
            好的收到                          | RECEIVED
            好的，收到。                      | RECEIVED
            我局已收到                        | RECEIVED
            我单位已收到，谢谢                | RECEIVED
            县教育局已收到                    | RECEIVED
            收到谢谢                          | RECEIVED
            收到，谢谢领导                    | RECEIVED
            已收悉，我们将按要求抓紧落实      | RECEIVED
            来函收悉                          | RECEIVED
            邮件已收到                        | RECEIVED
            已收到您的邮件                    | RECEIVED
            收到督办单。                      | RECEIVED
            督办通知已收到，谢谢              | RECEIVED
            张主任您好，已收到                | RECEIVED
            领导好！收到！                    | RECEIVED
            OK, received.                     | RECEIVED
            Thank you, received.              | RECEIVED
            Well received, thanks             | RECEIVED
            We have received your mail.       | RECEIVED
            Noted with thanks.                | RECEIVED
            Receipt confirmed.                | RECEIVED
            已经完成                          | SUBMITTED
            我局已完成                        | SUBMITTED
            已全部完成                        | SUBMITTED
            全部已完成                        | SUBMITTED
            已按时完成                        | SUBMITTED
            按时完成                          | OFFICE
            如期完成                          | OFFICE
            还没等教育局收到                  | OFFICE
            该事项已办结                      | SUBMITTED
            此项工作已完成，请验收            | SUBMITTED
            已完成，请领导审核                | SUBMITTED
            已完成拆除                        | OFFICE
            已完成，违建已拆除                | SUBMITTED
            已完成，隐患已全部排除            | SUBMITTED
            办结。已拆除围挡，清除垃圾        | SUBMITTED
            已完成，拆除外墙                  | SUBMITTED
            已完成，待验收                    | SUBMITTED
            已完成，2026/11/30验收            | SUBMITTED
            Completed, photos attached        | SUBMITTED
            It is done.                       | SUBMITTED
            All done, see attached report     | SUBMITTED
            60%                               | PROGRESSED 60
            百分之六十                        | PROGRESSED 60
            进展百分之八十五                  | PROGRESSED 85
            已完成百分之百                    | PROGRESSED 100
            目前进度：60%左右，主体完工       | PROGRESSED 60
            我局工作已完成70%                 | PROGRESSED 70
            完成率45%                         | PROGRESSED 45
            进展60%，但资金尚未到位           | PROGRESSED 60
            """)
    void understandsPeopleWhoArePolite(String text, String meaning) {
        assertThat(inShort(ReplyWords.meaning(text, ONE))).isEqualTo(meaning);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "已完成（部分）",
                "已完成，还差两项",
                "已完成，还差两项未验收",
                "办结：否",
                "已完成，但资金未到位",
                "已完成，除第三项外",
                "已完成，除了道路硬化",
                "完成。除绿化以外",
                "已完成，其余下周完成",
                "已完成，预计12月底验收",
                "已完成，仍有三户未搬迁",
                "已完成，剩余部分正在推进",
                "已完成（2/3）",
                "已完成（第一阶段）",
                "已完成：初稿",
                "基本完成",
                "部分完成",
                "即将完成",
                "未完成",
                "没有完成",
                "已完成，请问还需要提供什么材料？",
                "已完成吗？",
                "已完成\n但第二项还没有验收",
                "完成，不符合要求的已退回",
                "办结，申请延期至12月31日",
                "Done, except item 3",
                "Done, except for item 3.",
                "Done, but the second item is missing",
                "Done (partly)",
                "Completed, apart from the roof",
                "Finished: only the first phase",
                "Done. Not yet inspected",
                "Done - however we need more time",
                "Done, will be inspected next week",
                "Done?",
                "已收到，申请延期至12月31日",
                "收到，但不属我单位职责",
                "收到，但此事不属我单位职责，请改派。",
                "收到，请转民政局办理",
                "收到。此事应由民政局负责，请转办",
                "收到，请问附件在哪里？",
                "收到，附件打不开",
                "已收到\n\n我单位无权办理，建议移交住建局",
                "收到，有困难，请协调资金",
                "收到，时限能否推迟一周",
                "签收，对扣分有异议",
                "Received, but this is not ours",
                "Received. Please extend the deadline to 31 December",
                "Received, could you send the attachment again",
                "Received - wrong office, please reassign",
                "进展60%，申请延期至12月31日",
                "进展60%，请问何时验收？",
                "进展60%以下",
                "60%的资金未到位",
                "progress 60%, we request an extension"
            })
    void bringsToTheOfficeWhatTakesSomethingBackOrAsks(String text) {
        assertThat(ReplyWords.meaning(text, ONE)).isInstanceOf(Unclear.class);
    }

    @Test
    void saysWhichWordsMakeItUnclear() {
        assertThat(ReplyWords.meaning("已收到，申请延期至12月31日", ONE))
                .isEqualTo(new Unclear(InboxReason.WORDS_BESIDE.with("申请延期至12月31日")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "尊敬的领导：\n您好！\n已收到",
                "王主任：您好！\n\n已收到",
                "Dear Ms Wang,\n\nreceived",
                "[外部邮件] 本邮件来自外部，请谨慎点击链接。\n\n已收到",
                "CAUTION: This email originated from outside the organisation.\n\n已收到",
                "\uFEFF已收到",
                "已收到\n\n--\n张三",
                "已收到\n\n| |\n张三\n|\n|\nzhang@unit.example\n|\n签名由 网易邮箱大师 定制",
                "已收到\n发自 网易邮箱大师",
                "已收到\n发自我的华为手机",
                "已收到\n从我的华为手机发送",
                "已收到\n获取 Outlook for iOS",
                "已收到\nGet Outlook for Android",
                "已收到\nSent from Mail for Windows",
                "已收到\n\nAt 2026-11-30 04:20:54, \"duban@example.org\" <duban@example.org> wrote:\n已完成",
                "已收到\n\nOn 11/30/2026 04:20，duban@example.org<duban@example.org> wrote：\n已完成",
                "已收到\n\n---- 回复的原邮件 ----\n| 发件人 | duban@example.org |\n已完成",
                "已收到\n\n---- Replied Message ----\n| From | duban@example.org |\n已完成",
                "已收到\n\n------------------&nbsp;原始邮件&nbsp;------------------\n已完成",
                "已收到\n\n-----原始邮件-----\n发件人:\"duban\" <duban@example.org>\n已完成",
                "已收到\n\n*发件人:* duban@example.org\n已完成",
                "已收到\n\n**发件人：** duban@example.org\n已完成",
                "已收到\n\n-----duban@example.org 写道: -----\n收件人: 张三\n已完成",
                "已收到\n\n-----duban@example.org wrote: -----\nTo: Zhang\n已完成",
                "已收到\n\nFrom: duban@example.org\n已完成",
                "已收到\n\n发件人： duban@example.org\n发送时间： 2026-11-30\n已完成",
                "已收到\n\nduban@example.org 于2026年11月30日周一 04:20写道：\n已完成",
                "在 2026/11/30 4:20, duban@example.org 写道:\n> 已完成\n>\n\n已收到"
            })
    void findsWhatWasWrittenAmongWhatMailReadersAdd(String text) {
        assertThat(ReplyWords.meaning(text, ONE)).isEqualTo(new Says(Answer.RECEIVED, "gz-2026-017", "", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "在 2026/11/30 4:20, duban@example.org 写道:\n> 请及时签收\n\n-----原始邮件-----\n已完成",
                "在 2026/11/30 4:20, duban@example.org 写道:\n已完成",
                "发件人： duban@example.org\n已完成"
            })
    void takesNothingFromBelowAQuotationThatIsNotMarked(String text) {
        assertThat(ReplyWords.meaning(text, ONE)).isEqualTo(new Unclear(InboxReason.NOTHING_WRITTEN.with()));
        assertThat(ReplyText.shown(text)).contains("已完成");
    }

    private static String inShort(ReplyMeaning meaning) {
        return meaning instanceof Says says ? (says.answer() + " " + says.percent()).strip() : "OFFICE";
    }

    @Test
    void takesWhatFollowsAsTheNoteButNoQuotationAndNoSignature() {
        var text = "您好：\r\n\r\n进展 60%，主体完工\r\n下周验收\r\n\r\n-- \r\n县教育局\r\n";

        assertThat(ReplyWords.meaning(text, ONE))
                .isEqualTo(new Says(Answer.PROGRESSED, "gz-2026-017", "60", "主体完工\n下周验收"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> 已完成",
                "-----Original Message-----\n已完成",
                "------------------ 原始邮件 ------------------\n已完成",
                "发件人：督办\n已完成",
                "On Mon, 23 Nov 2026 at 09:30, Duban <duban@example.org> wrote:\n已完成",
                "On Mon, 23 Nov 2026 at 09:30, Duban\n<duban@example.org> wrote:\n已完成",
                "在 2026-11-23 09:30:00，督办 <duban@example.org> 写道：\n已完成",
                "________________________________\n已完成",
                "发自我的iPhone\n> 已完成",
                "   \n\n"
            })
    void takesNothingFromTheMailThatIsAnswered(String text) {
        assertThat(ReplyWords.meaning(text, ONE)).isEqualTo(new Unclear(InboxReason.NOTHING_WRITTEN.with()));
    }

    @Test
    void wantsTheTaskNamedWhereTheNoticeHasSeveral() {
        assertThat(ReplyWords.meaning("已收到", TWO))
                .isInstanceOfSatisfying(
                        Unclear.class,
                        unclear -> assertThat(ReasonWords.english(unclear.reason()))
                                .contains("gz-2026-017, gz-2026-018"));
        assertThat(ReplyWords.meaning("gz-2026-018：已收到", TWO))
                .isEqualTo(new Says(Answer.RECEIVED, "gz-2026-018", "", ""));
        assertThat(ReplyWords.meaning("【GZ-2026-018】已完成", TWO))
                .isEqualTo(new Says(Answer.SUBMITTED, "gz-2026-018", "", ""));
        assertThat(ReplyWords.meaning("进展 gz-2026-017 60%", TWO))
                .isEqualTo(new Says(Answer.PROGRESSED, "gz-2026-017", "60", ""));
    }

    @Test
    void doesNotTakeALongerIdForAShorterOne() {
        assertThat(ReplyWords.meaning("已收到 gz-2026-0171", TWO)).isInstanceOf(Unclear.class);
    }

    @Test
    void answersOnlyOneTaskAtATime() {
        assertThat(ReplyWords.meaning("gz-2026-017 已收到\ngz-2026-018 已完成", TWO))
                .isInstanceOfSatisfying(
                        Unclear.class,
                        unclear -> assertThat(ReasonWords.english(unclear.reason()))
                                .contains("several tasks"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail_zh_CN", "mail_en"})
    void understandsTheWordsThatLettersOffer(String bundle) throws IOException {
        var words = new Properties();
        try (var file = new ClassPathResource("words/" + bundle + ".properties").getInputStream()) {
            words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }

        for (var answer : List.of(Answer.RECEIVED, Answer.PROGRESSED, Answer.SUBMITTED)) {
            var said = words.getProperty("reply." + answer);
            assertThat(ReplyWords.meaning(said, ONE))
                    .isInstanceOfSatisfying(
                            Says.class, says -> assertThat(says.answer()).isEqualTo(answer));
            assertThat(ReplyWords.meaning(said + " gz-2026-018", TWO)).isInstanceOf(Says.class);
        }
    }

    @Test
    void keepsLongNotesShort() {
        var says = (Says) ReplyWords.meaning("进展60%，" + "字".repeat(9_000), ONE);

        assertThat(says.note()).hasSizeLessThan(2_000).endsWith("…");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            已收到 江孜督办〔2026〕12号         | t-12
            江孜督办〔2026〕2号：已收到         | t-2
            【江孜督办〔2026〕12号】已收到      | t-12
            已收到 t-2                          | t-2
            """)
    void knowsATaskByItsNumberAsByItsId(String text, String task) {
        var numbers = Map.of("t-2", "江孜督办〔2026〕2号", "t-12", "江孜督办〔2026〕12号");

        assertThat(ReplyWords.meaning(ReplyWords.byIds(text, numbers), List.of("t-2", "t-12")))
                .isEqualTo(new Says(Answer.RECEIVED, task, "", ""));
    }

    /** Names that begin or end like words which hand a matter on, or do not look like offices at all. */
    @ParameterizedTest
    @CsvSource({
        "定日县协同办, 收到，协同办",
        "定日县协同办, 已收到⏎定日县协同办",
        "聂拉木县亚来乡人民政府, 收到，亚来乡",
        "聂拉木县亚来乡人民政府, 已收到⏎亚来乡政府 王芳",
        "聂拉木县差那乡人民政府, 收到 差那乡人民政府",
        "Plateau Guard Post 7, Received.⏎Plateau Guard Post 7",
        "Plateau Guard Post 7, 'Received, guard post 7'"
    })
    void takesTheNameOfTheUnitToldForItsSignature(String unit, String text) {
        var written = text.replace('⏎', '\n');

        assertThat(inShort(ReplyWords.meaning(written, ONE, List.of(unit)))).isEqualTo("RECEIVED");
        assertThat(ReplyWords.meaning(written, ONE)).isInstanceOf(Unclear.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"收到，请转亚来乡", "收到，协亚来乡", "收到，人民政府不负责", "收到，来乡", "已完成，仅亚来乡", "已完成，亚来乡、聂拉木镇", "收到，除亚来乡外"})
    void takesNothingElseForItWhereItsNameIsMentioned(String text) {
        assertThat(ReplyWords.meaning(text, ONE, List.of("聂拉木县亚来乡人民政府"))).isInstanceOf(Unclear.class);
    }
}
