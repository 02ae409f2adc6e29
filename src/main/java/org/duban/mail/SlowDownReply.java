package org.duban.mail;

import java.util.regex.Pattern;

/** Whether an answer of the mail server asks us to send more slowly. */
enum SlowDownReply {
    /** It does not: it is about this mail, this reader or nothing at all. */
    NONE,
    /** It may be about us as well as about the reader; only if readers in a row hear it is it about us. */
    PERHAPS,
    /** It is about us, whoever the reader is. */
    CLEAR;

    /** RFC 3463: policy (X.7.x, what relays say to those who are too fast), a busy system (X.3.2), congestion (X.4.5). */
    private static final Pattern BUSY = Pattern.compile("4\\d\\d[ -]4\\.(7\\.\\d+|3\\.2|4\\.5)\\b.*");

    /** A server that lets each new reader wait for his first mail, which says nothing about our speed. */
    private static final Pattern GREYLISTED = Pattern.compile("(?i).*gr[ea]y-?\\s?list.*");

    /**
     * @param answer the server's answer, on one line
     * @param readerNamed whether it came after the reader had been named
     */
    static SlowDownReply of(String answer, boolean readerNamed) {
        if (answer.startsWith("421")) {
            return CLEAR;
        }
        if (!BUSY.matcher(answer).matches() || isGreylisting(answer)) {
            return NONE;
        }
        return readerNamed ? PERHAPS : CLEAR;
    }

    /** Whether the server says that it only lets a new reader wait. */
    static boolean isGreylisting(String answer) {
        return GREYLISTED.matcher(answer).matches();
    }
}
