package org.duban.inbox;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import org.duban.database.FailureClassifier;
import org.duban.inbox.mime.MailBytes;
import org.duban.mail.InboxProperties;
import org.duban.mail.InboxProperties.Tls;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundles;

/** The mailbox on its IMAP server. Mails stay in it, marked as seen once they are taken in. Used by one thread. */
final class ImapMailbox implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ImapMailbox.class);
    private static final int MOST_IN_A_ROUND = 500;
    /** After so many the headers are tried alone, and then nothing of it any more. */
    private static final int MOST_TRIES = 3;

    private final InboxProperties settings;
    private final @Nullable SslBundles bundles;
    private final InboxTable table;
    private final MailIntake intaking;
    private final MailboxStatus readings;
    private final FetchFailures failures = new FetchFailures();
    private @Nullable IMAPStore store;

    ImapMailbox(
            InboxProperties settings,
            @Nullable SslBundles bundles,
            InboxTable table,
            MailIntake intaking,
            MailboxStatus readings) {
        this.settings = settings;
        this.bundles = bundles;
        this.table = table;
        this.intaking = intaking;
        this.readings = readings;
    }

    /**
     * Takes in what has come since the last round, whether or not somebody has looked at it since.
     *
     * @return whether there may be more at once
     */
    boolean round() throws MessagingException {
        var folder = connected().getFolder(settings.folder());
        folder.open(Folder.READ_WRITE);
        try {
            return round(folder, (UIDFolder) folder);
        } finally {
            if (folder.isOpen()) {
                folder.close(false);
            }
        }
    }

    private boolean round(Folder folder, UIDFolder uids) throws MessagingException {
        var name = settings.host() + "/" + settings.user() + "/" + settings.folder();
        var validity = uids.getUIDValidity();
        var readUpTo = table.readUpTo(name, validity);
        // "n:*" always has the last mail, also one that was read before.
        var messages = uids.getMessagesByUID(readUpTo + 1, UIDFolder.LASTUID);
        var done = 0;
        var gapless = true;
        for (var message : messages) {
            if (message == null || uids.getUID(message) <= readUpTo) {
                continue;
            }
            if (done++ >= MOST_IN_A_ROUND) {
                return gapless;
            }
            var uid = uids.getUID(message);
            if (gapless) {
                readings.at(uid);
            }
            gapless &= take((IMAPMessage) message, uid, name + "/" + validity);
            if (gapless) {
                table.markRead(name, validity, uid);
                readings.passed();
            }
        }
        return false;
    }

    /** No mail stops the others: one that cannot be read is tried again a few times, and then left to the office. */
    private boolean take(IMAPMessage message, long uid, String folder) throws MessagingException {
        byte[] bytes;
        try {
            var spent = failures.tries(folder, uid);
            if (spent >= MOST_TRIES) {
                return leave(message, uid, folder, spent == MOST_TRIES);
            }
            bytes = bytes(message);
        } catch (MessageRemovedException e) {
            return true;
        } catch (MessagingException | IOException | RuntimeException e) {
            failures.failed(folder, uid, e);
            log.warn("The mail with UID {} could not be read: {}", uid, e.toString());
            if (message.getFolder().isOpen()) {
                return false;
            }
            throw new MessagingException("the connection broke at the mail with UID " + uid, failures.last());
        }
        var taken = intaking.take(bytes);
        if (taken) {
            failures.forget(folder, uid);
            seen(message);
        }
        return taken;
    }

    private boolean leave(IMAPMessage message, long uid, String folder, boolean withHeaders)
            throws MessagingException, IOException {
        var head = withHeaders ? headers(message) : new byte[0];
        log.error("The mail with UID {} is left to the office, unread", uid, failures.last());
        var left = intaking.takeUnreadable(head, folder, uid, FailureClassifier.kind(failures.last()));
        if (left) {
            failures.forget(folder, uid);
        }
        return left;
    }

    private static void seen(IMAPMessage message) throws MessagingException {
        try {
            message.setFlag(Flags.Flag.SEEN, true);
        } catch (MessageRemovedException e) {
            // It was taken in.
        }
    }

    /** Asks for nothing but bytes: what a server makes of a mail (its ENVELOPE) may be past reading. */
    private byte[] bytes(IMAPMessage message) throws MessagingException, IOException {
        message.setPeek(true);
        try (var in = message.getMimeStream()) {
            var bytes = MailBytes.read(in, (int) Math.min(settings.largest().toBytes(), Integer.MAX_VALUE - 16));
            if (bytes.length == 0) {
                // Angus takes a server's refusal for an empty mail.
                throw new IOException("the server gave nothing of it");
            }
            return bytes;
        }
    }

    private static byte[] headers(IMAPMessage message) throws MessagingException {
        message.setPeek(true);
        var lines = String.join("\r\n", Collections.list(message.getAllHeaderLines()));
        return (lines + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private IMAPStore connected() throws MessagingException {
        var open = store;
        if (open != null && open.isConnected()) {
            return open;
        }
        close();
        var fresh = (IMAPStore) Session.getInstance(properties()).getStore("imap");
        store = fresh;
        fresh.connect(settings.host(), settings.usedPort(), settings.user(), settings.password());
        if (fresh.hasCapability("ID")) {
            // Some providers let nobody in who does not say what he is (RFC 2971).
            fresh.id(Map.of("name", "duban"));
        }
        return fresh;
    }

    private Properties properties() {
        var properties = new Properties();
        properties.put("mail.imap.fetchsize", "262144");
        properties.put("mail.imap.connectiontimeout", "30000");
        properties.put("mail.imap.timeout", "60000");
        properties.put("mail.imap.writetimeout", "60000");
        properties.put("mail.imap.ssl.checkserveridentity", "true");
        if (settings.tls() == Tls.IMPLICIT) {
            properties.put("mail.imap.ssl.enable", "true");
        } else if (settings.tls() == Tls.STARTTLS) {
            properties.put("mail.imap.starttls.enable", "true");
            properties.put("mail.imap.starttls.required", "true");
        }
        var bundle = settings.sslBundle();
        if (bundle != null && bundles != null) {
            var ssl = bundles.getBundle(bundle).createSslContext();
            properties.put("mail.imap.ssl.socketFactory", ssl.getSocketFactory());
        }
        return properties;
    }

    /** Hangs up; the next round connects again. */
    @Override
    public void close() {
        var open = store;
        store = null;
        if (open != null) {
            try {
                open.close();
            } catch (MessagingException | RuntimeException e) {
                log.debug("Not closed: {}", e.getMessage());
            }
        }
    }
}
