package org.duban.notice;

/** What has become of a notice. */
public enum NoticeState {
    /** Composed; nobody has tried to send it. */
    ISSUED,
    /** A mail node has it in hand. */
    SENDING,
    /** The mail server has taken it over. */
    ACCEPTED,
    /** Not sent, to be tried again: the server said "later", or was not reached. */
    DEFERRED,
    /** The mail server refused it for good. */
    REFUSED,
    /** The answer was lost after the whole mail was handed over; the identical mail is sent again later. */
    UNKNOWN,
    /** What it had to tell no longer held when it was to be sent. */
    MOOT,
    /** It waited so long that another notice to the same reader tells what it had to tell. */
    MERGED,
    /** Given up after the time that an installation retries for. */
    UNDELIVERABLE,
    /** Taken over by the mail server, which reported later that it did not arrive; for some reasons it is sent again in days. */
    BOUNCED;

    /** Whether nothing more will happen to it by itself. */
    public boolean settled() {
        return switch (this) {
            case ACCEPTED, REFUSED, MOOT, MERGED, UNDELIVERABLE, BOUNCED -> true;
            case ISSUED, SENDING, DEFERRED, UNKNOWN -> false;
        };
    }

    /** Whether its last attempt ended without a reader. */
    public boolean reachedNobody() {
        return this == REFUSED || this == UNDELIVERABLE;
    }
}
