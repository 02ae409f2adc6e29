package org.duban.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.duban.channel.Outcome;
import org.duban.letter.LetterGallery;
import org.duban.letter.Mail;
import org.duban.letter.MailWriter;
import org.duban.letter.NoticeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.mail.autoconfigure.MailProperties;

/** The SMTP rows of the fault catalogue, against a server that misbehaves as told. */
class SmtpSessionTests {

    private final ScriptedSmtp smtp = new ScriptedSmtp();
    private final SmtpServer server = server("127.0.0.1", smtp.port());
    private final SmtpSession line = new SmtpSession(server);

    @AfterEach
    void close() {
        server.close();
        smtp.close();
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(textBlock = """
            GREETING, 421 too busy,             ServerDown
            GREETING, 554 no mail from you,     ServerDown
            GREETING, DROP,                     ServerDown
            GREETING, SILENT,                   ServerDown
            GREETING, DRIBBLE,                  ServerDown
            EHLO,     DROP,                     ServerDown
            EHLO,     DRIBBLE,                  ServerDown
            MAIL,     451 later,                Deferred
            MAIL,     421 closing,              Deferred
            MAIL,     550 not from you,         Refused
            MAIL,     DROP,                     Deferred
            MAIL,     SILENT,                   Deferred
            MAIL,     DRIBBLE,                  Deferred
            RCPT,     450 greylisted,           Deferred
            RCPT,     452 quota,                Deferred
            RCPT,     421 closing,              Deferred
            RCPT,     DROP,                     Deferred
            RCPT,     SILENT,                   Deferred
            DATA,     451 later,                Deferred
            DATA,     554 no,                   Refused
            DATA,     DROP,                     Deferred
            BODY,     DRIBBLE,                  Unknown
            DOT,      451 4.7.1 try later,      Deferred
            DOT,      421 4.3.2 shutting down,  Deferred
            DOT,      552 too big,              Refused
            DOT,      554 5.7.1 looks like spam, Refused
            DOT,      DROP,                     Unknown
            DOT,      SILENT,                   Unknown
            DOT,      DRIBBLE,                  Unknown
            DOT,      250 queued as 1,          Accepted
            QUIT,     DROP,                     Accepted
            """)
    void tellsAnOutcomeByHowFarTheMailGot(String stage, String reply, String outcome) {
        smtp.at(stage, reply);

        var what = line.send(aMail("education@gyangze.example"));
        line.hangUp();

        assertThat(what.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(what.reply()).isNotBlank().doesNotContain("\n", "\r");
        if (reply.matches("\\d.*") && !stage.equals("QUIT")) {
            assertThat(what.reply()).contains(reply);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            RCPT, 550 5.1.1 no such user,        true
            RCPT, 553 bad mailbox,               true
            RCPT, 550 收件人不存在,              true
            RCPT, 521 does not accept mail,      true
            RCPT, 550 not here,                  true
            RCPT, 554 5.7.1 relay access denied, false
            RCPT, 530 log in first,              false
            RCPT, 550 5.1.8 bad sender address,  false
            RCPT, 552 5.2.3 message too large,   false
            RCPT, 554 5.4.6 too many hops,       false
            RCPT, 550 DMARC check failed,        false
            RCPT, 550 rejected,                  false
            MAIL, 550 not from you,              false
            DOT,  554 looks like spam,           false
            """)
    void blamesTheAddressOnlyWhereItIsToBlame(String stage, String reply, boolean address) {
        smtp.at(stage, reply);

        assertThat(line.send(aMail("education@gyangze.example"))).isEqualTo(new Outcome.Refused(reply, address));
    }

    /** Such a mail is tried again for days, and then the office is told: nobody is silenced for it. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            RCPT, 552 5.2.2 mailbox full
            RCPT, 550 Ip frequency limited
            RCPT, 554 5.7.1 blocked using zen.spamhaus.org
            MAIL, 550 your address is blacklisted
            DOT,  552 5.2.2 over quota
            DOT,  550 Connection frequency limited
            """)
    void triesAgainWhatMayPass(String stage, String reply) {
        smtp.at(stage, reply);

        assertThat(line.send(aMail("education@gyangze.example"))).isEqualTo(new Outcome.Deferred(reply));
    }

    @Test
    void keepsItsConnectionForTheNextMail() {
        line.send(aMail("education@gyangze.example"));
        smtp.at("RCPT", "550 no such user");
        line.send(aMail("nobody@gyangze.example"));
        smtp.at("RCPT", "250 ok");
        line.send(aMail("office@gyangze.example"));

        assertThat(smtp.connections()).isEqualTo(1);
        assertThat(smtp.mails()).hasSize(2);
    }

    @Test
    void sendsOverANewConnectionWhenTheKeptOneHasDied() {
        line.send(aMail("education@gyangze.example"));
        smtp.dropAll();

        assertThat(line.send(aMail("office@gyangze.example"))).isInstanceOf(Outcome.Accepted.class);
        assertThat(smtp.connections()).isEqualTo(2);
    }

    @Test
    void handsTheSameMailOverOnlyOnceWhenTheAnswerIsLost() {
        line.send(aMail("education@gyangze.example"));
        smtp.at("DOT", "DROP");

        assertThat(line.send(aMail("office@gyangze.example"))).isInstanceOf(Outcome.Unknown.class);
        assertThat(smtp.mails()).hasSize(2);
    }

    @Test
    void isSureThatNothingWasSentWhenTheServerStopsReadingInTheMiddle() {
        smtp.at("BODY", "HOLD");
        var huge = ("0123456789".repeat(7) + "\r\n").repeat(400_000).getBytes(StandardCharsets.US_ASCII);

        var outcome = line.send(new Mail(UUID.randomUUID(), "duban@duban.example", "education@gyangze.example", huge));

        assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
        assertThat(outcome.reply()).contains("BODY");
    }

    @Test
    void findsNobodyBehindAClosedPort() throws IOException {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        try (var nobody = server("127.0.0.1", port)) {
            assertThat(new SmtpSession(nobody).send(aMail("education@gyangze.example")))
                    .isInstanceOf(Outcome.ServerDown.class);
        }
    }

    @Test
    void refusesAnAddressThatTheServerCannotTake() {
        var outcome = line.send(aMail("教育局@gyangze.example"));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reply()).contains("SMTPUTF8");
            assertThat(refused.addressRefused()).isTrue();
        });
        assertThat(smtp.commands()).noneMatch(command -> command.startsWith("MAIL"));
    }

