package org.duban.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.duban.TestHouse;
import org.duban.answers.links.SignedAddresses;
import org.duban.answers.links.SignedAddresses.Purpose;
import org.duban.directory.Directory;
import org.duban.directory.Scope;
import org.duban.inbox.mime.InboxReason;
import org.duban.ledger.TaskLedger;
import org.duban.mail.InboxProperties;
import org.duban.mail.InboxProperties.Tls;
import org.duban.notice.NoticeRecord;
import org.duban.notice.NoticeState;
import org.duban.notice.Notices;
import org.duban.policy.NoticeKind;
import org.duban.task.TaskStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ConfigurableApplicationContext;

/** What comes back, through a real IMAP server into the whole house. Each test has units or tasks of its own. */
@TestInstance(Lifecycle.PER_CLASS)
class InboxTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final GreenMail server = new GreenMail(new ServerSetup[] {setup("smtp"), setup("imaps")});
    private final TestHouse house = new TestHouse();
    private GreenMailUser mailbox;
    private ConfigurableApplicationContext node;

    private static ServerSetup setup(String protocol) {
        var setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(60_000);
        return setup;
    }

    @BeforeAll
    void open(@TempDir Path folder) throws IOException, InterruptedException {
        var keys = certificate(folder);
        System.setProperty("greenmail.tls.keystore.file", keys.toString());
        server.start();
        System.clearProperty("greenmail.tls.keystore.file");
        mailbox = server.setUser("duban@duban.example", "duban", "secret");
        // As a server with sub-addressing and the two aliases would deliver; everybody else's mail is kept, too.
        server.getUserManager().setMessageDeliveryHandler((mail, address) -> {
            var email = address.getEmail();
            var ours = email.startsWith("reply+") || email.startsWith("bounce+");
            return ours ? mailbox : server.getUserManager().getUserByEmail("readers@duban.example");
        });
        server.setUser("readers@duban.example", "readers", "secret");
        house.with("spring.mail.port", String.valueOf(server.getSmtp().getPort()))
                .with("duban.mail.from", "duban@duban.example")
                .with("duban.mail.inbox.host", "127.0.0.1")
                .with("duban.mail.inbox.port", String.valueOf(server.getImaps().getPort()))
                .with("duban.mail.inbox.ssl-bundle", "mailbox")
                .with(
                        "spring.ssl.bundle.jks.mailbox.truststore.location",
                        keys.toUri().toString())
                .with("spring.ssl.bundle.jks.mailbox.truststore.type", "PKCS12")
                .with("spring.ssl.bundle.jks.mailbox.truststore.password", "changeit")
                .with("duban.mail.inbox.user", "duban")
                .with("duban.mail.inbox.password", "secret")
                .with("duban.mail.inbox.every", "1s");
        node = house.startNode();
    }

    /** For 127.0.0.1, signed by itself: trusting it is trusting the server. */
    private static Path certificate(Path folder) throws IOException, InterruptedException {
        var keys = folder.resolve("keys.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command =
                "-genkeypair -alias imap -keyalg EC -dname CN=imap -ext san=ip:127.0.0.1 -storepass changeit -keystore";
        var made = new ProcessBuilder(Stream.of(List.of(keytool), List.of(command.split(" ")), List.of(keys.toString()))
                        .flatMap(List::stream)
                        .toList())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(made).isZero();
        return keys;
    }

    @AfterAll
    void close() {
        house.close();
        server.stop();
    }

    @Test
    void signsForTheUnitThatReplies() {
        var notice = told("R-1", "education");

        arrives(Mails.reply(to(Purpose.REPLY, notice), "已收到"));
        var mail = awaitMail(notice);
        awaitEvents("R-1", 2);

        assertThat(mail.state()).isEqualTo(InboxState.REPLY);
        assertThat(mail.eventId()).isNotNull();
        assertThat(List.of(mail.unit(), mail.office(), mail.task(), mail.words()))
                .containsExactly("education", "county-office", "R-1", "已收到");
        assertThat(ledger().task("R-1").orElseThrow().reports().receivedBy()).containsExactly("education");
    }

    @Test
    void actsOnceHoweverOftenTheSameMailComes() {
        var notice = told("R-2", "education");
        var reply = new String(Mails.reply(to(Purpose.REPLY, notice), "进展 60%，主体完工"), StandardCharsets.UTF_8);

        arrives(reply.getBytes(StandardCharsets.UTF_8));
        arrives(("Received: from a.example by b.example\r\n" + reply).getBytes(StandardCharsets.UTF_8));
        arrives(Mails.reply(to(Purpose.REPLY, notice), "已完成，照片见附件"));
        awaitEvents("R-2", 3);
        await().atMost(PATIENCE).until(() -> mails(notice).size() >= 2);

        assertThat(ledger().task("R-2").orElseThrow().reports().percent()).isEqualTo(60);
        assertThat(ledger().task("R-2").orElseThrow().status()).isEqualTo(TaskStatus.SUBMITTED);
        assertThat(mails(notice)).hasSize(2);
    }

    @Test
    void leavesToTheOfficeWhatNobodyUnderstandsOrMayDo() {
        var notice = told("R-3", "education");

        arrives(Mails.reply(to(Purpose.REPLY, notice), "请问附件在哪里？"));
        arrives(Mails.reply(to(Purpose.REPLY, notice), "进展 160%"));
        await().atMost(PATIENCE).until(() -> mails(notice).size() == 2);

        assertThat(mails(notice))
                .extracting(InboxMail::state)
                .containsExactly(InboxState.NOT_TAKEN, InboxState.NOT_UNDERSTOOD);
        assertThat(mails(notice)).extracting(InboxMail::reason).doesNotContainNull();
        assertThat(ledger().history("R-3")).hasSize(1);
    }

    @Test
    void leavesAMailToTheOfficeWithWhichAnythingGoesWrongAndReadsOn() {
        var notice = told("R-20", "education");
        house.sql().sql("""
                create function unbearable() returns trigger language plpgsql as $$
                begin
                    raise exception 'unbearable';
                end
                $$;
                create trigger unbearable before insert on inbox_mail for each row
                    when (new.subject like '%unbearable%' or new.words like '%unbearable%') execute function unbearable()
                """).update();

        arrives(new String(Mails.reply(to(Purpose.REPLY, notice), "unbearable"), StandardCharsets.UTF_8)
                .replaceFirst("(?m)^Subject: .*$", "Subject: unbearable")
                .getBytes(StandardCharsets.UTF_8));
        arrives(Mails.reply(to(Purpose.REPLY, notice), "已收到"));
        awaitEvents("R-20", 2);

        assertThat(inbox(InboxState.NOT_UNDERSTOOD))
                .extracting(InboxMail::reason)
                .contains(InboxReason.OUR_MISTAKE.with("SQL state P0001"));
        house.sql().sql("drop trigger unbearable on inbox_mail").update();
    }

    @Test
    void marksAnAddressThatBouncesAndTellsTheOfficeAboveOnce() {
        var notice = told("R-4", "health");
        var report = Mails.postfix(
                to(Purpose.BOUNCE, notice), "health@duban.example", "failed", "5.1.1", "550 No such user");

        arrives(report);
        awaitMail(notice);
        arrives(Mails.exchange(to(Purpose.BOUNCE, notice), "health@duban.example"));
        await().atMost(PATIENCE).until(() -> mails(notice).size() == 2);

        assertThat(state(notice)).isEqualTo("BOUNCED");
        assertThat(node.getBean(Directory.class).tree().reachableAddresses("health"))
                .isEmpty();
        await().atMost(PATIENCE).until(() -> toldInstead("R-4") == 1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(house.records("receipts"))
                        .filteredOn(receipt -> receipt.contains("duban.notice.bounced"))
                        .singleElement()
                        .asString()
                        .contains(notice.toString(), "550 No such user"));
    }

    @Test
    void ignoresForgedReports() {
        var notice = told("R-5", "roads");
        var forged = to(Purpose.BOUNCE, notice).replaceFirst("\\..{16}@", ".aaaaaaaaaaaaaaaa@");

        arrives(Mails.postfix(forged, "roads@duban.example", "failed", "5.1.1", "550 No such user"));
        arrives(Mails.postfix("duban@duban.example", "roads@duban.example", "failed", "5.1.1", "550 No such user"));
        await().atMost(PATIENCE).until(() -> inbox(InboxState.FORGED).size() == 2);

        assertThat(state(notice)).isEqualTo("ACCEPTED");
        assertThat(node.getBean(Directory.class).tree().reachableAddresses("roads"))
                .isNotEmpty();
    }

    @Test
    void leavesAReportOnOtherReadersToTheOffice() {
        var notice = told("R-5b", "roads");
        var several = new String(
                        Mails.postfix(
                                to(Purpose.BOUNCE, notice),
                                "other@else.example",
                                "failed",
                                "5.1.1",
                                "550 No such user"),
                        StandardCharsets.UTF_8)
                .replace(
                        "Remote-MTA:",
                        "X-More: none\r\n\r\nFinal-Recipient: rfc822; third@else.example\r\nAction: failed\r\nStatus: 5.1.1\r\nRemote-MTA:");
        var words = "From: MAILER-DAEMON <mailer-daemon@m.example>\nTo: <" + to(Purpose.BOUNCE, notice)
                + ">\nSubject: Undelivered\n\n<other@else.example>: 550 5.1.1 User unknown\n";

        arrives(several.getBytes(StandardCharsets.UTF_8));
        arrives(Mails.bytes(words));
        await().atMost(PATIENCE).until(() -> mails(notice).size() == 2);

        assertThat(mails(notice)).extracting(InboxMail::state).containsOnly(InboxState.NOT_UNDERSTOOD);
        assertThat(state(notice)).isEqualTo("ACCEPTED");
    }

    @Test
    void notesDelaysAndAbsencesAndActsOnNeither() {
        var notice = told("R-6", "roads");

        arrives(Mails.postfix(to(Purpose.BOUNCE, notice), "roads@duban.example", "delayed", "4.4.1", "no answer"));
        arrives(Mails.absence(to(Purpose.REPLY, notice)));
        arrives(Mails.absence(to(Purpose.BOUNCE, notice)).clone());
        await().atMost(PATIENCE).until(() -> mails(notice).size() == 3);

        assertThat(mails(notice))
                .extracting(InboxMail::state)
                .containsExactlyInAnyOrder(InboxState.BOUNCE, InboxState.AUTO_REPLY, InboxState.AUTO_REPLY);
        assertThat(state(notice)).isEqualTo("ACCEPTED");
        assertThat(ledger().history("R-6")).hasSize(1);
    }

    @Test
    void standsInReadinessAndTakesNoNodeOutOfIt() {
        var health = node.getBean(HealthEndpoint.class);

        assertThat(health.healthForPath("readiness", InboxReadiness.NAME).getStatus())
                .isEqualTo(Status.UP);
        assertThat(health.healthForPath("readiness").getStatus()).isEqualTo(Status.UP);
        var readiness =
                Objects.requireNonNull(node.getBean(HealthEndpointGroups.class).get("readiness"));
        assertThat(readiness.getStatusAggregator().getAggregateStatus(Status.UP, InboxReadiness.STUCK))
                .isEqualTo(InboxReadiness.STUCK);
        assertThat(readiness.getStatusAggregator().getAggregateStatus(Status.DOWN, InboxReadiness.STUCK))
                .isEqualTo(Status.DOWN);
        assertThat(readiness.getHttpCodeStatusMapper().getStatusCode(InboxReadiness.STUCK))
                .isEqualTo(200);
    }

    @Test
    void takesEachMailInOnceWhereTwoNodesReadTheSameMailbox() {
        var notice = told("R-7", "roads");
        var second = house.startNode("duban.roles=mail");

        for (var percent = 1; percent <= 30; percent++) {
            arrives(Mails.reply(to(Purpose.REPLY, notice), "进展 " + percent + "%"));
        }
        await().atMost(PATIENCE).until(() -> mails(notice).size() == 30);
        awaitEvents("R-7", 31);

        var health = second.getBean("inboxHealthIndicator", HealthIndicator.class);
        await().atMost(PATIENCE)
                .until(() -> !String.valueOf(health.health().getDetails().get("lastReading"))
                        .equals("none yet"));
        assertThat(mails(notice)).hasSize(30).allMatch(mail -> mail.state() == InboxState.REPLY);
        assertThat(ledger().history("R-7")).hasSize(31);
        // It stays with the other tests: two nodes in one process share what Quartz keeps statically.
    }

    @Test
    void doesNothingTwiceWhenTheFolderIsMadeAnew() throws MessagingException {
        var notice = told("R-8", "roads");
        var reply = Mails.reply(to(Purpose.REPLY, notice), "进展 30%");
        var reader = reader(anotherFolder());

        var before = folderWith(reply);
        reader.round();
        awaitEvents("R-8", 2);
        var after = await().atMost(PATIENCE).until(() -> folderWith(reply), validity -> validity != before);
        reader.round();
        reader.close();

        assertThat(after).isNotEqualTo(before);
        assertThat(mails(notice)).hasSize(1);
        assertThat(ledger().history("R-8")).hasSize(2);
    }

    /** Real servers make an ENVELOPE of each, some of which Angus cannot read: nobody asks for it. */
    @Test
    void noMailKeepsOutThoseBehindIt() {
        var notice = told("R-9", "roads");
        var senders = List.of("MAILER-DAEMON <>", "root (Cron Daemon)", "张三 <张三@例子.中国>", "/C=CN/O=x/S=zhang");
        for (var i = 0; i < senders.size(); i++) {
            var mail = new String(Mails.reply(to(Purpose.REPLY, notice), "进展 2" + i + "%"), StandardCharsets.UTF_8);
            arrives(mail.replaceFirst("From: [^\\r]*", "From: " + senders.get(i) + "\r\nCc: oa@oa_server.example")
                    .getBytes(StandardCharsets.UTF_8));
        }

        arrives(Mails.reply(to(Purpose.REPLY, notice), "进展 60%"));

        awaitEvents("R-9", 5);
        assertThat(mails(notice))
                .hasSize(5)
                .filteredOn(mail -> mail.state() != InboxState.REPLY)
                .singleElement()
                .satisfies(mail -> assertThat(mail.sender()).contains("MAILER-DAEMON"));
    }

    @Test
    void leavesAMailThatCannotBeFetchedToTheOfficeAndGoesOn() throws IOException, MessagingException {
        var notice = told("R-10", "roads");
        var mails = Stream.of("31", "32", "33")
                .map(percent -> Mails.reply(to(Purpose.REPLY, notice), "进展 " + percent + "%"))
                .map(mail -> new String(mail, StandardCharsets.ISO_8859_1))
                .toList();
        try (var broken = new ScriptedImap(mails, Set.of(2));
                var reader = reader(settings(broken.port(), Tls.NONE, "Broken"))) {
            for (var round = 0; round < 4; round++) {
                reader.round();
            }
        }

        awaitEvents("R-10", 3);
        assertThat(mails(notice))
                .filteredOn(mail -> mail.state() == InboxState.NOT_UNDERSTOOD)
                .singleElement()
                .satisfies(mail -> assertThat(mail.reason().argument(0)).isEqualTo("2"))
                .satisfies(mail -> assertThat(mail.sender()).contains("staff@education.example"));
        assertThat(node.getBean(InboxTable.class).readUpTo("127.0.0.1/duban/Broken", 5))
                .isEqualTo(3);
    }

    @Test
    void forwardsWhatNobodyUnderstoodToTheOfficeAboveAtOnceAndKeepsItOnThePage() throws Exception {
        var notice = told("R-30", "education");

        arrives(from("zhang@education.example", notice, "收到，但这不是我单位职责，请转民政局办理"));
        var mail = awaitMail(notice);
        var forwarded = awaitForwarded(mail, "ACCEPTED");

        assertThat(List.of(mail.state(), mail.forwardedTo(), mail.waiting()))
                .containsExactly(InboxState.NOT_UNDERSTOOD, "county-office", true);
        assertThat(forwarded).singleElement().satisfies(each -> {
            assertThat(each.kind()).isEqualTo(NoticeKind.FORWARDED);
            assertThat(each.recipient()).isEqualTo("county-office");
            assertThat(each.taskIds()).containsExactly("R-30");
        });
        assertThat(node.getBean(Notices.class).find("R-30", "county-office", null, null, 10, Scope.EVERYTHING))
                .extracting(NoticeRecord::mail)
                .containsExactly(mail.id());
        var letter = letterOf(forwarded.get(0).id());
        assertThat(letter.getReplyTo()[0].toString()).isEqualTo("zhang@education.example");
        assertThat(letter.getAllRecipients()[0].toString()).isEqualTo("county-office@duban.example");
        assertThat(text(letter)).contains("> 收到，但这不是我单位职责，请转民政局办理", "R-30", "“但这不是我单位职责”");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(house.records("notices"))
                        .filteredOn(one -> one.contains(forwarded.get(0).id().toString()))
                        .singleElement()
                        .asString()
                        .contains("请转民政局办理", "FORWARDED"));
    }

    @Test
    void forwardsAMailOnceHoweverOftenItComes() {
        var notice = told("R-31", "education");
        var mail = new String(from("li@education.example", notice, "哪里有附件？"), StandardCharsets.UTF_8);

        arrives(mail.getBytes(StandardCharsets.UTF_8));
        awaitForwarded(awaitMail(notice), "ACCEPTED");
        arrives(("Received: from a.example by b.example\r\n" + mail).getBytes(StandardCharsets.UTF_8));
        arrives(from("li@education.example", notice, "已收到"));
        awaitEvents("R-31", 2);

        assertThat(node.getBean(Notices.class).find("R-31", "county-office", null, null, 10, Scope.EVERYTHING))
                .hasSize(1);
    }

    @Test
    void forwardsNothingInACircle() {
        var notice = told("R-32", "education");
        arrives(from("wang@education.example", notice, "请来电"));
        var first = awaitMail(notice);
        var forwarded = awaitForwarded(first, "ACCEPTED").get(0).id();

        arrives(from("office@far.example", forwarded, "请教育局自行联系"));
        arrives(Mails.absence(to(Purpose.REPLY, forwarded)));
        arrives(("X-Duban-Notice: " + notice + "\r\n"
                        + new String(
                                from("wang@education.example", notice, "sent on as it was"), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
        arrives(from("duban@duban.example", notice, "from ourselves"));
        await().atMost(PATIENCE)
                .until(() -> mails(notice).size() == 3 && mails(forwarded).size() == 2);

        assertThat(mails(forwarded)).extracting(InboxMail::forwardedTo).containsOnlyNulls();
        assertThat(mails(forwarded))
                .filteredOn(mail -> mail.state() == InboxState.NOT_UNDERSTOOD)
                .extracting(InboxMail::reason, InboxMail::notForwarded)
                .containsExactly(
                        tuple(InboxReason.ANSWERS_A_FORWARDED_MAIL.with(), InboxReason.ABOUT_A_FORWARDED_MAIL.with()));
        assertThat(mails(notice))
                .filteredOn(mail -> mail.id() != first.id())
                .extracting(InboxMail::notForwarded)
                .containsOnly(InboxReason.SENT_BY_OURSELVES.with());
    }

    @Test
    void forwardsToTheNextOneAboveWhatTheOfficeDidNotGet() {
        var notice = told("R-33", "roads");
        arrives(from("zhao@roads.example", notice, "请来电"));
        var mail = awaitMail(notice);
        var forwarded = awaitForwarded(mail, "ACCEPTED").get(0).id();

        arrives(Mails.postfix(
                to(Purpose.BOUNCE, forwarded), "county-office@duban.example", "failed", "5.3.4", "552 too large"));
        await().atMost(PATIENCE)
                .until(() ->
                        forwarding(mail).size() == 2 && forwarding(mail).get(1).state() == NoticeState.ACCEPTED);

        assertThat(forwarding(mail))
                .extracting(NoticeRecord::recipient, NoticeRecord::state)
                .containsExactly(
                        tuple("county-office", NoticeState.BOUNCED), tuple("city-office", NoticeState.ACCEPTED));
    }

    @Test
    void forwardsSoManyMailsADayAndSaysOfTheOthersThatItDoesNot() {
        var notice = told("R-34", "roads");

        for (var number = 1; number <= 21; number++) {
            arrives(from("many@roads.example", notice, "第" + number + "封"));
        }
        await().atMost(PATIENCE).until(() -> mails(notice).size() == 21);

        assertThat(mails(notice))
                .filteredOn(mail -> mail.forwardedTo() == null)
                .singleElement()
                .satisfies(mail ->
                        assertThat(mail.notForwarded()).isEqualTo(InboxReason.TOO_MANY_OF_THIS_SENDER.with("20")));
    }

    @Test
    void forwardsToTheTopWhatNobodyKnowsTheNoticeOf() {
        arrives(new String(Mails.reply("duban@duban.example", "Who are you?"), StandardCharsets.UTF_8)
                .replace("staff@education.example", "stranger@far.example")
                .getBytes(StandardCharsets.UTF_8));
        arrives(Mails.bytes("""
                Return-Path: <>
                From: MAILER-DAEMON@mx.example
                Subject: Undelivered Mail Returned to Sender
                To: duban@duban.example
                Message-Id: <bounce-of-its-own@mx.example>

                Your mail to somebody was not delivered: no such user.
                """));
        await().atMost(PATIENCE).until(() -> about(null).size() >= 2);

        assertThat(about(null)).extracting(InboxMail::forwardedTo).containsOnly("group");
    }

    @Test
    void keepsOnThePageWhatCannotBeForwardedAndReadsOn() {
        var notice = told("R-35", "roads");
        house.sql().sql("""
                create function unforwardable() returns trigger language plpgsql as $$
                begin
                    raise exception 'unforwardable';
                end
                $$;
                create trigger unforwardable before insert on forwarded_mail for each row
                    when (new.mail::text like '%unforwardable%') execute function unforwardable()
                """).update();

        arrives(from("qian@roads.example", notice, "unforwardable"));
        arrives(from("qian@roads.example", notice, "已收到"));
        awaitEvents("R-35", 2);

        assertThat(inbox(InboxState.NOT_UNDERSTOOD))
                .filteredOn(mail -> mail.words().equals("unforwardable"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.forwardedTo()).isNull());
        house.sql().sql("drop trigger unforwardable on forwarded_mail").update();
    }

    /** A reply to a notice as somebody writes it who has not written before. */
    private byte[] from(String sender, UUID notice, String words) {
        return new String(Mails.reply(to(Purpose.REPLY, notice), words), StandardCharsets.UTF_8)
                .replace("staff@education.example", sender)
                .getBytes(StandardCharsets.UTF_8);
    }

    private List<NoticeRecord> forwarding(InboxMail mail) {
        return node.getBean(Notices.class).forwarding(List.of(mail.id()));
    }

    private List<NoticeRecord> awaitForwarded(InboxMail mail, String state) {
        return await().atMost(PATIENCE)
                .until(
                        () -> forwarding(mail),
                        notices -> !notices.isEmpty()
                                && notices.stream()
                                        .allMatch(
                                                notice -> notice.state().name().equals(state)));
    }

    /** The mails of people about no notice. */
    private List<InboxMail> about(@Nullable UUID notice) {
        return inbox(InboxState.NOT_UNDERSTOOD).stream()
                .filter(mail -> Objects.equals(mail.notice(), notice))
                .filter(mail ->
                        mail.sender().contains("far.example") || mail.sender().contains("mx.example"))
                .toList();
    }

    private MimeMessage letterOf(UUID notice) {
        return await().atMost(PATIENCE)
                .until(
                        () -> Stream.of(server.getReceivedMessages())
                                .filter(mail -> header(mail, "X-Duban-Notice").equals(notice.toString()))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static String header(MimeMessage mail, String name) {
        try {
            return Objects.requireNonNullElse(mail.getHeader(name, null), "");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage mail) throws MessagingException, IOException {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
    }

    private ImapMailbox reader(InboxProperties settings) {
        return new ImapMailbox(
                settings,
                node.getBean(SslBundles.class),
                node.getBean(InboxTable.class),
                node.getBean(MailIntake.class),
                new MailboxStatus(InstantSource.system()));
    }

    private InboxProperties anotherFolder() {
        var settings = node.getBean(InboxProperties.class);
        return settings(settings.usedPort(), settings.tls(), "Moved");
    }

    private InboxProperties settings(int port, Tls tls, String folder) {
        var settings = node.getBean(InboxProperties.class);
        return new InboxProperties(
                settings.host(),
                port,
                settings.user(),
                settings.password(),
                tls,
                tls == Tls.NONE ? null : settings.sslBundle(),
                folder,
                settings.every(),
                settings.domain(),
                settings.largest(),
                false,
                settings.probeWithin(),
                settings.office(),
                settings.mostForwarded());
    }

    /** Makes the folder anew, with one mail in it. */
    private long folderWith(byte[] mail) throws MessagingException {
        var managers = server.getManagers().getImapHostManager();
        try {
            if (managers.getFolder(mailbox, "Moved") != null) {
                managers.deleteMailbox(mailbox, "Moved");
            }
            var folder = managers.createMailbox(mailbox, "Moved");
            folder.appendMessage(new MimeMessage(null, new ByteArrayInputStream(mail)), new Flags(), new Date());
            return folder.getUidValidity();
        } catch (FolderException | AuthorizationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void seesItsDailyMailToItselfComeBack() {
        await().atMost(PATIENCE).until(() -> inbox(InboxState.PROBE).size() == 1);

        var health = node.getBean("inboxHealthIndicator", HealthIndicator.class).health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsKeys("lastReading", "lastProbe", "lastProbeBack");
    }

    /** Assigns a task and waits until its notice is with the mail server. */
    private UUID told(String task, String unit) {
        house.event(
                "duban.task.assigned",
                task,
                Map.of("title", "Repair the roof", "leadUnit", unit, "deadline", "2099-12-15"));
        var sql = """
                select n.id from notice n join notice_step s on s.notice_id = n.id
                where s.task_id = :task and n.recipient = :unit and n.state = 'ACCEPTED'
                """;
        return await().atMost(PATIENCE)
                .until(
                        () -> house.sql()
                                .sql(sql)
                                .param("task", task)
                                .param("unit", unit)
                                .query(UUID.class)
                                .optional(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private String to(Purpose purpose, UUID notice) {
        return node.getBean(SignedAddresses.class).localPart(purpose, notice) + "@duban.example";
    }

    private void arrives(byte[] mail) {
        try {
            mailbox.deliver(new MimeMessage(null, new ByteArrayInputStream(mail)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private InboxMail awaitMail(UUID notice) {
        return await().atMost(PATIENCE)
                .until(() -> mails(notice), mails -> !mails.isEmpty())
                .get(0);
    }

    private List<InboxMail> mails(UUID notice) {
        return node.getBean(Inbox.class).find(InboxQuery.newest(100).about(notice), Scope.EVERYTHING);
    }

    private List<InboxMail> inbox(InboxState state) {
        return node.getBean(Inbox.class).find(InboxQuery.newest(100).in(state), Scope.EVERYTHING);
    }

    private TaskLedger ledger() {
        return node.getBean(TaskLedger.class);
    }

    private void awaitEvents(String task, int number) {
        await().atMost(PATIENCE).until(() -> ledger().history(task).size() == number);
    }

    private String state(UUID notice) {
        return house.sql()
                .sql("select state from notice where id = :id")
                .param("id", notice)
                .query(String.class)
                .single();
    }

    private long toldInstead(String task) {
        return house.sql()
                .sql("select count(*) from notice_step where task_id = :task and recipient = 'county-office' "
                        + "and for_unit = 'health' and notice_id is not null")
                .param("task", task)
                .query(Long.class)
                .single();
    }
}
