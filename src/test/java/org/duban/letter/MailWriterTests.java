package org.duban.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.letter.NoticeFixture.aLine;
import static org.duban.letter.NoticeFixture.aNotice;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.spec.SecretKeySpec;
import org.duban.answers.links.SignedAddresses;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailWriterTests {

    private static final Set<String> HEADERS = Set.of(
            "Date",
            "From",
            "Reply-To",
            "To",
            "Message-ID",
            "In-Reply-To",
            "References",
            "Subject",
            "MIME-Version",
            "Content-Type",
            "Content-Language",
            "Auto-Submitted",
            "X-Auto-Response-Suppress",
            "X-Duban-Notice",
            "X-Duban-Number",
            "X-Duban-Kind",
            "X-Duban-Level",
            "X-Duban-Tasks");

    private final Letters letters = LetterGallery.withoutAnswers();

    @Test
    void keepsWhatOthersRelyOn() throws Exception {
        var message = parsed(aNotice().saying(aLine()));

        assertThat(message.getMessageID()).isEqualTo("<0193a1b2-0000-7000-8000-000000000001@duban.example>");
        assertThat(message.getSentDate().toInstant()).isEqualTo(Instant.parse("2026-11-23T01:30:00Z"));
        assertThat(message.getHeader("Date")).containsExactly("Mon, 23 Nov 2026 09:30:00 +0800");
        assertThat(message.getHeader("From")).containsExactly("duban@duban.example");
        assertThat(message.getHeader("Reply-To")).containsExactly("<office@gyangze.example>");
        assertThat(message.getHeader("To")).containsExactly("<education@gyangze.example>");
        assertThat(message.getSubject()).isEqualTo("【还剩3个工作日】完成军人子女优待入学名册核对并公示");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
        assertThat(message.getHeader("X-Duban-Notice")).containsExactly("0193a1b2-0000-7000-8000-000000000001");
        assertThat(message.getHeader("X-Duban-Kind")).containsExactly("REMINDER");
        assertThat(message.getHeader("X-Duban-Level")).containsExactly("BLUE");
        assertThat(message.getHeader("X-Duban-Tasks")).containsExactly("gz-2026-017");
        assertThat(message.getHeader("References")).containsExactly("<task-gz-2026-017@duban.example>");
        assertThat(message.getHeader("In-Reply-To")).containsExactly("<task-gz-2026-017@duban.example>");
        assertThat(message.getHeader("Precedence")).isNull();
    }

    @Test
    void saysByWhichNumbersPeopleCallNoticeAndTask() throws Exception {
        var notice = aNotice().numbered("江孜督办单〔2026〕7号").saying(aLine().numbered("江孜督办〔2026〕12号"));

        var message = parsed(notice);

        assertThat(MimeUtility.decodeText(message.getHeader("X-Duban-Number", null)))
                .isEqualTo("江孜督办单〔2026〕7号");
        assertThat(letters.letter(notice).text())
                .contains("事项编号：江孜督办〔2026〕12号（gz-2026-017）", "督办单编号：江孜督办单〔2026〕7号，")
                .doesNotContain(notice.id().toString());
        assertThat(parsed(aNotice().saying(aLine())).getHeader("X-Duban-Number"))
                .isNull();
    }

    @Test
    void holdsPlainTextThenHtmlThenTheCalendar() throws Exception {
        var notice = aNotice().saying(aLine());

        var parts = (MimeMultipart) parsed(notice).getContent();

        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getCount()).isEqualTo(3);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat(parts.getBodyPart(2).getContentType()).startsWith("text/calendar; charset=UTF-8; method=PUBLISH");
        assertThat(text(parts, 0)).isEqualTo(letters.letter(notice).text());
        assertThat(text(parts, 1)).isEqualTo(letters.letter(notice).html());
    }

    @Test
    void givesTheSameBytesOnEveryAttemptAndInEveryProcess() {
        var notice = aNotice().saying(aLine());
        var other = new MailWriter(NoticeFixture.SENDER);

        assertThat(write(notice)).isEqualTo(write(notice));
        assertThat(write(notice))
                .isEqualTo(other.write(notice, LetterGallery.withoutAnswers().letter(notice), notice.address())
                        .bytes());
    }

    @Test
    void threadsOnlyMailsAboutASingleTask() throws Exception {
        var message = parsed(aNotice().saying(aLine().task("a"), aLine().task("b")));

        assertThat(message.getHeader("References")).isNull();
        assertThat(message.getHeader("X-Duban-Tasks")).containsExactly("a,b");
    }

    @Test
    void foldsFiftyIdsIntoShortLines() throws Exception {
        var lines = new ArrayList<NoticeFixture.Line>();
        for (var i = 0; i < 50; i++) {
            lines.add(aLine().task("shigatse-gyangze-2026-" + i));
        }
        var notice = aNotice().saying(lines);

        assertThat(parsed(notice)
                        .getHeader("X-Duban-Tasks")[0]
                        .replaceAll("\\s", "")
                        .split(","))
                .hasSize(50);
        assertThat(longestLine(write(notice))).isLessThanOrEqualTo(78);
    }

    @Test
    void namesSealedAddressesWhereAnInboxIsRead() throws Exception {
        var sealed = SignedAddresses.with(new SecretKeySpec(new byte[32], "HmacSHA256"));
        var writer = new MailWriter(NoticeFixture.SENDER, new ReturnAddresses(sealed, "duban.example"));
        var notice = aNotice().saying(aLine());

        var mail = writer.write(notice, letters.letter(notice), notice.address());

        assertThat(mail.sender()).matches("bounce\\+0193a1b2000070008000000000000001\\.[a-z2-7]{16}@duban.example");
        assertThat(((InternetAddress) parsed(mail.bytes()).getReplyTo()[0]).getAddress())
                .matches("reply\\+0193a1b2000070008000000000000001\\.[a-z2-7]{16}@duban.example");
        assertThat(parsed(mail.bytes()).getHeader("Reply-To")).hasSize(1);
        assertThat(longestLine(mail.bytes())).isLessThanOrEqualTo(78);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            office@d.example       | d.example                 | Reply-To: <reply+%s@d.example>
            督办 <office@d.example> | d.example                 | Reply-To: <reply+%s@d.example>
            督办 <office@d.example> | d-10.example              | Reply-To: =?UTF-8?B?552j5Yqe?=\\r\\n <reply+%s@d-10.example>
            Duban <o@d.example>    | mail.gyangze.gov.example  | Reply-To: Duban\\r\\n <reply+%s@mail.gyangze.gov.example>
            office@d.example       | mail.gyangze.gov.example  | Reply-To: Duban\\r\\n <reply+%s@mail.gyangze.gov.example>
            "." <office@d.example> | mail.gyangze.gov.example  | Reply-To: Duban\\r\\n <reply+%s@mail.gyangze.gov.example>
            """)
    void beginsNoHeaderWithAnEmptyLine(String sender, String domain, String header) {
        var sealed = SignedAddresses.with(new SecretKeySpec(new byte[32], "HmacSHA256"));
        var from = new LetterProperties(sender, null).sender();
        var notice = aNotice().saying(aLine());
        var writer = new MailWriter(from, new ReturnAddresses(sealed, domain));

        var mail = writer.write(notice, letters.letter(notice), notice.address());

        var text = new String(mail.bytes(), StandardCharsets.US_ASCII);
        assertThat(text.replaceFirst("reply\\+[^@]*", "reply+%s"))
                .contains("\r\n" + header.replace("\\r\\n", "\r\n") + "\r\n");
        assertThat(text.substring(0, text.indexOf("\r\n\r\n"))).doesNotContainPattern("(?m)^[A-Za-z-]+:\\s*$");
        assertThat(writer.write(notice, letters.letter(notice), notice.address())
                        .bytes())
                .isEqualTo(mail.bytes());
    }

    @Test
    void canBeSentAsPlainTextAlone() throws Exception {
        var notice = aNotice().saying(aLine());
        var mail = new MailWriter(NoticeFixture.SENDER).write(notice, Letters.plain(notice), notice.address());

        assertThat(((MimeMultipart) parsed(mail.bytes()).getContent()).getCount())
                .isEqualTo(1);
    }

    @Test
    void letsNothingFromOutsideAddAHeader() throws Exception {
        var random = new Random(42);
        for (var round = 0; round < 500; round++) {
            var evil = evil(random);
            var notice = aNotice().of(evil, evil).numbered(evil).saying(evil(aLine().numbered(evil), evil));
            var bytes = write(notice);
            var message = parsed(bytes);

            var names = new TreeSet<String>();
            var count = 0;
            for (var header : Collections.list(message.getAllHeaders())) {
                names.add(header.getName());
                count++;
            }
            assertThat(names).as("round " + round).isEqualTo(new TreeSet<>(HEADERS));
            assertThat(count).isEqualTo(HEADERS.size());
            assertThat(message.getSubject()).doesNotContain("\r", "\n");
            assertThat(longestLine(bytes)).isLessThanOrEqualTo(998);
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1).chars())
                    .allMatch(c -> c == '\r' || c == '\n' || (c >= 32 && c < 127));
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContainPattern("(?<!\r)\n|\r(?!\n)");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gz-2026-017     | gz-2026-017
            a.b             | a.b
            a..b            | a%2E%2Eb
            .a              | %2Ea
            a b@c           | a%20b%40c
            督办            | %E7%9D%A3%E5%8A%9E
            """)
    void turnsATaskIdIntoTheLeftPartOfAMessageId(String id, String atom) {
        assertThat(MailHeaders.atom(id)).isEqualTo(atom);
    }

    @Test
    void shortensATaskIdThatNoHeaderCouldHold() {
        assertThat(MailHeaders.atom("x".repeat(5000)))
                .hasSizeLessThan(100)
                .isNotEqualTo(MailHeaders.atom("x".repeat(4999)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-at-sign",
                "@gyangze.example",
                "a@",
                "a b@gyangze.example",
                "a@b@gyangze.example",
                "a@gy\r\nBcc: x",
                "a\u200B@gyangze.example",
                "a@-.example\u0000",
                "<a@gyangze.example>",
                "a@x,b@y"
            })
    void findsNoEnvelopeForWhatIsNoAddress(String address) {
        assertThat(MailWriter.envelope(address)).isEmpty();
    }

    @Test
    void writesAnInternationalDomainInAscii() {
        assertThat(MailWriter.envelope("office@江孜.example"))
                .contains("office@xn--wcs16f.example"
                        .replace("wcs16f", java.net.IDN.toASCII("江孜").substring(4)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Duban <duban@duban.example>        | Duban <duban@duban.example>
            督办办公室 <duban@duban.example>   | =?UTF-8?B?552j5Yqe5Yqe5YWs5a6k?= <duban@duban.example>
            """)
    void showsTheNameOfTheSender(String from, String header) throws Exception {
        var notice = aNotice().saying(aLine());
        var mail = new MailWriter(new InternetAddress(from)).write(notice, letters.letter(notice), notice.address());

        assertThat(parsed(mail.bytes()).getHeader("From")).containsExactly(header);
        assertThat(mail.sender()).isEqualTo("duban@duban.example");
    }

    private byte[] write(Notice notice) {
        return new MailWriter(NoticeFixture.SENDER)
                .write(notice, letters.letter(notice), notice.address())
                .bytes();
    }

    private MimeMessage parsed(Notice notice) throws MessagingException {
        return parsed(write(notice));
    }

    private static MimeMessage parsed(byte[] bytes) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
    }

    private static String text(MimeMultipart parts, int index) throws MessagingException, IOException {
        return ((String) parts.getBodyPart(index).getContent()).replace("\r\n", "\n");
    }

    private static int longestLine(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .lines()
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static NoticeFixture.Line evil(NoticeFixture.Line line, String evil) {
        line.title(evil).task(evil).reason(evil).ledBy(evil, evil).forUnit(evil, evil);
        line.url("https://" + evil).requested(evil).movedFrom(evil).status(evil).step(evil);
        line.alsoTelling(1, evil, evil).answeredBy(new NoticeLine.Office(evil, evil, evil + "@" + evil));
        line.list = evil;
        line.clause = evil;
        return line;
    }

    private static String evil(Random random) {
        var pieces = List.of(
                "\r\nBcc: evil@example.org",
                "\n\n<html>",
                "\r",
                "\u0000",
                ",",
                "=?UTF-8?Q?x?=",
                "\u2028X-Duban-Kind: y",
                "%0D%0A",
                "督",
                "\uD83D",
                "😀",
                "a",
                " ",
                "--=_duban_",
                "@",
                "<",
                ">",
                "\"",
                "\\",
                "\t");
        var text = new StringBuilder();
        for (var i = 0; i < 1 + random.nextInt(60); i++) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }
}
