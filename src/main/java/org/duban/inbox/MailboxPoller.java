package org.duban.inbox;

import jakarta.mail.MessagingException;
import java.time.Duration;
import org.duban.process.BackgroundLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks into the mailbox again and again. Several processes may do so: each mail is taken in once. */
final class MailboxPoller extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(MailboxPoller.class);

    private final ImapMailbox mailbox;
    private final ReplyAddressProbe probing;
    private final MailboxStatus readings;
    private final Duration every;

    MailboxPoller(ImapMailbox mailbox, ReplyAddressProbe probing, MailboxStatus readings, Duration every) {
        super("inbox", every);
        this.mailbox = mailbox;
        this.probing = probing;
        this.readings = readings;
        this.every = every;
    }

    @Override
    protected boolean round() {
        try {
            probing.sendIfDue();
            var more = mailbox.round();
            readings.worked();
            return more;
        } catch (MessagingException e) {
            failed(e);
            return false;
        }
    }

    @Override
    protected void failed(RuntimeException failure) {
        failed((Exception) failure);
    }

    private void failed(Exception failure) {
        if (isRunning()) {
            log.warn("The inbox could not be read, trying again in {}: {}", every, failure.toString());
            readings.failed(failure);
        }
        mailbox.close();
    }

    @Override
    protected void ended() {
        mailbox.close();
    }

    @Override
    public void start() {
        super.start();
        nudge();
    }
}
