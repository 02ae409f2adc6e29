package org.duban.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.duban.channel.Deliveries.Settlement;
import org.duban.channel.FailureCause;
import org.duban.channel.Outcome;
import org.duban.content.Notice;
import org.duban.letter.Letter;
import org.duban.letter.Letters;
import org.duban.letter.Mail;
import org.duban.letter.MailWriter;
import org.duban.mail.MailQueue.Waiting;
import org.duban.tracing.TraceScope;
import org.duban.tracing.Traces;
import org.duban.tracing.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Sends one mail after the other over one connection, and the next only when what became of the last is recorded. */
final class MailWorker implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(MailWorker.class);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration ASIDE = Duration.ofSeconds(1);
    private static final Pattern REFUSED = Pattern.compile("5\\d\\d\\b");

    private final MailQueue queue;
    private final Letters letters;
    private final MailWriter writer;
    private final SmtpServer server;
    private final OutcomeRecorder recorder;
    private final ClaimRenewal claims;
    private final OutagePause pause;
    private final SendPace pace;
    private final Rejection rejection;
    private final MailMeters meters;
    private final AlikeFailures alike;
    private final Traces traces;
    private final UnaryOperator<Mail> seal;
    private final SmtpSession line;
    private final int number;

    /** @param number from 1; while sending is slowed down those of high numbers stand aside */
    MailWorker(Office office, int number) {
        this.number = number;
        this.queue = office.queue();
        this.letters = office.letters();
        this.writer = office.writer();
        this.server = office.server();
        this.recorder = office.recorder();
        this.claims = office.claims();
        this.pause = office.pause();
        this.pace = office.pace();
        this.rejection = office.rejection();
        this.seal = office.seal();
        this.meters = office.meters();
        this.alike = office.alike();
        this.traces = office.traces();
        this.line = new SmtpSession(server);
    }

    @Override
    public void run() {
        try {
            while (!queue.closed()) {
                if (pace.permits(number)) {
                    sendNext();
                } else {
                    line.hangUp();
                    queue.rest(ASIDE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            line.hangUp();
        }
    }

    private void sendNext() throws InterruptedException {
        var next = queue.take(IDLE);
        if (next == null) {
            line.hangUp();
        } else {
            guarded(next);
        }
    }

    private void guarded(Waiting next) throws InterruptedException {
        claims.hold(next.delivery());
        try (var notice =
                MDC.putCloseable("notice", next.delivery().notice().id().toString())) {
            handle(next);
        } catch (RuntimeException e) {
            log.error("Mail not sent, notice={}", next.delivery().notice().id(), e);
            pause.untested();
            settle(next, new Outcome.Deferred("internal error: " + e.getClass().getSimpleName()));
        } finally {
            claims.letGo(next.delivery());
        }
    }

    private void handle(Waiting next) throws InterruptedException {
        if (next.olderThan(MailDispatcher.FRESH)) {
            recorder.release(List.of(next.delivery()));
            return;
        }
        if (!awaitTurn()) {
            recorder.release(List.of(next.delivery()));
            return;
        }
        var notice = next.delivery().notice();
        var recipient = MailWriter.envelope(notice.address());
        if (recipient.isEmpty()) {
            pause.untested();
            settle(next, new Outcome.Refused("not an address that mail can be sent to", true));
            return;
        }
        var mail = seal.apply(writer.write(notice, letter(notice), recipient.get()));
        var sending = begin(next);
        try {
            sending.during(() -> talk(next, next.delivery().perhapsSent() ? mail.again() : mail, sending));
        } finally {
            sending.end();
        }
    }

    private void talk(Waiting next, Mail mail, TraceScope sending) throws InterruptedException {
        var startedAt = System.nanoTime();
        var outcome = line.send(mail);
        meters.talkedSince(startedAt);
        sending.with("duban.outcome", MailMeters.name(outcome));
        if (outcome instanceof Outcome.ServerDown) {
            sending.failed();
            meters.attempted(outcome);
            notReached(next, outcome.reply(), startedAt);
            return;
        }
        pause.up();
        pace.heard(line.plea(), mail.recipient(), outcome, startedAt);
        rejection.heard(line.plea(), mail.recipient(), outcome);
        settle(next.at(sending.atOrNull()), outcome);
    }

    private TraceScope begin(Waiting next) {
        var after = next.delivery().trace();
        return traces.begin(Work.SEND_MAIL, after == null ? List.of() : List.of(after))
                .with("duban.notice", next.delivery().notice().id().toString())
                .with("duban.attempt", String.valueOf(next.delivery().attempt()))
                .with("server.address", server.name());
    }

    /** False if the room closes before it is this sender's turn. */
    private boolean awaitTurn() throws InterruptedException {
        var wait = pace.untilTurn();
        if (wait.isZero()) {
            return true;
        }
        queue.rest(wait);
        return !queue.closed();
    }

    private void settle(Waiting next, Outcome outcome) {
        meters.attempted(outcome);
        tell(next, outcome);
        if (REFUSED.matcher(outcome.reply()).lookingAt()) {
            alike.heard(next.delivery().notice().address(), FailureCause.of("", outcome.reply()), outcome.reply());
        }
        recorder.record(new Settlement(next.delivery(), outcome));
    }

    private void notReached(Waiting next, String why, long startedAt) throws InterruptedException {
        var open = server.connections();
        if (open > 0) {
            // Others have their connections: a server that takes only so many is not down.
            pace.crowded(open, why, startedAt);
            queue.putBack(next);
            queue.rest(REST);
            return;
        }
        pause.down(why);
        var untried = new ArrayList<>(queue.drain());
        untried.add(next.delivery());
        recorder.release(untried);
    }

    private Letter letter(Notice notice) {
        try {
            return letters.letter(notice);
        } catch (RuntimeException e) {
            log.error("Letter not rendered, plain text is sent instead, notice={}", notice.id(), e);
            return Letters.plain(notice);
        }
    }

    private static void tell(Waiting next, Outcome outcome) {
        var notice = next.delivery().notice().id();
        var attempt = next.delivery().attempt();
        if (outcome instanceof Outcome.Accepted) {
            log.debug("Mail accepted, notice={} attempt={}", notice, attempt);
            return;
        }
        log.info("Mail {}, notice={} attempt={}", MailMeters.name(outcome), notice, attempt);
    }

    /** What the senders of a process share. */
    record Office(
            MailQueue queue,
            Letters letters,
            MailWriter writer,
            UnaryOperator<Mail> seal,
            SmtpServer server,
            OutcomeRecorder recorder,
            ClaimRenewal claims,
            OutagePause pause,
            SendPace pace,
            Rejection rejection,
            MailMeters meters,
            AlikeFailures alike,
            Traces traces) {}
}
