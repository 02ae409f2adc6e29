package org.duban.channel;

/** What became of one attempt to hand a notice to a mail server. Replies are the server's own words, one line. */
public sealed interface Outcome {

    String reply();

    /** The server has taken it over (2xx after the final dot). */
    record Accepted(String reply) implements Outcome {}

    /** Certainly not sent: 4xx, or the connection failed before the final dot. */
    record Deferred(String reply) implements Outcome {}

    /** Nobody could be reached at all: does not count as an attempt. */
    record ServerDown(String reply) implements Outcome {}

    /** Refused for good (5xx); {@code addressRefused} if it is the address that is wrong rather than this mail. */
    record Refused(String reply, boolean addressRefused) implements Outcome {}

    /** The connection was lost, or went silent, after the final dot: the mail may have been taken over. */
    record Unknown(String reply) implements Outcome {}
}
