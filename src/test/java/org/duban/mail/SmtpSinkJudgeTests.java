package org.duban.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.duban.channel.Outcome;
import org.duban.letter.LetterGallery;
import org.duban.letter.Mail;
import org.duban.letter.MailWriter;
import org.duban.letter.NoticeFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.mail.autoconfigure.MailProperties;

/** The rows of docs/delivery.md that Postfix's {@code smtp-sink} can play, and the outcome that it promises for each. */
class SmtpSinkJudgeTests {

    @ParameterizedTest(name = "smtp-sink {0} is {1}")
    @CsvSource(textBlock = """
            -8,                  Accepted
            -N,                  Accepted
            -a -p -E,            Accepted
            -e,                  Accepted
            -P,                  Accepted
            -r connect,          ServerDown
            -f connect,          ServerDown
            -q connect,          ServerDown
            -Q connect,          ServerDown
            -q ehlo,             ServerDown
            -Q ehlo,             ServerDown
            -W ehlo:3,           ServerDown
            -r mail,             Deferred
            -f mail,             Refused
            -q mail,             Deferred
            -Q mail,             Deferred
            -W mail:3,           Deferred
            -r rcpt,             Deferred
            -f rcpt,             Refused
            -q rcpt,             Deferred
            -Q rcpt,             Deferred
            -W rcpt:3,           Deferred
            -r data,             Deferred
            -f data,             Refused
            -q data,             Deferred
            -Q data,             Deferred
            -W data:3,           Deferred
            -r .,                Deferred
            -f .,                Refused
            -q .,                Unknown
            -Q .,                Deferred
            -W .:3,              Unknown
            -q quit,             Accepted
            -f quit,             Accepted
            """)
    void leadsToTheOutcomeThatIsPromised(String options, String outcome) {
        var what = send(TestSettings.impatient(), options.split(" "));

        assertThat(what.getClass().getSimpleName()).as(what.reply()).isEqualTo(outcome);
    }

    @Test
    void isWaitedForWhenItTakesItsTimeAfterTheDot() {
        assertThat(send(TestSettings.patientAtTheEnd(), "-W", ".:3")).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void keepsTheWordsOfARefusal() {
        var soft = send(TestSettings.impatient(), "-r", "rcpt", "-b", "450 4.2.0 Greylisted");
        var hard = send(TestSettings.impatient(), "-f", "rcpt", "-B", "550 5.1.1 No such user");

        assertThat(soft).isEqualTo(new Outcome.Deferred("450 4.2.0 Greylisted"));
        assertThat(hard).isEqualTo(new Outcome.Refused("550 5.1.1 No such user", true));
    }

    @Test
    void isSureThatNothingWasSentWhenItBreaksOffInTheMiddleOfAMail() {
        // Whether its words can still be read is a matter of luck.
        assertThat(send(TestSettings.impatient(), "-A", "0", "-B", "550 5.3.0 stop"))
                .isInstanceOfAny(Outcome.Refused.class, Outcome.Deferred.class);
    }

    private static Outcome send(SendingProperties settings, String... options) {
        try (var sink = new SmtpSink(options);
                var server = new SmtpServer(properties(sink.port()), settings, null)) {
            var line = new SmtpSession(server);
            var outcome = line.send(aMail());
            line.hangUp();
            return outcome;
        }
    }

    private static Mail aMail() {
        var notice = NoticeFixture.aNotice().id(UUID.randomUUID()).saying(NoticeFixture.aLine());
        return new MailWriter(NoticeFixture.SENDER)
                .write(notice, LetterGallery.letters().letter(notice), notice.address());
    }

    private static MailProperties properties(int port) {
        var mail = new MailProperties();
        mail.setHost("127.0.0.1");
        mail.setPort(port);
        return mail;
    }
}
