package org.duban.standalone;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mail as it came over SMTP: its envelope and its bytes. Its headers are read when somebody first asks for them. */
final class ReceivedMail {

    private final long id;
    private final Instant receivedAt;
    private final String envelopeFrom;
    private final List<String> recipients;
    private final byte[] bytes;
    private volatile @Nullable MailSummary summary;

    ReceivedMail(long id, Instant receivedAt, String envelopeFrom, List<String> recipients, byte[] bytes) {
        this.id = id;
        this.receivedAt = receivedAt;
        this.envelopeFrom = envelopeFrom;
        this.recipients = List.copyOf(recipients);
        this.bytes = bytes;
    }

    long id() {
        return id;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    String envelopeFrom() {
        return envelopeFrom;
    }

    List<String> recipients() {
        return recipients;
    }

    /** The mail as sent, not to be changed by the caller. */
    byte[] bytes() {
        return bytes;
    }

    MailSummary summary() {
        var known = summary;
        if (known == null) {
            known = StoredMailParser.summary(this);
            summary = known;
        }
        return known;
    }
}
