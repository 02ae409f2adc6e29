package org.duban.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.judges.MailServers.message;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.duban.channel.Outcome;
import org.duban.content.Notice;
import org.duban.judges.DkimVerifier;
import org.duban.judges.MailServers;
import org.duban.letter.LetterGallery;
import org.duban.letter.Letters;
import org.duban.letter.Mail;
import org.duban.letter.MailWriter;
import org.duban.letter.NoticeFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** Mails on their way through a real Postfix and Dovecot. */
class PostfixJudgeTests {

    private static MailServers servers;

    @TempDir
    private Path workshop;

    private final Letters letters = LetterGallery.letters();
    private final MailWriter writer = new MailWriter(NoticeFixture.SENDER);

    @BeforeAll
    static void start() {
        servers = new MailServers();
    }

    @AfterAll
    static void stop() {
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void everyKindOfMailArrivesByteForByteAndItsSignatureHolds() throws Exception {
        var dkim = new DkimVerifier(workshop);
        var seal = DkimSigner.with(new SendingProperties.Dkim("duban.example", "s1", dkim.keyFile()));
        var sent = new LinkedHashMap<String, Mail>();
        for (var locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            for (var notice : LetterGallery.notices(locale).values()) {
                var mail = seal.apply(mail(notice, "city-office@duban.example"));
                sent.put(mail.notice().toString(), mail);
            }
        }

        assertThat(send(trusting(), List.copyOf(sent.values()))).hasOnlyElementsOfType(Outcome.Accepted.class);

        var arrived = new LinkedHashMap<String, byte[]>();
        for (var mail : servers.awaitMails("city-office", sent.size())) {
            arrived.put(message(mail).getHeader("X-Duban-Notice", null), mail);
        }
        assertThat(arrived).containsOnlyKeys(sent.keySet());
        sent.forEach((id, mail) -> assertThat(withoutTrace(arrived.get(id))).isEqualTo(mail.bytes()));
        assertThat(dkim.results(arrived)).hasSize(sent.size()).allMatch(line -> line.endsWith("\tpass"));
    }

    @Test
    void sendsNothingToAServerWhoseCertificateNobodyTrusts() {
        var outcome = send(null, List.of(mail("education@duban.example"))).get(0);

        assertThat(outcome).isInstanceOf(Outcome.ServerDown.class);
        assertThat(outcome.reply()).contains("unable to find valid certification path");
    }

    @Test
    void isRefusedInWordsThatCanBeRead() {
        assertThat(send(trusting(), List.of(mail("无此人@duban.example"))).get(0).reply())
                .startsWith("550 5.1.1 <无此人@duban.example>");
    }

    @Test
    void anAddressInChineseGetsItsMail() throws Exception {
        var mail = mail("教育局@duban.example");

        assertThat(send(trusting(), List.of(mail))).hasOnlyElementsOfType(Outcome.Accepted.class);

        var arrived = new String(servers.awaitMails("jiaoyuju", 1).get(0), StandardCharsets.UTF_8);
        assertThat(arrived).contains("with UTF8SMTPS").endsWith(new String(mail.bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void getsTheReportsThatItAsksFor() {
        var mail = mail("county-office@duban.example");

        assertThat(send(trusting(), List.of(mail.again()))).hasOnlyElementsOfType(Outcome.Accepted.class);

        var report = new String(servers.awaitMails("duban", 1).get(0), StandardCharsets.UTF_8);
        assertThat(report)
                .contains("Original-Envelope-Id: " + mail.notice(), "Action: delivered", "Status: 2.")
                .doesNotContain("BEGIN:VCALENDAR");
    }

    @Test
    void isRefusedByAServerThatKnowsNoSuchUser() {
        assertThat(send(trusting(), List.of(mail("nobody@duban.example"))))
                .singleElement()
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.reply()).startsWith("550 5.1.1 <nobody@duban.example>");
                    assertThat(refused.addressRefused()).isTrue();
                });
    }

    private static List<Outcome> send(@Nullable SslBundles trusted, List<Mail> mails) {
        var properties = new MailProperties();
        properties.setHost("localhost");
        properties.setPort(servers.smtp());
        properties.getProperties().put("mail.smtp.starttls.required", "true");
        properties.getSsl().setBundle(trusted == null ? null : "servers");
        try (var server = new SmtpServer(properties, TestSettings.with(1), trusted)) {
            var line = new SmtpSession(server);
            var outcomes = mails.stream().map(line::send).toList();
            line.hangUp();
            return outcomes;
        }
    }

    private static SslBundles trusting() {
        var trust = PemSslStoreDetails.forCertificate(servers.certificate().toString());
        return new DefaultSslBundleRegistry("servers", SslBundle.of(new PemSslStoreBundle(null, trust)));
    }

    private Mail mail(String recipient) {
        return mail(NoticeFixture.aNotice().saying(NoticeFixture.aLine()), recipient);
    }

    /** With an id of its own. */
    private Mail mail(Notice like, String recipient) {
        var notice = new Notice(
                UUID.randomUUID(),
                like.recipient(),
                like.recipientZh(),
                like.recipientEn(),
                like.address(),
                like.locale(),
                like.zone(),
                like.kind(),
                like.level(),
                like.moment(),
                like.issuedAt(),
                like.lines(),
                like.mail(),
                like.number());
        return writer.write(notice, letters.letter(notice), recipient);
    }

    /** Without the lines that the servers on the way put before it. */
    private static byte[] withoutTrace(byte[] mail) {
        var text = new String(mail, StandardCharsets.ISO_8859_1);
        return text.substring(text.indexOf("DKIM-Signature: ")).getBytes(StandardCharsets.ISO_8859_1);
    }
}
