package org.duban.mail;

import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** Hands bytes that are ready to Angus, which would otherwise build them again for each attempt. */
final class ReadyMessage extends SMTPMessage {

    private final byte[] bytes;

    ReadyMessage(Mail mail) {
        super((Session) null);
        this.bytes = mail.bytes();
        setEnvelopeFrom(mail.sender());
        if (mail.needsUtf8()) {
            setMailExtension("SMTPUTF8");
        }
    }

    @Override
    public void writeTo(OutputStream out, String[] ignoreList) throws IOException {
        out.write(bytes);
    }
}
