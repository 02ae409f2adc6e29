package org.duban.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.duban.judges.MailServers.message;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.duban.TestHouse;
import org.duban.answers.links.SignedAddresses;
import org.duban.answers.links.SignedAddresses.Purpose;
import org.duban.channel.Outcome;
import org.duban.directory.Directory;
import org.duban.directory.Scope;
import org.duban.inbox.mime.MailParser;
import org.duban.judges.DkimVerifier;
import org.duban.judges.MailServers;
import org.duban.ledger.TaskLedger;
import org.duban.mail.DirectMail;
import org.duban.words.ReasonWords;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole house with Postfix and Dovecot around it. Each test has a unit of its own. */
@TestInstance(Lifecycle.PER_CLASS)
class MailServersJudgeTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path workshop;

    private @Nullable MailServers servers;
    private @Nullable DkimVerifier verifier;
    private @Nullable TestHouse house;
    private @Nullable ConfigurableApplicationContext node;

    @BeforeAll
    void open() {
        servers = new MailServers();
        verifier = new DkimVerifier(workshop);
        house = new TestHouse()
                .with("duban.units", "classpath:house/units-of-mail-servers.csv")
                .with("spring.ssl.bundle.pem.servers.truststore.certificate", "file:" + servers.certificate())
                .with("spring.mail.host", "localhost")
                .with("spring.mail.port", String.valueOf(servers.smtp()))
                .with("spring.mail.ssl.bundle", "servers")
                .with("spring.mail.properties.mail.smtp.starttls.required", "true")
                .with("duban.mail.from", "督办 <duban@duban.example>")
                .with("duban.mail.dkim.domain", "duban.example")
                .with("duban.mail.dkim.selector", "s1")
                .with("duban.mail.dkim.key-file", verifier.keyFile().toString())
                .with("duban.mail.inbox.host", "localhost")
                .with("duban.mail.inbox.port", String.valueOf(servers.imaps()))
                .with("duban.mail.inbox.ssl-bundle", "servers")
                .with("duban.mail.inbox.user", "duban")
                .with("duban.mail.inbox.password", "secret")
                .with("duban.mail.inbox.every", "1s");
        node = house.startNode();
    }

    @AfterAll
    void close() {
        if (house != null) {
            house.close();
        }
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void aReplyToANoticeBecomesTheEvent() throws Exception {
        var notice = told("S-1", "education", "ACCEPTED");
        var mail = servers.awaitMails("education", 1).get(0);

        send(replyTo(message(mail), "已收到"), "education@duban.example", sender(Purpose.REPLY, notice));
        await().atMost(PATIENCE).until(() -> ledger().history("S-1").size() == 2);

        assertThat(verifier.results(Map.of("notice", mail))).containsExactly("notice.eml\tpass");
        assertThat(message(mail).getHeader("Return-Path")).containsExactly("<" + sender(Purpose.BOUNCE, notice) + ">");
        assertThat(ledger().task("S-1").orElseThrow().reports().receivedBy()).containsExactly("education");
        assertThat(inbox(notice)).extracting(InboxMail::state).containsExactly(InboxState.REPLY);
    }

    @Test
    void aMailThatCannotBeDeliveredAfterAllMarksItsAddressAndTellsTheOffice() {
        var notice = told("S-2", "roads", "BOUNCED");

        assertThat(inbox(notice)).singleElement().satisfies(mail -> {
            assertThat(mail.state()).isEqualTo(InboxState.BOUNCE);
            assertThat(ReasonWords.english(mail.reason()))
                    .contains("reported failed 5.1.1 <roads@duban.example>", "550 5.1.1");
        });
        assertThat(reachable("roads")).isEmpty();
        awaitOfficeTold("S-2");
    }

    @Test
    void aUserWhomTheServerDoesNotKnowIsRefusedAtOnceAndTheOfficeIsTold() {
        var notice = told("S-3", "unknown", "REFUSED");

        assertThat(column(notice, "smtp_reply")).startsWith("550 5.1.1 <unknown@duban.example>");
        assertThat(reachable("unknown")).isEmpty();
        awaitOfficeTold("S-3");
    }

    @Test
    void aGreylistedMailIsTakenAtTheSecondAttempt() {
        var notice = told("S-4", "health", "DEFERRED");
        assertThat(column(notice, "smtp_reply"))
                .startsWith("450 4.2.0 <health@duban.example>")
                .contains("Greylisted");

        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            house.sql()
                    .sql("update notice set next_attempt_at = now() where id = :id and state = 'DEFERRED'")
                    .param("id", notice)
                    .update();
            return column(notice, "state").equals("ACCEPTED");
        });

        assertThat(servers.awaitMails("health", 1)).hasSize(1);
    }

    @Test
    void aReportOnAnAddressInChineseIsRead() {
        var mail = "From: jiaoyuju@duban.example\r\nTo: <卫生局@duban.example>\r\nSubject: x\r\n\r\nx\r\n";

        var outcome = node.getBean(DirectMail.class)
                .send("jiaoyuju@duban.example", "卫生局@duban.example", mail.getBytes(StandardCharsets.UTF_8));

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        var report = MailParser.parse(servers.awaitMails("jiaoyuju", 1).get(0)).report();
        assertThat(report).isNotNull();
        assertThat(report.reply())
                .startsWith("reported failed 5.6.7 <卫生局@duban.example>: ")
                .contains("SMTPUTF8");
        assertThat(report.originalRecipient()).isEqualTo("卫生局@duban.example");
    }

    @Test
    void aReportOfSuccessSettlesAMailOfUnknownFate() throws Exception {
        var notice = told("S-7", "county-office", "ACCEPTED");
        house.sql()
                .sql("update notice set state = 'UNKNOWN', next_attempt_at = now() + interval '1 hour' where id = :id")
                .param("id", notice)
                .update();
        var again =
                new SMTPMessage(message(servers.awaitMails("county-office", 1).get(0)));
        again.setNotifyOptions(SMTPMessage.NOTIFY_SUCCESS);

        send(again, sender(Purpose.BOUNCE, notice), "county-office@duban.example");

        await().atMost(PATIENCE).until(() -> column(notice, "state").equals("ACCEPTED"));
        assertThat(column(notice, "smtp_reply")).startsWith("reported delivered 2.");
    }

    @Test
    void theDailyMailToItselfComesBack() {
        await().atMost(PATIENCE)
                .until(() -> node.getBean(Inbox.class)
                                .find(
                                        new InboxQuery(Set.of(InboxState.PROBE), null, null, null, null, 10),
                                        Scope.EVERYTHING)
                                .size()
                        == 1);
    }

    /** Assigns a task, and waits until the notice of that is where it is expected to come. */
    private UUID told(String task, String unit, String state) {
        house.event("duban.task.assigned", task, Map.of("title", "修缮校舍屋顶", "leadUnit", unit, "deadline", "2099-12-15"));
        var sql = """
                select n.id from notice n join notice_step s on s.notice_id = n.id
                where s.task_id = :task and n.recipient = :unit and n.state = :state
                """;
        return await("notice to " + unit)
                .atMost(PATIENCE)
                .until(
                        () -> house.sql()
                                .sql(sql)
                                .param("task", task)
                                .param("unit", unit)
                                .param("state", state)
                                .query(UUID.class)
                                .optional(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private void awaitOfficeTold(String task) {
        await().atMost(PATIENCE)
                .until(() -> servers.mails("county-office").stream()
                        .map(MailServers::message)
                        .anyMatch(mail -> header(mail, "X-Duban-Tasks").equals(task)
                                && header(mail, "X-Duban-Kind").equals("ESCALATION")));
    }

    private static MimeMessage replyTo(MimeMessage mail, String words) throws MessagingException {
        var reply = (MimeMessage) mail.reply(false);
        reply.setFrom(new InternetAddress("education@duban.example"));
        reply.setText(words + "\n\n在 2026-11-23 09:30，督办 写道：\n> 已完成", "UTF-8");
        return reply;
    }

    /** As a mail program does. */
    private void send(MimeMessage mail, String sender, String recipient) throws MessagingException {
        var settings = new Properties();
        settings.put("mail.smtp.host", "localhost");
        settings.put("mail.smtp.port", String.valueOf(servers.smtp()));
        settings.put("mail.smtp.starttls.required", "true");
        settings.put("mail.smtp.ssl.trust", "localhost");
        settings.put("mail.smtp.from", sender);
        try (var transport = Session.getInstance(settings).getTransport("smtp")) {
            transport.connect();
            mail.saveChanges();
            transport.sendMessage(mail, new Address[] {new InternetAddress(recipient)});
        }
    }

    private String sender(Purpose purpose, UUID notice) {
        return node.getBean(SignedAddresses.class).localPart(purpose, notice) + "@duban.example";
    }

    private List<InboxMail> inbox(UUID notice) {
        return node.getBean(Inbox.class)
                .find(new InboxQuery(Set.of(), null, null, notice, null, 100), Scope.EVERYTHING);
    }

    private TaskLedger ledger() {
        return node.getBean(TaskLedger.class);
    }

    private List<String> reachable(String unit) {
        return node.getBean(Directory.class).tree().reachableAddresses(unit);
    }

    private String column(UUID notice, String name) {
        return house.sql()
                .sql("select " + name + " from notice where id = :id")
                .param("id", notice)
                .query(String.class)
                .single();
    }

    private static String header(Message mail, String name) {
        try {
            return String.join(
                    ",", Arrays.asList(Optional.ofNullable(mail.getHeader(name)).orElse(new String[0])));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
