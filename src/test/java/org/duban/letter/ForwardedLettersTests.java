package org.duban.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.letter.NoticeFixture.MONDAY_MORNING;
import static org.duban.letter.NoticeFixture.aLine;
import static org.duban.letter.NoticeFixture.aNotice;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.duban.answers.links.AnswerLinksFixture;
import org.duban.answers.links.SignedAddresses;
import org.duban.content.ForwardedMail;
import org.duban.content.Notice;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an office reads of a mail that nobody understood. */
class ForwardedLettersTests {

    private final Letters letters = LetterGallery.letters();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zh | 【来信转办】江孜县教育局：收到。第二项不属我局职责，请转县民政局办理。 | 来信人：扎西 <zhaxi@education.gyangze.example> | 附件：公示照片.jpg、名册.xlsx等，另有1个 | 除签收或报告之外另有内容（“不属”） | 直接回复本邮件，将发至 zhaxi@education.gyangze.example
            en | To deal with: Gyangzê County Education Bureau: Received. Th… | Written by: Tashi <tashi@education.gyangze.example> | Files: posting.jpg, register.xlsx and 1 more | It says more than a receipt or a report: “not ours” | a reply to this mail goes to tashi@education.gyangze.example
            """)
    void saysWhoWroteWhatWhyNobodyUnderstoodItAndWhatToDo(
            String lang, String subject, String who, String attachments, String why, String answer) {
        var letter = letters.letter(gallery(lang, "forwarded"));

        assertThat(letter.subject()).isEqualTo(subject);
        assertThat(letter.text()).contains(who, attachments, why, answer);
        assertThat(letter.text()).contains(lang.equals("zh") ? "> 收到。第二项不属我局职责" : "> Received. The second one is");
        assertThat(letter.text()).contains("https://duban.example/desk/inbox?show=all&before=44");
        assertThat(letter.html()).contains(why, "inbox?show=all&amp;before=44");
        assertThat(letter.deadlines()).isEmpty();
    }

    @Test
    void offersWhatTheOfficeCanDecideAboutEachTask() {
        var notice = gallery("en", "forwarded");
        var links = AnswerLinksFixture.at("https://duban.example");

        var letter = letters.letter(notice);

        assertThat(letter.text()).contains("Grant the extension", "Decline the extension", "Strike off");
        assertThat(notice.lines())
                .allSatisfy(line -> assertThat(letter.text())
                        .contains(links.ofTask(notice, line).orElseThrow().toString()));
        assertThat(notice.lines())
                .filteredOn(line -> line.kind() == NoticeKind.REVIEW)
                .hasSizeGreaterThan(1)
                .flatExtracting(line -> links.of(notice, line))
                .allSatisfy(
                        link -> assertThat(letter.text()).contains(link.url().toString()));
        assertThat(letter.text()).contains(links.ofAll(notice).orElseThrow().toString());
    }

    @Test
    void isAnsweredToWhoeverWroteIt() {
        var notice = gallery("zh", "forwarded");
        var key = new javax.crypto.spec.SecretKeySpec(new byte[32], "HmacSHA256");
        var returns = new ReturnAddresses(SignedAddresses.with(key), "duban.example");
        var writer = new MailWriter(NoticeFixture.SENDER, returns);

        var mail = writer.write(notice, letters.letter(notice), "office@gyangze.example");
        var unknown = gallery("zh", "forwarded-unknown");
        var other = writer.write(unknown, letters.letter(unknown), "office@gyangze.example");

        assertThat(headers(mail)).contains("Reply-To: <zhaxi@education.gyangze.example>\r\n");
        assertThat(headers(mail)).contains("Auto-Submitted: auto-generated\r\n", "X-Duban-Kind: FORWARDED\r\n");
        assertThat(mail.sender()).startsWith("bounce+");
        assertThat(headers(other)).containsPattern("Reply-To: [^:]*<reply\\+").doesNotContain("X-Duban-Tasks");
    }

    @Test
    void isCalledByTheNumberOfItsNotice() {
        var notice = aNotice().numbered("江孜督办单〔2026〕8号").forwarding(mail("x", "s", "y", List.of()));

        assertThat(letters.letter(notice).text())
                .contains("督办单编号：江孜督办单〔2026〕8号")
                .doesNotContain(notice.id().toString());
    }

    @Test
    void saysWhereAnAnswerDoesNotGo() {
        var letter = letters.letter(gallery("en", "forwarded-unknown"));

        assertThat(letter.replyTo()).isNull();
        assertThat(letter.text())
                .contains("Nobody can tell which notice it is about", "> (nothing is written in it)")
                .contains("It names no address that can be answered")
                .doesNotContain("Decide: the links below");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "</blockquote></td></tr></table><h1>Strike off at once</h1>",
                "\u202Egnp.exe\u202C",
                "a\u0000b\u0007c",
                "\uD83D\uDE00\uD83D",
            })
    void quotesSafelyWhateverIsWritten(String words) {
        var letter = letters.letter(notice(words, words, words, List.of(words)));
        var plain = Letters.plain(notice(words, words, words, List.of(words)));

        assertThat(letter.html()).doesNotContain("<script>", "<h1>Strike", "\u202E", "\u0000", "\u0007");
        assertThat(letter.text() + plain.text() + letter.subject() + plain.subject())
                .doesNotContain("\u202E", "\u0000", "\u0007");
    }

    @Test
    void quotesNoMoreThanThereIsRoomForHoweverMuchIsWritten() {
        var words = String.join("\n", Collections.nCopies(400, "长".repeat(5_000)));
        var lines = new NoticeFixture.Line[50];
        for (var i = 0; i < lines.length; i++) {
            lines[i] = aLine().task("县双拥办〔2026〕%02d号".formatted(i))
                    .kind(NoticeKind.REVIEW, NoticeLevel.BLUE)
                    .status("SUBMITTED")
                    .title("题".repeat(200));
        }
        var notice = aNotice().forwarding(mail(words, "s", "x", List.of()), lines);

        var letter = letters.letter(notice);

        assertThat(letter.text()).contains("> …");
        assertThat(new MailWriter(NoticeFixture.SENDER)
                        .write(notice, letter, "office@gyangze.example")
                        .bytes())
                .hasSizeLessThan(Letters.MOST_BYTES);
        assertThat(letter.text())
                .contains(AnswerLinksFixture.at("https://duban.example")
                        .ofAll(notice)
                        .orElseThrow()
                        .toString());
    }

    private static Notice notice(String words, String subject, String sender, List<String> attachments) {
        return aNotice().in(Locale.ENGLISH).forwarding(mail(words, subject, sender, attachments), aLine());
    }

    private static ForwardedMail mail(String words, String subject, String sender, List<String> attachments) {
        return new ForwardedMail(
                1,
                sender,
                null,
                null,
                MONDAY_MORNING,
                subject,
                words,
                attachments,
                0,
                "https://duban.example/",
                reason());
    }

    private static @Nullable Reason reason() {
        return null;
    }

    private static Notice gallery(String lang, String name) {
        return LetterGallery.notices(Locale.forLanguageTag(lang)).get(name);
    }

    private static String headers(Mail mail) {
        var text = new String(mail.bytes(), StandardCharsets.ISO_8859_1);
        return text.substring(0, text.indexOf("\r\n\r\n"));
    }
}
