package org.duban.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.duban.channel.Outcome;
import org.duban.content.Notice;
import org.duban.letter.LetterGallery;
import org.duban.letter.Letters;
import org.duban.letter.Mail;
import org.duban.letter.MailWriter;
import org.duban.letter.NoticeFixture;
import org.duban.tracing.Traces;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import tools.jackson.databind.json.JsonMapper;

class MailDispatcherTests {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final ScriptedSmtp smtp = new ScriptedSmtp();
    private final MemoryDeliveries outbox = new MemoryDeliveries();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final OutagePause pause =
            new OutagePause(InstantSource.system(), Duration.ofMillis(200), Duration.ofSeconds(1));
    private final Rejection rejection = new Rejection(InstantSource.system());
    private Letters letters = LetterGallery.withoutAnswers();
    private SendPace pace = new SendPace(4, null, InstantSource.system(), System::nanoTime);
    private UnaryOperator<Mail> seal = UnaryOperator.identity();
    private MailDispatcher room = room(4, smtp.port());

    @AfterEach
    void close() {
        // First, so that nobody waits for the answer of a server that will give none.
        smtp.close();
        room.stop();
    }

    @Test
    void sendsWhatIsDueOnceEach() {
        var notices = Stream.generate(MailDispatcherTests::aNotice).limit(200).toList();
        notices.forEach(outbox::add);

        room.start();

        await().atMost(SOON).until(() -> outbox.settledCount() == 200);
        assertThat(outbox.settled()).allMatch(one -> one.outcome() instanceof Outcome.Accepted);
        assertThat(new HashSet<>(smtp.mails())).hasSize(200);
        assertThat(smtp.mails()).hasSize(200);
        assertThat(smtp.connections()).isLessThanOrEqualTo(4);
        assertThat(meters.get("duban.mail.attempts")
                        .tag("outcome", "accepted")
                        .counter()
                        .count())
                .isEqualTo(200);
    }

    @Test
    void sendsWhatKafkaNames() throws InterruptedException {
        var notices = Stream.generate(MailDispatcherTests::aNotice).limit(100).toList();
        notices.forEach(outbox::addNotDue);
        room.start();

        new NoticeListener(room, JsonMapper.shared())
                .on(notices.stream().map(MailDispatcherTests::binary).toList());

        await().atMost(SOON).until(() -> outbox.settledCount() == 100);
        assertThat(smtp.mails()).hasSize(100);
    }

    @Test
    void readsStructuredEventsAndSkipsWhatIsNone() throws InterruptedException {
        var notice = aNotice();
        outbox.addNotDue(notice);
        room.start();

        new NoticeListener(room, JsonMapper.shared())
                .on(List.of(
                        record("not json"),
                        record("{\"specversion\":\"1.0\",\"subject\":\"no id\"}"),
                        record("{\"specversion\":\"1.0\",\"subject\":\"" + notice.id() + "\"}")));

        await().atMost(SOON).until(() -> outbox.settledCount() == 1);
        assertThat(smtp.mails()).hasSize(1);
    }

    @Test
    void sendsOneMailAConnectionAtMostWhileOutcomesCannotBeRecorded() {
        Stream.generate(MailDispatcherTests::aNotice).limit(50).forEach(outbox::add);
        outbox.databaseDown(true);

        room.start();
        await().atMost(SOON).until(() -> smtp.mails().size() == 4);
        // Three failed attempts to record later nothing more has been sent.
        await().during(Duration.ofSeconds(1))
                .atMost(SOON)
                .until(() -> smtp.mails().size() == 4);
        assertThat(outbox.settledCount()).isZero();
        outbox.databaseDown(false);

        await().atMost(SOON).until(() -> outbox.settledCount() == 50);
        assertThat(smtp.mails()).hasSize(50);
        // The outcomes that had to wait for each other went into one transaction.
        assertThat(outbox.batches()).hasSizeLessThan(50);
    }

