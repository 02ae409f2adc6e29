package org.duban.mail;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.duban.channel.Outcome;
import org.duban.letter.LetterGallery;
import org.duban.letter.MailWriter;
import org.duban.letter.NoticeFixture;
import org.duban.tracing.Traces;
import org.springframework.boot.mail.autoconfigure.MailProperties;

/**
 * Sends notices from memory to a mail server on loopback and prints mails a second, round by round. Not a test. Arguments:
 * port, mails a round, rounds, connections.
 */
final class MailBench {

    public static void main(String[] args) throws InterruptedException {
        System.setProperty("jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
        var number = Integer.parseInt(args[1]);
        var outbox = new MemoryDeliveries();
        var room = room(outbox, Integer.parseInt(args[0]), Integer.parseInt(args[3]));
        room.start();
        for (var round = 1; round <= Integer.parseInt(args[2]); round++) {
            var before = outbox.settledCount();
            for (var i = 0; i < number; i++) {
                outbox.add(NoticeFixture.aNotice()
                        .id(UUID.randomUUID())
                        .in(i % 4 == 0 ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE)
                        .saying(NoticeFixture.aLine().task("gz-" + i)));
            }
            var start = System.nanoTime();
            while (outbox.settledCount() < before + number) {
                Thread.sleep(2);
            }
            var seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf("round %d: %d mails in %.2f s = %.0f/s%n", round, number, seconds, number / seconds);
        }
        var accepted = outbox.settled().stream()
                .filter(one -> one.outcome() instanceof Outcome.Accepted)
                .count();
        System.out.println("accepted " + accepted + " of " + outbox.settledCount());
        room.stop();
    }

    private static MailDispatcher room(MemoryDeliveries outbox, int port, int connections) {
        var mail = new MailProperties();
        mail.setHost("127.0.0.1");
        mail.setPort(port);
        var settings = TestSettings.with(connections);
        var office = new MailWorker.Office(
                new MailQueue(8 * connections),
                LetterGallery.withoutAnswers(),
                new MailWriter(NoticeFixture.SENDER),
                UnaryOperator.identity(),
                new SmtpServer(mail, settings, null),
                new OutcomeRecorder(outbox, connections),
                new ClaimRenewal(outbox, MailDispatcher.LEASE, MailDispatcher.RENEWAL),
                new OutagePause(InstantSource.system(), Duration.ofSeconds(1), Duration.ofSeconds(60)),
                new SendPace(connections, null, InstantSource.system(), System::nanoTime),
                new Rejection(InstantSource.system()),
                new MailMeters(new SimpleMeterRegistry(), "mail.example:25"),
                new AlikeFailures(InstantSource.system()),
                Traces.OFF);
        return new MailDispatcher(outbox, office, connections);
    }
}