    @Test
    void writesSuchAnAddressInUtf8WhereTheServerKnowsIt() {
        smtp.at("EHLO", "250-scripted\r\n250 SMTPUTF8");

        assertThat(line.send(aMail("教育局@gyangze.example"))).isInstanceOf(Outcome.Accepted.class);
        assertThat(smtp.commands())
                .contains("RCPT TO:<教育局@gyangze.example>")
                .anyMatch(command ->
                        command.startsWith("MAIL FROM:<duban@duban.example>") && command.endsWith("SMTPUTF8"));
    }

    @Test
    void sendsNothingInTheClearWhereTlsIsRequired() {
        var mail = properties("127.0.0.1", smtp.port());
        mail.getProperties().put("mail.smtp.starttls.required", "true");
        try (var strict = new SmtpServer(mail, TestSettings.impatient(), null)) {
            var outcome = new SmtpSession(strict).send(aMail("education@gyangze.example"));

            assertThat(outcome).isInstanceOf(Outcome.ServerDown.class);
            assertThat(outcome.reply()).contains("STARTTLS");
            assertThat(smtp.commands()).noneMatch(command -> command.startsWith("MAIL"));
        }
    }

    @Test
    void tellsOfAWrongPasswordButNotThePassword() {
        smtp.at("EHLO", "250-scripted\r\n250 AUTH PLAIN").at("AUTH", "535 5.7.8 no");
        var mail = properties("127.0.0.1", smtp.port());
        mail.setUsername("duban");
        mail.setPassword("opensesame");
        try (var strict = new SmtpServer(mail, TestSettings.impatient(), null)) {
            var outcome = new SmtpSession(strict).send(aMail("education@gyangze.example"));

            assertThat(outcome).isInstanceOf(Outcome.ServerDown.class);
            assertThat(outcome.reply()).contains("535").doesNotContain("opensesame");
        }
    }

    @Test
    void waitsForALateAnswerToAWholeMail() {
        smtp.at("DOT", "LATE");
        var mail = properties("127.0.0.1", smtp.port());

        try (var patient = new SmtpServer(mail, TestSettings.patientAtTheEnd(), null)) {
            assertThat(new SmtpSession(patient).send(aMail("education@gyangze.example")))
                    .as("later than any other answer may be")
                    .isInstanceOf(Outcome.Accepted.class);
        }
    }

    @Test
    void doesNotWaitLongForAServerThatDoesNotEvenRefuse() throws IOException {
        try (var blackhole = new Blackhole();
                var nobody = server("127.0.0.1", blackhole.port())) {
            var outcome = new SmtpSession(nobody).send(aMail("education@gyangze.example"));

            assertThat(outcome).isInstanceOf(Outcome.ServerDown.class);
            assertThat(outcome.reply()).containsAnyOf("CONNECT", "timed out");
        }
    }

