package org.duban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes that die between a mail that came back and its forwarding: the office gets it, and gets it once. */
class ForwardingFaultTests {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));
    private final TestHouse house = new TestHouse();
    private GreenMailUser mailbox;

    @AfterEach
    void close() {
        house.close();
        server.stop();
    }

    @Test
    void forwardsAMailOnceWhereverAProcessDies() throws MessagingException {
        openMailbox();
        arrives("first@far.example");

        diesWithTheMailKeptAndNotForwarded();
        assertThat(house.count("select count(*) from inbox_mail")).isZero();
        diesWithTheForwardingKeptAndNotPublished();
        assertThat(house.count("select count(*) from inbox_mail where forwarded_to = 'group'"))
                .isOne();

        house.startNode();
        patiently().until(() -> forwarded("first@far.example") > 0);
        arrives("second@far.example");
        patiently().until(() -> forwarded("second@far.example") > 0);

        assertThat(List.of(forwarded("first@far.example"), forwarded("second@far.example")))
                .containsOnly(1L);
        assertThat(house.count("select count(*) from forwarded_mail")).isEqualTo(2);
        assertThat(house.count("select count(*) from notice where state = 'ACCEPTED'"))
                .isEqualTo(2);
    }

    /** Its transaction waits where the forwarding is written, and ends with its process. */
    private void diesWithTheMailKeptAndNotForwarded() {
        var node = house.locking("forwarded_mail", () -> {
            var doomed = house.startProcess(Failpoint.NONE);
            patiently().until(() -> house.count("""
                            select count(*) from pg_locks
                            where relation = 'forwarded_mail'::regclass and not granted
                            """) > 0);
            doomed.destroyForcibly();
            patiently().until(() -> !doomed.isAlive());
            return doomed;
        });
        assertThat(node.exitValue()).isNotZero();
        patiently().until(() -> house.count("""
                        select count(*) from pg_locks
                        where relation = 'forwarded_mail'::regclass and mode = 'RowExclusiveLock'
                        """) == 0);
    }

    private void diesWithTheForwardingKeptAndNotPublished() {
        var node = house.startProcess(
                Failpoint.BEFORE_PUBLISHING,
                "spring.kafka.producer.properties.interceptor.classes=" + FaultyPublishing.class.getName());
        patiently().until(() -> !node.isAlive());
        assertThat(node.exitValue()).isEqualTo(FaultyNode.HALTED);
    }

    private void openMailbox() {
        server.start();
        mailbox = server.setUser("duban@duban.example", "duban", "secret");
        house.with("duban.mail.from", "duban@duban.example")
                .with("duban.mail.inbox.host", "127.0.0.1")
                .with("duban.mail.inbox.port", String.valueOf(server.getImap().getPort()))
                .with("duban.mail.inbox.tls", "none")
                .with("duban.mail.inbox.user", "duban")
                .with("duban.mail.inbox.password", "secret")
                .with("duban.mail.inbox.every", "1s");
    }

    private void arrives(String writer) throws MessagingException {
        var mail = """
                From: %s
                To: duban@duban.example
                Subject: A question
                Message-Id: <question.%s>
                Content-Type: text/plain; charset=utf-8

                Whose task is this?
                """.formatted(writer, writer).replace("\n", "\r\n");
        mailbox.deliver(new MimeMessage(null, new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8))));
    }

    /** How often the office was sent the mail of a writer. */
    private long forwarded(String writer) {
        return house.mail().receivedBy("group@duban.example").stream()
                .filter(mail -> mail.header("Reply-To").contains(writer))
                .count();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(180)).pollInterval(Duration.ofMillis(200));
    }
}
