package org.duban.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.duban.mail.MailQueue.Waiting;
import org.duban.notice.Notice;
import org.duban.notice.Outbox.Settlement;
import org.duban.notice.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one mail after the other over one connection, and the next only when what became of the last is recorded. */
final class Sender implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Sender.class);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration REST = Duration.ofSeconds(5);

    private final MailQueue queue;
    private final Letters letters;
    private final MailWriter writer;
    private final SmtpServer server;
    private final Recorder recorder;
    private final Claims claims;
    private final Pause pause;
    private final MailMeters meters;
    private final MailLine line;

    Sender(Office office) {
        this.queue = office.queue();
        this.letters = office.letters();
        this.writer = office.writer();
        this.server = office.server();
        this.recorder = office.recorder();
        this.claims = office.claims();
        this.pause = office.pause();
        this.meters = office.meters();
        this.line = new MailLine(server);
    }

    @Override
    public void run() {
        try {
            while (!queue.closed()) {
                var next = queue.take(IDLE);
                if (next == null) {
                    line.hangUp();
                } else {
                    guarded(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            line.hangUp();
        }
    }

    private void guarded(Waiting next) throws InterruptedException {
        claims.hold(next.dispatch());
        try {
            handle(next);
        } catch (RuntimeException e) {
            log.error("Mail not sent, notice={}", next.dispatch().notice().id(), e);
            pause.untested();
            settle(next, new Outcome.Deferred("internal error: " + e.getClass().getSimpleName()));
        } finally {
            claims.letGo(next.dispatch());
        }
    }

    private void handle(Waiting next) throws InterruptedException {
        if (next.olderThan(MailRoom.FRESH)) {
            recorder.release(List.of(next.dispatch()));
            return;
        }
        var notice = next.dispatch().notice();
        var recipient = MailWriter.envelope(notice.address());
        if (recipient.isEmpty()) {
            pause.untested();
            settle(next, new Outcome.Refused("not an address that mail can be sent to", true));
            return;
        }
        var outcome = line.send(writer.write(notice, letter(notice), recipient.get()));
        if (outcome instanceof Outcome.ServerDown) {
            meters.attempted(outcome);
            notReached(next, outcome.reply());
            return;
        }
        pause.up();
        settle(next, outcome);
    }

    private void settle(Waiting next, Outcome outcome) {
        meters.attempted(outcome);
        tell(next, outcome);
        recorder.record(new Settlement(next.dispatch(), outcome));
    }

    private void notReached(Waiting next, String why) throws InterruptedException {
        if (server.connections() > 0) {
            // Others have their connections: a server that takes only so many is not down.
            queue.putBack(next);
            queue.rest(REST);
            return;
        }
        pause.down(why);
        var untried = new ArrayList<>(queue.drain());
        untried.add(next.dispatch());
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
        var notice = next.dispatch().notice().id();
        var attempt = next.dispatch().attempt();
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
            SmtpServer server,
            Recorder recorder,
            Claims claims,
            Pause pause,
            MailMeters meters) {}
}
