package org.duban.letter;

import java.util.UUID;

/**
 * A mail ready for the wire.
 *
 * @param notice by which reports about the mail are known again (RFC 3461, ENVID)
 * @param sender envelope sender
 * @param recipient envelope recipient
 * @param bytes headers and body, lines end with CRLF, ASCII but for the address of a recipient that is not
 * @param perhapsSent whether the same bytes may have been handed over before
 */
public record Mail(UUID notice, String sender, String recipient, byte[] bytes, boolean perhapsSent) {

    public Mail(UUID notice, String sender, String recipient, byte[] bytes) {
        this(notice, sender, recipient, bytes, false);
    }

    public Mail withBytes(byte[] others) {
        return new Mail(notice, sender, recipient, others, perhapsSent);
    }

    public Mail again() {
        return new Mail(notice, sender, recipient, bytes, true);
    }

    /** Whether the server has to know SMTPUTF8 (RFC 6531) to take it. */
    public boolean needsUtf8() {
        return !recipient.chars().allMatch(c -> c < 128);
    }
}
