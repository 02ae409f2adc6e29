package org.duban.inbox.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.inbox.Mails.bytes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.duban.inbox.Mails;
import org.duban.inbox.replies.ReplyText;
import org.duban.inbox.replies.ReplyWords;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailParserTests {

    private static final String TO = "bounce+x@duban.example";
    private static final String READER = "education@gyangze.example";

    @Test
    void readsReportsInTheShapeOfPostfix() {
        var mail = MailParser.parse(Mails.postfix(TO, READER, "failed", "5.1.1", "550 5.1.1 No such user"));

        assertThat(mail.addressees()).containsExactly(TO);
        assertThat(mail.report())
                .isEqualTo(new DeliveryReport("failed", "5.1.1", READER, READER, "550 5.1.1 No such user"));
        assertThat(mail.text()).doesNotContain("已完成");
    }

    @Test
    void readsReportsOnAddressesInChinese() {
        var report = MailParser.parse(Mails.postfix(TO, "卫生局@gyangze.example", "failed", "5.1.1", "550 没有此用户"))
                .report();

        assertThat(report.faultOf("卫生局@gyangze.example")).isTrue();
        assertThat(report.reply()).isEqualTo("reported failed 5.1.1 <卫生局@gyangze.example>: 550 没有此用户");
    }

    @Test
    void readsReportsInTheShapeOfExchange() {
        var report = MailParser.parse(Mails.exchange(TO, READER)).report();

        assertThat(report)
                .isEqualTo(new DeliveryReport(
                        "failed", "5.1.10", READER, READER, "550 5.1.10 recipient not found by lookup"));
        assertThat(report.faultOf("Education@Gyangze.example")).isTrue();
    }

    @Test
    void readsReportsInTheShapeOfAChineseProvider() {
        var mail = MailParser.parse(Mails.chineseProvider(TO, READER));

        assertThat(mail.subject()).isEqualTo("系统退信");
        assertThat(mail.text().strip()).isEqualTo("退信");
        assertThat(mail.report()).isEqualTo(new DeliveryReport("failed", "5.0.0", "", READER, "550 User not found"));
        assertThat(mail.report().faultOf(READER)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "failed, 5.1.1, true",
        "failed, 5.2.1, true",
        "failed, 5.1.3, true",
        "failed, 5.1.10, true",
        "failed, 5.4.1, false",
        "failed, 5.0.0, false",
        "failed, 5.2.2, false",
        "failed, 5.2.3, false",
        "failed, 5.1.8, false",
        "failed, 5.4.6, false",
        "failed, 5.3.4, false",
        "failed, 5.7.1, false",
        "failed, 4.4.7, false",
        "delayed, 4.4.1, false",
        "delivered, 2.0.0, false"
    })
    void blamesTheAddressOnlyForWhatIsItsFault(String action, String status, boolean fault) {
        var report = MailParser.parse(Mails.postfix(TO, READER, action, status, "words"))
                .report();

        assertThat(report.faultOf(READER)).isEqualTo(fault);
        assertThat(report.faultOf("somebody-else@gyangze.example")).isFalse();
    }

    @Test
    void givesTheSameMailTheSameKeyWhateverWayItCame() {
        var once = new String(Mails.reply("a@b.example", "已收到"), StandardCharsets.UTF_8);
        var again = "Received: from elsewhere\r\nDelivered-To: c@d.example\r\n" + once;

        assertThat(key(again)).isEqualTo(key(once));
        assertThat(key(once.replace("已收到", "已完成"))).isNotEqualTo(key(once));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Auto-Submitted: auto-generated (vacation)",
                "X-Autoreply: yes",
                "Precedence: auto_reply",
                "Precedence: bulk",
                "Return-Path: <>",
                "Subject: Automatic reply: away",
                "Subject: =?gbk?b?wLTX1HpoYW5nQHVuaXQuZXhhbXBsZbXE19S2r7vYuLQ=?=",
                "Subject: [Auto-Reply] x",
                "Subject: Auto: x",
                "Subject: OOO: x",
                "Subject: Out of Office",
                "Subject: Automatic response",
                "Subject: Auto Response: x",
                "Subject: Vacation reply",
                "Subject: I am on annual leave",
                "Subject: Read: x",
                "Subject: Not read: x",
                "Subject: 【自动回复】您好",
                "Subject: 来自张三的自动回复",
                "Subject: 自动答复: x",
                "Subject: 已读: x",
                "Subject: 已读回执：x",
                "Subject: 张三 不在办公室",
                "Subject: 休假自动回复",
                "Subject: 自动回执: x",
                "Subject: (自动答复) x",
                "Subject: Automatische Antwort: x",
                "Subject: Réponse automatique : x",
                "Subject: RE: x (Out of Office)",
                "X-QQ-AUTO-REPLY: yes",
                "X-QQ-HolidayReply: true",
                "X-Auto-Response-Suppress: All",
                "Subject: =?UTF-8?B?6Ieq5Yqo5Zue5aSNOiDkvJHlgYc=?="
            })
    void knowsPrograms(String header) {
        assertThat(MailParser.parse(bytes(header + "\n\n已收到")).automatic()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: no",
                "Subject: Re: Automatic reply settings",
                "Subject: Re: Auto: x",
                "Subject: 回复：【自动回复】您好",
                "Subject: 回复：自动回复系统建设",
                "Subject: 已读，请查收",
                "Subject: Reading room",
                "Subject: 答复：休假制度落实",
                "Subject: Autobahn",
                "Subject: 自动回复率提升工作",
                "Subject: 休假通知制度整改：回复",
                "Subject: 不在办公室问题整治",
                "Subject: 回复：【交办】整治工作人员不在办公室问题",
                "Subject: 关于张三离开单位的说明",
                "Return-Path: <a@b.example>"
            })
    void takesOthersForPeople(String header) {
        assertThat(MailParser.parse(bytes(header + "\n\n已收到")).automatic()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            【自动回复】您的邮件已收到，我会尽快处理。      | true
            已收到。本邮件为系统自动回复，请勿回复。        | true
            Received. This is an automatic reply.           | true
            This is an auto-generated response.             | true
            已收到，自动回复功能已上线                      | false
            已收到⏎------原始邮件------⏎【自动回复】您好  | false
            已收到⏎> This is an automatic reply             | false
            """)
    void knowsProgramsByTheirWords(String words, boolean program) {
        var mail = MailParser.parse(bytes("Content-Type: text/plain; charset=utf-8\n\n" + words.replace('⏎', '\n')));

        assertThat(mail.automatic() != null).isEqualTo(program);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            已完成                                              | 已完成，但第三项未完成 | mixed       | 已完成⏎已完成，但第三项未完成
            已收到                                              | <p>已收到</p>          | mixed       | 已收到
            请使用支持HTML的邮件客户端查看                      | <p>已收到</p>          | alternative | 已收到
            Your mail client does not support HTML              | <p>已收到</p>          | alternative | 已收到
            已收到                                              | <p>已完成</p>          | alternative | 已收到
            ''                                                  | <p>已收到</p>          | alternative | 已收到
            """)
    void readsAllThatIsWritten(String first, String second, String kind, String all) {
        var html = second.startsWith("<") ? "text/html" : "text/plain";
        var mail = MailParser.parse(bytes("Content-Type: multipart/" + kind + "; boundary=b\n\n--b\n"
                + "Content-Type: text/plain; charset=utf-8\n\n" + first + "\n--b\nContent-Type: image/png\n\nx\n--b\n"
                + "Content-Type: " + html + "; charset=utf-8\n\n" + second + "\n--b--\n"));

        assertThat(mail.text().strip().replaceAll("\\s+", "⏎")).isEqualTo(all);
    }

    @Test
    void readsOfSeveralRecipientsThatWhichIsAsked() {
        var mail = MailParser.parse(bytes("""
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; x

                Final-Recipient: rfc822; education@gyangze.example
                Action: delivered
                Status: 2.0.0

                Final-Recipient: rfc822; other@else.example
                Action: failed
                Status: 5.1.1

                --b--
                """));

        assertThat(mail.report().about(READER))
                .hasValueSatisfying(one -> assertThat(one.arrived()).isTrue());
        assertThat(mail.report().about("other@else.example"))
                .hasValueSatisfying(one -> assertThat(one.failed()).isTrue());
        assertThat(mail.report().about("third@else.example")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            收件人：zhang@unit.example不存在     | zhang@unit.example
            收件人地址zhang@unit.example。       | zhang@unit.example
            无法发送到 <zhang@unit.example>      | zhang@unit.example
            收件人：卫生局@unit.example          | 卫生局@unit.example
            收件人：张三@例子.中国               | 张三@例子.中国
            """)
    void findsAnAddressAmongChineseWords(String words, String address) {
        var mail = MailParser.parse(bytes("From: postmaster@x.example\nSubject: =?utf-8?B?57O757uf6YCA5L+h?=\n"
                + "Content-Type: text/plain; charset=utf-8\n\n" + words + "\n"));

        assertThat(mail.told().finalRecipient()).isEqualTo(address);
    }

    @Test
    void knowsReadReceipts() {
        var mail = MailParser.parse(bytes("""
                Content-Type: multipart/report; report-type=disposition-notification; boundary=b

                --b
                Content-Type: text/plain

                read
                --b
                Content-Type: message/disposition-notification

                Disposition: manual-action/MDN-sent-manually; displayed
                --b--
                """));

        assertThat(mail.automatic()).isEqualTo(InboxReason.READ_RECEIPT.with());
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, UTF-8",
        "gb2312, GB18030",
        "GBK, GBK",
        "UTF-8, GB18030",
        "us-ascii, UTF-8",
        "us-ascii, GBK",
        "no-such-charset, UTF-8",
        "gb2312, UTF-8",
        "big5, Big5"
    })
    void readsTextWhateverCharsetItClaims(String claimed, String used) {
        var words = claimed.equals("big5") ? "已收到" : "已收到，办理中";
        var head = "Content-Type: text/plain; charset=" + claimed + "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";

        var text = MailParser.parse(joined(head, words.getBytes(Charset.forName(used))))
                .text();

        if (!claimed.equals("gb2312") || !used.equals("UTF-8")) {
            assertThat(text).isEqualTo(words);
        } else {
            assertThat(ReplyWords.meaning(text, java.util.List.of("t"))).isNotNull();
        }
    }

    @Test
    void readsHtmlWithoutWhatIsQuotedInIt() {
        var mail = MailParser.parse(bytes("""
                Content-Type: text/html; charset=UTF-8

                <html><head><title>x</title><style>p{}</style></head><body>
                <div>进展&nbsp;60%<br>主体完工</div><script>已完成</script>
                <blockquote>已完成</blockquote><div class="gmail_quote">已完成</div></body></html>
                """));

        assertThat(ReplyText.of(mail.text())).containsExactly("进展 60%", "主体完工");
    }

    @Test
    void prefersPlainTextAndLeavesAttachmentsAlone() {
        var mail = MailParser.parse(bytes("""
                Content-Type: multipart/mixed; boundary=o

                --o
                Content-Type: text/plain; name=a.txt
                Content-Disposition: attachment; filename=a.txt

                已完成
                --o
                Content-Type: multipart/alternative; boundary=i

                --i
                Content-Type: text/plain

                received
                --i
                Content-Type: text/html

                <p>done</p>
                --i--
                --o--
                """));

        assertThat(mail.text().strip()).isEqualTo("received");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hz-gb-2312 | ~{RQJU5=~}        | 已收到
            HZ         | ~~ ~{RQJU5=~} ok  | ~ 已收到 ok
            utf-7      | +XfJlNlIw         | 已收到
            UTF-7      | +XfJlNlIw-, 1+-1  | 已收到, 1+1
            """)
    void decodesTheOldCharsetsOfSevenBits(String charset, String bytes, String words) {
        var mail = MailParser.parse(bytes("Content-Type: text/plain; charset=" + charset + "\n\n" + bytes));

        assertThat(mail.text().strip()).isEqualTo(words);
    }

    @Test
    void readsWhatStandsBehindALargeAttachment() throws IOException {
        var mail = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/zip\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n" + ("A".repeat(76) + "\r\n").repeat(20_000)
                + "--b\r\nContent-Type: text/plain\r\n\r\nreceived\r\n--b--\r\n";

        var read = MailBytes.read(new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII)), 100_000);

        assertThat(read).hasSizeBetween(100_000 + 256 * 1024, 101_000 + 256 * 1024);
        assertThat(MailParser.parse(read).text().strip()).isEqualTo("received");
        assertThat(MailBytes.read(new ByteArrayInputStream(read), 10_000_000)).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit"})
    void readsWhatStandsBetweenTwoLargeAttachments(String type) throws IOException {
        var attached = "--b\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + ("A".repeat(76) + "\r\n").repeat(20_000);
        var mail = "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + attached + "--b\r\nContent-Type: " + type
                + "\r\n\r\nnot ours: " + "a".repeat(80) + "\r\n" + attached + "--b--\r\n";

        var read = MailBytes.read(new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII)), 100_000);

        assertThat(read.length).isLessThan(100_000 + 2 * 256 * 1024);
        assertThat(MailParser.parse(read).text().strip()).isEqualTo("not ours: " + "a".repeat(80));
    }

    @Test
    void endsSoonHoweverManyPartsThereAre() {
        var out = new StringBuilder("Content-Type: multipart/mixed; boundary=b\n\n");
        for (var i = 0; i < 10_000; i++) {
            out.append("--b\nContent-Type: application/octet-stream\n\nx\n");
        }
        out.append("--b\nContent-Type: text/plain\n\n已收到\n--b--\n");

        var mail = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> MailParser.parse(bytes(out.toString())));

        assertThat(mail.text()).isEmpty();
    }

    @Test
    void endsSoonHoweverDeepItGoes() {
        var out = new StringBuilder();
        for (var i = 0; i < 2_000; i++) {
            out.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        out.append("Content-Type: text/plain\n\n已收到\n");

        var mail = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> MailParser.parse(bytes(out.toString())));

        assertThat(mail.text()).isEmpty();
    }

    @Test
    void readsAnyBytesWithoutFailing() {
        var random = new Random(7);
        var valid = Mails.postfix(TO, READER, "failed", "5.1.1", "words");
        for (var round = 0; round < 2_000; round++) {
            var broken = valid.clone();
            for (var i = 0; i < 20; i++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            var mail = MailParser.parse(broken);
            assertThat(mail.key()).hasSize(64);
            assertThat(mail.subject().chars()).noneMatch(Character::isISOControl);
        }
    }

    @Test
    void shortensHugeText() {
        var mail = MailParser.parse(bytes("Content-Type: text/html\n\n" + "<div>".repeat(400_000) + "已收到"));

        assertThat(mail.text()).hasSizeLessThan(70_000);
    }

    private static String key(String mail) {
        return MailParser.parse(mail.getBytes(StandardCharsets.UTF_8)).key();
    }

    private static byte[] joined(String head, byte[] body) {
        var first = head.getBytes(StandardCharsets.US_ASCII);
        var all = java.util.Arrays.copyOf(first, first.length + body.length);
        System.arraycopy(body, 0, all, first.length, body.length);
        return all;
    }
}
