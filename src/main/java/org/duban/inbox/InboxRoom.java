package org.duban.inbox;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks into the mailbox again and again. Several processes may do so: each mail is taken in once. */
final class InboxRoom implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(InboxRoom.class);
    private static final Duration LAST_ROUND = Duration.ofSeconds(10);

    private final ImapMailbox mailbox;
    private final Probing probing;
    private final Readings readings;
    private final Duration every;
    private volatile CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;
    private Thread thread = new Thread(this::work);

    InboxRoom(ImapMailbox mailbox, Probing probing, Readings readings, Duration every) {
        this.mailbox = mailbox;
        this.probing = probing;
        this.readings = readings;
        this.every = every;
    }

    private void work() {
        try {
            while (running) {
                var more = round();
                if (!more && stopped.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            mailbox.close();
        }
    }

    private boolean round() {
        try {
            probing.sendIfDue();
            var more = mailbox.round();
            readings.worked();
            return more;
        } catch (MessagingException | RuntimeException e) {
            if (running) {
                log.warn("The inbox could not be read, trying again in {}: {}", every, e.toString());
                readings.failed(e);
            }
            mailbox.close();
            return false;
        }
    }

    @Override
    public void start() {
        running = true;
        stopped = new CountDownLatch(1);
        thread = new Thread(this::work, "inbox");
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        stopped.countDown();
        try {
            thread.join(LAST_ROUND.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
