package org.duban.inbox.replies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.duban.inbox.mime.InboxReason;
import org.duban.inbox.replies.ReplyMeaning.Says;
import org.duban.inbox.replies.ReplyMeaning.Unclear;
import org.duban.reasons.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may stand beside an answer, and what is for a person to read. A line break is written ⏎. */
class HarmlessWordsTests {

    private static final List<String> TASK = List.of("gz-2026-017");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            您好，已收到。                                            | RECEIVED
            好的收到                                                  | RECEIVED
            我局已收到                                                | RECEIVED
            收到谢谢                                                  | RECEIVED
            收到收到                                                  | RECEIVED
            尊敬的领导：⏎您好！⏎已收到                               | RECEIVED
            王主任，已收到                                            | RECEIVED
            市领导小组办公室：⏎已收到贵办督办单。                    | RECEIVED
            已收到，我局将按要求抓紧办理                              | RECEIVED
            已收到，我局将认真落实                                    | RECEIVED
            收到，马上办                                              | RECEIVED
            收到，马上落实                                            | RECEIVED
            收到，我们会尽快办理，谢谢！                              | RECEIVED
            收到，按要求办理                                          | RECEIVED
            收到，将按时完成                                          | RECEIVED
            收到，将按时限要求上报结果                                | RECEIVED
            已收到，已安排专人办理                                    | RECEIVED
            已收到，已转相关科室办理                                  | RECEIVED
            收到，谢谢提醒                                            | RECEIVED
            收到，感谢领导对我们工作的关心                            | RECEIVED
            已收到。⏎⏎此致⏎敬礼⏎无锡市教育局                      | RECEIVED
            已收到⏎⏎张三  县教育局⏎13800000000                      | RECEIVED
            已收到⏎⏎张三⏎无锡市非遗中心⏎电话 0510-1234              | RECEIVED
            已收到⏎⏎单位：县教育局⏎联系人：张三⏎手机：138-0000-0000 | RECEIVED
            已收到，县教育局                                          | RECEIVED
            收到，正在办理中                                          | RECEIVED
            收到，我们正在办理，完成后及时报告                        | RECEIVED
            收悉，将于规定时限内办结                                  | RECEIVED
            收到，已安排专人负责                                      | RECEIVED
            收到，已向领导汇报                                        | RECEIVED
            已收到⏎⏎扎西次仁                                        | RECEIVED
            已收到⏎李明 办公室主任⏎县教育局办公室⏎电话：0892-8812345 | RECEIVED
            Received, will comply                                     | RECEIVED
            Done as requested                                         | SUBMITTED
            Done. Regards, Wang                                       | SUBMITTED
            已于11月20日完成                                          | SUBMITTED
            已整改完成                                                | SUBMITTED
            已完成，申请销号                                          | SUBMITTED
            已完成，附照片3张                                         | SUBMITTED
            收到，李明                                                | RECEIVED
            收到，2026年11月30日                                      | RECEIVED
            已收到⏎⏎县教育局⏎2026年11月30日                         | RECEIVED
            已收到《关于督促退回违规资金的通知》                      | OFFICE
            已收到，《关于督促退回违规资金的通知》                    | RECEIVED
            Received, thanks. We will take care of it                 | RECEIVED
            Received. We will handle it as soon as possible.          | RECEIVED
            Received, will do.                                        | RECEIVED
            Received, thank you for the reminder                      | RECEIVED
            Received with thanks.⏎⏎Best regards,⏎John Smith          | RECEIVED
            Received, working on it.                                  | RECEIVED
            已经完成                                                  | SUBMITTED
            已完成，请审核                                            | SUBMITTED
            已完成，请领导审阅                                        | SUBMITTED
            已完成，请验收                                            | SUBMITTED
            已完成，材料见附件                                        | SUBMITTED
            已完成，详见附件                                          | SUBMITTED
            已完成，材料已上传                                        | SUBMITTED
            已完成，整改报告和现场照片已上传系统                      | SUBMITTED
            已完成，照片附后，请查收                                  | SUBMITTED
            已完成，谢谢！                                            | SUBMITTED
            报告领导，已完成                                          | SUBMITTED
            领导您好：我单位已完成此项工作。                          | SUBMITTED
            已按要求办结。                                            | SUBMITTED
            已完成。⏎⏎张三⏎无锡市非遗中心⏎电话 0510-1234           | SUBMITTED
            已完成⏎⏎地址：不夜城路8号                                | SUBMITTED
            Done. Please find the report attached.                    | SUBMITTED
            Done. Please see the attachment.                          | SUBMITTED
            Done, please review                                       | SUBMITTED
            Done, thank you for the reminder.                         | SUBMITTED
            Completed. The photos are attached.                       | SUBMITTED
            Done.⏎⏎Kind regards⏎John Smith⏎Tel: +86 510 1234       | SUBMITTED
            60%                                                       | PROGRESSED 60
            百分之六十                                                | PROGRESSED 60
            进展情况：已完成60%                                       | PROGRESSED 60
            工作已完成百分之八十                                      | PROGRESSED 80
            progress is at 45 per cent                                | PROGRESSED 45
            进展60%，剩余部分正在推进                                 | PROGRESSED 60
            进展60%，有3名群众拒收                                    | PROGRESSED 60
            """)
    void leaveAnAnswerAsItIs(String text, String meaning) {
        assertThat(inShort(text)).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            已完成：3项；在办：2项
            已完成，遗留2项
            已完成，第三项搁置
            已完成，其中一项进行中
            已完成，10项中9项
            完成，余一项
            已完成，余一项
            已完成⏎余一项
            已完成，约九成
            已完成（主体）
            已完成，材料后补
            已完成，主体已完工
            已完成，三处已拆除
            已完成，个别户未走访
            已完成，个别户推后
            完成，第三项缓办
            已完成。上述情况属误报，实际未开工
            已办结：3/5
            已完成？
            已完成！？
            已完成，道路还要铺
            已完成，等资金
            已完成，验收不合格
            已完成，将按要求办理
            已完成⏎----------⏎尚有两项未完成
            已完成。⏎________________⏎余两项未完成
            已完成⏎--⏎尚有两项未完成，请延期
            已完成⏎⏎From: item 4 on, nothing is done
            已完成⏎Sent: nothing yet for items 3
            已完成⏎⏎> 引用⏎⏎另：第3项未完成
            已完成⏎⏎在 2026/11/30 4:20, duban 写道:⏎> 蓝色督办单⏎⏎另有一项在办
            Done⏎⏎On Mon, Nov 30, 2026 at 4:20 AM Duban <a@b.example> wrote:⏎> x⏎⏎items 3 and 4 to follow
            Done, waiting for the audit.
            Done, 9 of 10
            Completed. Item 3 to follow in January.
            Done, item 3 will follow
            Done: nine items
            Done, we will do it in time
            收到，建议由民政局牵头办理
            收到，应由民政局负责
            收到。请民政局办理
            收到，民政局办理
            收到，贵办处理
            收到，相关部门办理
            收到，我单位已撤并
            收到，需要到12月31日才能完成
            收到，12月31日完成
            收到，时间来不及
            收到，请批示
            Received. Done.
            已完成⏎Item Three Open
            已完成，南街已硬化
            收到，资金未到位
            收到，第三项有困难
            收到，我局会同民政局办理
            收到，马上转民政局
            收到，无法按时完成
            已完成，材料随后报送
            已完成，教育局
            收到，本月内办不完
            收到，希望多给两周时间
            已收到。我单位不是责任单位
            收到⏎⏎在 2026/11/30 4:20, duban 写道:⏎> 蓝色督办单⏎⏎此事归民政局
            收到⏎⏎此事归民政局
            Received, this should go to the civil affairs bureau.
            Received. This is for the civil affairs bureau.
            Received, we need until 31 December.
            Received. We need two more weeks.
            Received, but not ours
            Received, your office will handle it
            Received. The bureau no longer exists.
            40% 未完成
            30% 剩余
            30% 没有完成
            40% left
            60% to go
            60% remaining
            50% behind schedule
            进度：20%滞后
            进展60%，请核减至40%
            """)
    void everythingElseIsForAPerson(String text) {
        assertThat(inShort(text)).isEqualTo("OFFICE");
    }

    @Test
    void aLineThatLooksLikeTheBeginningOfASignatureEndsNothing() {
        assertThat(inShort("已完成⏎⏎|⏎尚有两项未完成")).isEqualTo("OFFICE");
        assertThat(inShort("已完成⏎⏎| |⏎zhang⏎|⏎|⏎邮箱：zhang@unit.example⏎|⏎签名由 网易邮箱大师 定制"))
                .isEqualTo("SUBMITTED");
    }

    @Test
    void theReasonNamesTheWords() {
        assertThat(reason("已完成，谢谢。第三项搁置")).isEqualTo(InboxReason.WORDS_BESIDE.with("第三项搁置"));
        assertThat(reason("40% left")).isEqualTo(InboxReason.WORDS_BESIDE.with("left"));
    }

    @Test
    void nothingLongIsHarmless() {
        assertThat(inShort("已完成，" + "照片".repeat(40))).isEqualTo("OFFICE");
    }

    private static Reason reason(String text) {
        return ((Unclear) ReplyWords.meaning(text, TASK)).reason();
    }

    private static String inShort(String text) {
        return ReplyWords.meaning(text.replace('⏎', '\n'), TASK) instanceof Says says
                ? (says.answer() + " " + says.percent()).strip()
                : "OFFICE";
    }
}
