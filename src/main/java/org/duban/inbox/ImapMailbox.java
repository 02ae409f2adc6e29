package org.duban.inbox;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
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

    private final InboxProperties settings;
    private final @Nullable SslBundles bundles;
    private final InboxTable table;
    private final MailIntake intaking;
    private @Nullable IMAPStore store;

    ImapMailbox(InboxProperties settings, @Nullable SslBundles bundles, InboxTable table, MailIntake intaking) {
        this.settings = settings;
        this.bundles = bundles;
        this.table = table;
        this.intaking = intaking;
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
            var taken = take(message);
            gapless &= taken;
            if (gapless) {
                table.markRead(name, validity, uids.getUID(message));
            }
        }
        return false;
    }

    private boolean take(Message message) throws MessagingException {
        try {
            ((IMAPMessage) message).setPeek(true);
            var taken = intaking.take(bytes(message));
            if (taken) {
                message.setFlag(Flags.Flag.SEEN, true);
            }
            return taken;
        } catch (MessageRemovedException e) {
            return true;
        } catch (FolderClosedException e) {
            throw e;
        } catch (IOException e) {
            throw new MessagingException("mail could not be read", e);
        }
    }

    private byte[] bytes(Message message) throws MessagingException, IOException {
        var limit = (int) Math.min(settings.largest().toBytes(), Integer.MAX_VALUE - 16);
        var whole = message.getSize() <= limit;
        if (whole) {
            try (var in = ((IMAPMessage) message).getMimeStream()) {
                return in.readNBytes(limit);
            }
        }
        log.warn("A mail of {} bytes came in; only its headers are read", message.getSize());
        var out = new ByteArrayOutputStream();
        for (var line : Collections.list(((IMAPMessage) message).getAllHeaderLines())) {
            if (!line.regionMatches(true, 0, "content-", 0, 8) && out.size() < limit) {
                out.writeBytes((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
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