    @Test
    void pausesWhileTheServerIsDownAndTriesItWithOneMail() {
        var port = smtp.port();
        smtp.close();
        Stream.generate(MailDispatcherTests::aNotice).limit(20).forEach(outbox::add);

        room.start();

        await().atMost(SOON).until(() -> pause.trouble().isPresent() && outbox.releases() >= 20);
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health().getDetails()).containsKeys("since", "lastError");
        assertThat(outbox.settledCount()).isZero();

        try (var back = new ScriptedSmtp(port)) {
            await().atMost(SOON).until(() -> outbox.settledCount() == 20);
            assertThat(back.mails()).hasSize(20);
            assertThat(health().getStatus()).isEqualTo(Status.UP);
        }
    }

    @Test
    void isDownWhileTheServerAnswersButTakesNothing() {
        MailMeters.watch(meters, pace, pause, rejection);
        smtp.at("DOT", "451 4.3.0 no space left");
        Stream.of("one", "two", "three")
                .map(reader -> NoticeFixture.aNotice()
                        .id(UUID.randomUUID())
                        .to(reader + "@gyangze.example")
                        .saying(NoticeFixture.aLine()))
                .forEach(outbox::add);

        room.start();

        await().atMost(SOON).until(() -> outbox.settledCount() == 3);
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health().getDetails())
                .containsEntry("rejected", true)
                .containsEntry("lastReply", "451 4.3.0 no space left")
                .containsKey("since");
        assertThat(meters.get("duban.mail.rejected").gauge().value()).isEqualTo(1);

        smtp.at("DOT", "250 queued");
        outbox.add(aNotice());

        await().atMost(SOON).until(() -> outbox.settledCount() == 4);
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        assertThat(meters.get("duban.mail.rejected").gauge().value()).isZero();
    }

    @Test
    void doesNotPauseForAServerThatTakesNoFurtherConnection() {
        Stream.generate(MailDispatcherTests::aNotice).limit(1).forEach(outbox::add);
        smtp.at("DOT", "HOLD");
        room.start();
        await().atMost(SOON).until(() -> smtp.mails().size() == 1);

        smtp.at("GREETING", "421 too many connections");
        outbox.add(aNotice());

        await().atMost(SOON)
                .until(() -> meters.get("duban.mail.attempts")
                                .tag("outcome", "server-down")
                                .counter()
                                .count()
                        >= 1);
        assertThat(pause.trouble()).isEmpty();
        assertThat(outbox.releases()).isZero();
        smtp.close();
    }

    @Test
    void finishesWhatIsInFlightAndGivesTheRestBackWhenItStops() {
        Stream.generate(MailDispatcherTests::aNotice).limit(500).forEach(outbox::add);
        room.start();
        await().atMost(SOON).until(() -> outbox.settledCount() >= 20);

        room.stop();

        assertThat(outbox.settledCount()).isEqualTo(smtp.mails().size());
        assertThat(outbox.settledCount() + outbox.dueCount()).isEqualTo(500);
    }

    @Test
    void renewsTheClaimsOnMailsWhoseAnswerIsLate() {
        var late = Stream.generate(MailDispatcherTests::aNotice).limit(4).toList();
        smtp.at("DOT", "SILENT");
        late.forEach(outbox::add);
        room.start();
        await().atMost(SOON).until(() -> smtp.mails().size() == 4);

        outbox.add(aNotice());

        var ids = late.stream().map(Notice::id).toList();
        await().atMost(SOON)
                .until(() -> outbox.renewals().stream()
                                .filter(renewed -> new HashSet<>(renewed).equals(Set.copyOf(ids)))
                                .count()
                        >= 3);
        assertThat(outbox.settledCount()).isZero();
    }

    @Test
    void renewsTheClaimOnAMailUntilItsOutcomeIsRecorded() {
        room = room(1, smtp.port());
        outbox.databaseDown(true);
        outbox.add(aNotice());
        room.start();
        await().atMost(SOON).until(() -> outbox.renewals().size() >= 3);

        outbox.databaseDown(false);
        await().atMost(SOON).until(() -> outbox.settledCount() == 1);
        smtp.at("DOT", "SILENT");
        var next = aNotice();
        outbox.add(next);

        await().atMost(SOON).until(() -> lastRenewal().equals(List.of(next.id())));
    }

    @Test
    void sendsPlainTextWhenALetterCannotBeRendered() {
        letters = LetterGallery.withABrokenTemplate();
        room = room(1, smtp.port());
        outbox.add(aNotice());

        room.start();

        await().atMost(SOON).until(() -> outbox.settledCount() == 1);
        assertThat(smtp.mails())
                .singleElement()
                .asString()
                .contains("text/plain")
                .doesNotContain("text/html");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        outbox.add(NoticeFixture.aNotice().to("no address").saying(NoticeFixture.aLine()));

        room.start();

        await().atMost(SOON).until(() -> outbox.settledCount() == 1);
        assertThat(outbox.settled().get(0).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.addressRefused()).isTrue());
    }

    @Test
    void leavesOtherRecipientsAloneWhenOneIsRefused() {
        smtp.at("RCPT", "550 5.1.1 no such user");
        outbox.add(aNotice());
        room = room(1, smtp.port());
        room.start();
        await().atMost(SOON).until(() -> outbox.settledCount() == 1);

        smtp.at("RCPT", "250 ok");
        outbox.add(aNotice());

        await().atMost(SOON).until(() -> outbox.settledCount() == 2);
        assertThat(outbox.settled())
                .extracting(one -> one.outcome().getClass().getSimpleName())
                .containsExactly("Refused", "Accepted");
    }

    @Test
    void usesFewerConnectionsWhereTheServerTakesNoMoreAndTellsSo() {
        MailMeters.watch(meters, pace, pause, rejection);
        smtp.at("DOT", "HOLD");
        outbox.add(aNotice());
        room.start();
        await().atMost(SOON).until(() -> smtp.mails().size() == 1);
        smtp.at("GREETING", "421 4.7.0 too many connections");

        outbox.add(aNotice());

        await().atMost(SOON).until(() -> pace.connections() == 1);
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        assertThat(health().getDetails())
                .containsEntry("throttled", true)
                .containsEntry("lastReply", "421 4.7.0 too many connections")
                .containsEntry("connections", 1);
        assertThat(meters.get("duban.mail.throttled").gauge().value()).isEqualTo(1);
        assertThat(meters.get("duban.mail.connections.allowed").gauge().value()).isEqualTo(1);
        smtp.close();
    }

    @Test
    void slowsDownWhenARelayAsksForIt() {
        smtp.at("MAIL", "450 4.7.1 slow down");
        room = room(1, smtp.port());
        Stream.generate(MailDispatcherTests::aNotice).limit(2).forEach(outbox::add);

        room.start();

        await().atMost(SOON).until(() -> pace.connections() == 1);
        assertThat(pace.slowness())
                .hasValueSatisfying(slow -> assertThat(slow.reason()).contains("slow down"));
        assertThat(pause.trouble()).isEmpty();
    }

    @Test
    void sendsEveryMailWhenItIsSlowedDownToOneConnection() {
        pace.heard(SlowDownReply.CLEAR, "", new Outcome.Deferred("421 later"), System.nanoTime());
        pace.heard(SlowDownReply.CLEAR, "", new Outcome.Deferred("421 later"), System.nanoTime());
        Stream.generate(MailDispatcherTests::aNotice).limit(50).forEach(outbox::add);

        room.start();

        await().atMost(SOON).until(() -> outbox.settledCount() == 50);
        assertThat(smtp.mails()).hasSize(50);
        assertThat(smtp.connections()).isEqualTo(1);
    }

    @Test
    void goesOnAtFullSpeedWhileOneReaderIsGreylisted() {
        smtp.at("RCPT", "450 4.7.1 try again in five minutes");
        IntStream.range(0, 10).forEach(time -> outbox.add(aNotice()));

        room.start();

        await().atMost(SOON).until(() -> outbox.settledCount() == 10);
        assertThat(pace.slowness()).isEmpty();
    }

    @Test
    void sendsTheOthersWhenOneLetterBreaksTheSender() {
        var poison = NoticeFixture.aNotice()
                .id(UUID.randomUUID())
                .to("poison@gyangze.example")
                .saying(NoticeFixture.aLine());
        seal = mail -> {
            if (mail.recipient().startsWith("poison")) {
                throw new IllegalStateException("breaks the sender");
            }
            return mail;
        };
        room = room(1, smtp.port());
        outbox.add(poison);
        Stream.generate(MailDispatcherTests::aNotice).limit(20).forEach(outbox::add);

        room.start();

        await().atMost(SOON).until(() -> outbox.settledCount() == 21);
        assertThat(smtp.mails()).hasSize(20);
        assertThat(outbox.settled().get(0).outcome())
                .isEqualTo(new Outcome.Deferred("internal error: IllegalStateException"));
    }

    @Test
    void sendsTheOthersWhenOneOutcomeCannotBeRecorded() {
        var stubborn = aNotice();
        outbox.doesNotTake(stubborn);
        outbox.add(stubborn);
        Stream.generate(MailDispatcherTests::aNotice).limit(20).forEach(outbox::add);

        room.start();

        await().atMost(SOON).until(() -> outbox.settledCount() == 20);
        outbox.doesNotTake(null);
        await().atMost(SOON).until(() -> outbox.settledCount() == 21);
        assertThat(smtp.mails()).hasSize(21);
    }

    @Test
    void givesBackWhatWaitsForItsTurnWhenItStops() {
        pace = new SendPace(4, RateLimit.of("1/h"), InstantSource.system(), System::nanoTime);
        room = room(4, smtp.port());
        Stream.generate(MailDispatcherTests::aNotice).limit(5).forEach(outbox::add);
        room.start();
        await().atMost(SOON).until(() -> outbox.settledCount() == 1);

        room.stop();

        assertThat(smtp.mails()).hasSize(1);
        assertThat(outbox.dueCount()).isEqualTo(4);
    }

    private Health health() {
        return new MailHealth(pause, rejection, pace).health();
    }

    private List<UUID> lastRenewal() {
        var all = outbox.renewals();
        return all.isEmpty() ? List.of() : all.get(all.size() - 1);
    }

    private MailDispatcher room(int connections, int port) {
        var mail = new MailProperties();
        mail.setHost("127.0.0.1");
        mail.setPort(port);
        var settings = TestSettings.with(connections);
        var office = new MailWorker.Office(
                new MailQueue(8 * connections),
                letters,
                new MailWriter(NoticeFixture.SENDER),
                seal,
                new SmtpServer(mail, settings, null),
                new OutcomeRecorder(outbox, connections),
                new ClaimRenewal(outbox, MailDispatcher.LEASE, Duration.ofMillis(50)),
                pause,
                pace,
                rejection,
                new MailMeters(meters, "mail.example:25"),
                new AlikeFailures(InstantSource.system()),
                Traces.OFF);
        return new MailDispatcher(outbox, office, connections);
    }

    private static Notice aNotice() {
        return NoticeFixture.aNotice().id(UUID.randomUUID()).saying(NoticeFixture.aLine());
    }

    private static ConsumerRecord<byte[], byte[]> binary(Notice notice) {
        var record = record("{}");
        record.headers().add("ce_subject", notice.id().toString().getBytes());
        return record;
    }

    private static ConsumerRecord<byte[], byte[]> record(String value) {
        return new ConsumerRecord<>("duban.notices", 0, 0, new byte[0], value.getBytes());
    }
}