    @Test
    void asksForReportsOfFailuresWhereTheServerWritesThem() {
        smtp.at("EHLO", "250-scripted\r\n250 DSN");
        var mail = aMail("education@gyangze.example");

        line.send(mail);
        line.send(mail.again());

        assertThat(smtp.commands())
                .filteredOn(command -> command.startsWith("MAIL"))
                .hasSize(2)
                .containsOnly("MAIL FROM:<duban@duban.example> RET=HDRS ENVID=" + mail.notice());
        assertThat(smtp.commands())
                .filteredOn(command -> command.startsWith("RCPT"))
                .as("of a success only if the mail may have arrived before")
                .containsExactly(
                        "RCPT TO:<education@gyangze.example> NOTIFY=FAILURE,DELAY",
                        "RCPT TO:<education@gyangze.example> NOTIFY=SUCCESS,FAILURE,DELAY");
    }

    @Test
    void asksForNoReportsWhereTheServerDoesNotKnowThem() {
        line.send(aMail("education@gyangze.example"));

        assertThat(smtp.commands()).contains("MAIL FROM:<duban@duban.example>", "RCPT TO:<education@gyangze.example>");
    }

    @Test
    void sendsAsciiOnlySoThatTheServerNeedNotKnow8BitMime() {
        line.send(aMail("education@gyangze.example"));

        assertThat(smtp.mails())
                .singleElement()
                .asString()
                .matches(text -> text.chars().allMatch(c -> c < 127), "ASCII");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            250 SIZE 1000,                Refused
            250 SIZE 10000000,            Accepted
            250 SIZE 0,                   Accepted
            250 SIZE,                     Accepted
            250 SIZE 99999999999999999999, Accepted
            """)
    void doesNotOfferAMailThatIsLargerThanTheServerTakes(String size, String outcome) {
        smtp.at("EHLO", "250-scripted\r\n" + size);

        var what = line.send(aMail("education@gyangze.example"));

        assertThat(what.getClass().getSimpleName()).isEqualTo(outcome);
        if (what instanceof Outcome.Refused refused) {
            assertThat(refused.reply()).contains("bytes", "1000 (SIZE)");
            assertThat(refused.addressRefused()).isFalse();
            assertThat(smtp.commands()).noneMatch(command -> command.startsWith("MAIL"));
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            MAIL, 421 4.7.0 try again later, CLEAR
            MAIL, 450 4.7.1 slow down,       CLEAR
            RCPT, 450 4.7.1 slow down,       PERHAPS
            DOT,  451 4.7.1 slow down,       PERHAPS
            RCPT, 450 4.2.0 Greylisted,      NONE
            DOT,  554 5.7.1 spam,            NONE
            DOT,  250 ok,                    NONE
            """)
    void hearsWhenItIsTooFast(String stage, String reply, SlowDownReply plea) {
        smtp.at(stage, reply);

        line.send(aMail("education@gyangze.example"));

        assertThat(line.plea()).isEqualTo(plea);
    }

    @Test
    void doesNotComeBackAtOnceWhenAKeptConnectionWasTooBusy() {
        line.send(aMail("education@gyangze.example"));
        smtp.at("MAIL", "421 4.7.0 too many mails");

        assertThat(line.send(aMail("office@gyangze.example"))).isInstanceOf(Outcome.Deferred.class);
        assertThat(smtp.connections()).isEqualTo(1);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void sendsNothingInTheClearToAnyOtherMachine() {
        // The system takes this address for the machine itself, Java for another one: so STARTTLS is missing on a way
        // that needs it.
        try (var elsewhere = server("0.0.0.0", smtp.port())) {
            var outcome = new SmtpSession(elsewhere).send(aMail("education@gyangze.example"));

            assertThat(outcome).isInstanceOf(Outcome.ServerDown.class);
            assertThat(outcome.reply()).contains("STARTTLS");
            assertThat(smtp.commands()).noneMatch(command -> command.startsWith("MAIL"));
        }
    }

    private static Mail aMail(String recipient) {
        var notice = NoticeFixture.aNotice().to(recipient).saying(NoticeFixture.aLine());
        var letter = LetterGallery.withoutAnswers().letter(notice);
        return new MailWriter(NoticeFixture.SENDER).write(notice, letter, recipient);
    }

    private static SmtpServer server(String host, int port) {
        return new SmtpServer(properties(host, port), TestSettings.impatient(), null);
    }

    private static MailProperties properties(String host, int port) {
        var mail = new MailProperties();
        mail.setHost(host);
        mail.setPort(port);
        return mail;
    }
}
