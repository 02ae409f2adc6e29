package org.duban.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.duban.content.Notice;
import org.duban.judges.Axe;
import org.duban.judges.DkimVerifier;
import org.duban.judges.Judges;
import org.duban.judges.NuChecker;
import org.duban.letter.LetterGallery;
import org.duban.letter.Letters;
import org.duban.letter.Mail;
import org.duban.letter.MailWriter;
import org.duban.letter.NoticeFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of mail in both languages, judged by the programs that judge mails and pages elsewhere. */
class LetterJudgeTests {

    /** Below it is far from being taken for spam, which begins at 5. */
    private static final double MOST_POINTS = 1.0;

    private final Letters letters = LetterGallery.letters();
    private final MailWriter writer = new MailWriter(NoticeFixture.SENDER);

    @TempDir
    private Path workshop;

    @Test
    void theNuCheckerFindsNothing() {
        var pages = new LinkedHashMap<String, String>();
        notices().forEach((name, notice) -> pages.put(name, html(notice)));

        assertThat(NuChecker.findings(pages, workshop)).isEmpty();
    }

    @Test
    void axeFindsNothingByDayAndByNightNarrowAndWide() throws IOException {
        var found = new ArrayList<String>();
        try (var axe = new Axe(workshop.resolve("browser"))) {
            for (var notice : notices().entrySet()) {
                var page = Files.writeString(workshop.resolve(notice.getKey() + ".html"), html(notice.getValue()));
                axe.findings(page.toUri()).forEach(one -> found.add(notice.getKey() + ", " + one));
            }
        }

        assertThat(found).isEmpty();
    }

    @Test
    void spamAssassinGivesHardlyAPoint() throws IOException {
        var files = new ArrayList<Path>();
        for (var notice : notices().entrySet()) {
            files.add(file(notice.getKey(), arrived(notice.getValue())));
        }

        var scores = Judges.perl("spam-score", "Mail::SpamAssassin", files.toArray(Path[]::new));

        assertThat(scores.lines())
                .hasSize(files.size())
                .allSatisfy(line -> assertThat(Double.parseDouble(line.split("\t")[1]))
                        .as(line)
                        .isLessThan(MOST_POINTS));
    }

    @Test
    void anotherVerifierAgreesWithEverySignature() {
        var verifier = new DkimVerifier(workshop);
        var seal = DkimSigner.with(new SendingProperties.Dkim("duban.example", "s1", verifier.keyFile()));
        var mails = new LinkedHashMap<String, byte[]>();
        notices()
                .forEach((name, notice) ->
                        mails.put(name, seal.apply(mail(notice)).bytes()));

        assertThat(verifier.results(mails)).hasSize(mails.size()).allMatch(line -> line.endsWith("\tpass"));
    }

    private static Map<String, Notice> notices() {
        var all = new LinkedHashMap<String, Notice>();
        for (var locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            LetterGallery.notices(locale).forEach((name, notice) -> all.put(name + "-" + locale, notice));
        }
        return all;
    }

    private String html(Notice notice) {
        return String.valueOf(letters.letter(notice).html());
    }

    private Mail mail(Notice notice) {
        return writer.write(notice, letters.letter(notice), notice.address());
    }

    /** As it lies in a mailbox, after a server has taken it over TLS. */
    private byte[] arrived(Notice notice) {
        var mail = mail(notice);
        var date = new String(mail.bytes(), StandardCharsets.US_ASCII).split("\r\n", 2)[0].substring(6);
        var trace = """
                Return-Path: <%s>
                Received: from mail.duban.example (mail.duban.example [93.184.216.34])
                	by mx.gyangze.example (Postfix) with ESMTPS id 4Zb1Qk0001
                	for <%s>; %s
                """.formatted(mail.sender(), mail.recipient(), date).replace("\n", "\r\n");
        return concat(trace.getBytes(StandardCharsets.US_ASCII), mail.bytes());
    }

    private static byte[] concat(byte[]... pieces) {
        return Stream.of(pieces)
                .collect(
                        java.io.ByteArrayOutputStream::new,
                        java.io.ByteArrayOutputStream::writeBytes,
                        (one, other) -> one.writeBytes(other.toByteArray()))
                .toByteArray();
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(workshop.resolve(name + ".eml"), bytes);
    }
}
