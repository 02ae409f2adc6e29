package org.duban.mail;

/**
 * A mail ready for the wire.
 *
 * @param sender envelope sender
 * @param recipient envelope recipient
 * @param bytes headers and body, lines end with CRLF, ASCII but for the address of a recipient that is not
 */
record Mail(String sender, String recipient, byte[] bytes) {

    /** Whether the server has to know SMTPUTF8 (RFC 6531) to take it. */
    boolean needsUtf8() {
        return !recipient.chars().allMatch(c -> c < 128);
    }
}
