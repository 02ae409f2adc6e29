package org.duban.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.duban.answers.Answer;
import org.duban.inbox.ReplyMeaning.Says;
import org.duban.inbox.ReplyMeaning.Unclear;
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
        var says = (Says) ReplyWords.meaning("已完成，" + "字".repeat(9_000), ONE);

        assertThat(says.note()).hasSizeLessThan(2_000).endsWith("…");
    }
}
