package org.duban.inbox;

import java.util.Arrays;
import java.util.Locale;
import org.duban.answers.MailedAnswers;
import org.duban.fate.KeptSentence;

/** The sentences that say why a mail that came in has its state. */
public enum InboxReason {
    NOT_OUR_ADDRESS("it came to an address that this installation did not make", "收件地址并非本系统生成"),
    REPORT_WITHOUT_ADDRESS("it reports on a mail but did not come to the address of one", "自称退信报告，但未发到任何邮件的退信地址"),
    NO_REPLY_ADDRESS("it came to no reply address of a notice", "未发到任何督办单的回复地址"),
    UNUSUAL_BOUNCE("a bounce in a form of its own, not that of RFC 3464", "退信格式特殊，不符合 RFC 3464"),
    NO_REPORT("it came to the address for bounces, but it is no report", "发到了退信地址，但不是退信报告"),
    BY_A_PROGRAM("written by a program: {0}", "由程序自动发送（{0}）"),
    NO_ENVELOPE_SENDER("no envelope sender", "无信封发件人"),
    READ_RECEIPT("read receipt", "已读回执"),
    ITS_SUBJECT("its subject", "见其主题"),
    REPORT_TO_REPLY_ADDRESS("a report that came to the reply address", "发到回复地址的报告"),
    REPORT_ON_NO_NOTICE("{0}; there is no such notice", "{0}；没有这份督办单"),
    FAILED("reported failed{0}: {1}", "退信{0}：{1}"),
    DELAYED("reported delayed{0}: {1}", "投递延迟{0}：{1}"),
    DELIVERED("reported delivered{0}: {1}", "已送达{0}：{1}"),
    RELAYED("reported relayed{0}: {1}", "已转交不再报告的服务器{0}：{1}"),
    EXPANDED("reported expanded{0}: {1}", "已分发给列表成员{0}：{1}"),
    NO_WORDS("no words", "无说明"),
    NO_SUCH_NOTICE("there is no such notice", "没有这份督办单"),
    NOTHING_WRITTEN("nothing is written above the quotation", "引文之上没有内容"),
    SEVERAL_NAMED("it names several tasks ({0}): each needs a reply of its own", "提到多个事项（{0}），每个事项须单独回复"),
    NO_TASK_ANY_MORE("the notice tells of no task any more", "该督办单已不涉及任何事项"),
    NONE_NAMED(
            "the notice is about {0} tasks and the reply names none: one of {1} belongs in its first line",
            "该督办单涉及{0}个事项，回复未指明是哪一个：首行应写明 {1} 之一"),
    OTHER_WORDS("its first line begins with none of the words that are understood", "首行开头不是系统能理解的词语"),
    DONE_AND_PERCENTAGE("it says done and names a percentage", "既称完成，又写了百分比"),
    OUR_MISTAKE("internal error: {0}", "系统内部错误：{0}");

    private final KeptSentence sentence;

    InboxReason(String english, String chinese) {
        this.sentence = new KeptSentence(english, chinese);
    }

    /** The sentence as it is kept, in English. */
    String with(String... values) {
        return sentence.with(values);
    }

    /** A kept sentence in the language of its reader; what nobody here said stays as it is. */
    public static String in(Locale reader, String kept) {
        var said = KeptSentence.in(
                reader, kept, Arrays.stream(values()).map(reason -> reason.sentence), value -> in(reader, value));
        return said.equals(kept) ? MailedAnswers.in(reader, kept) : said;
    }
}
