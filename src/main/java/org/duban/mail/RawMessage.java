package org.duban.mail;

import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import org.duban.letter.Mail;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** Hands bytes that are ready to Angus, which would otherwise build them again for each attempt. */
final class RawMessage extends SMTPMessage {

    private final byte[] bytes;

    /** @param reports whether the server knows delivery status notifications (RFC 3461) */
    RawMessage(Mail mail, boolean reports) {
        super((Session) null);
        this.bytes = mail.bytes();
        setEnvelopeFrom(mail.sender());
        if (reports) {
            // A report of success settles what a second lost answer would leave open; of every mail it would be a
            // flood.
            setNotifyOptions(NOTIFY_FAILURE | NOTIFY_DELAY | (mail.perhapsSent() ? NOTIFY_SUCCESS : 0));
            setReturnOption(RETURN_HDRS);
        }
        var extension = (reports ? "ENVID=" + mail.notice() : "") + (mail.needsUtf8() ? " SMTPUTF8" : "");
        if (!extension.isEmpty()) {
            setMailExtension(extension.strip());
        }
    }

    @Override
    public void writeTo(OutputStream out, String[] ignoreList) throws IOException {
        out.write(bytes);
    }
}
