package org.duban.inbox;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mail as far as it could be read.
 *
 * @param key the same for the same mail, however often it comes
 * @param addressees whom it was sent to, as far as its headers say; the most trustworthy first
 * @param returned the local parts of our addresses in what it returns or quotes: they count for a report only
 * @param sender who claims to have written it
 * @param subject its subject
 * @param automatic by what a program shows that wrote it, a text or a reason; null: a person may have
 * @param writer what kind of program it seems to be, or a person
 * @param report what a mail server reports with it; null if it is no such report
 * @param told what it says about a mail that was not delivered, in words or in a mail that it encloses; null if nothing
 * @param text what it says in plain text, quotations and all
 */
record IncomingMail(
        String key,
        List<String> addressees,
        Set<String> returned,
        String sender,
        String subject,
        @Nullable Object automatic,
        Writer writer,
        @Nullable DeliveryReport report,
        @Nullable DeliveryReport told,
        String text) {

    /** Who seems to have written a mail. */
    enum Writer {
        /** Somebody's program for the time when he is away, or that tells that he has read something. */
        ABSENCE,
        /** A mail server. */
        MAIL_SERVER,
        /** Anybody else. */
        ANYBODY
    }

    IncomingMail {
        addressees = List.copyOf(addressees);
        returned = Set.copyOf(returned);
    }

    /** The same under another key. */
    IncomingMail knownAs(String other) {
        return new IncomingMail(other, addressees, returned, sender, subject, automatic, writer, report, told, text);
    }

    /** A mail of which only that it came can be kept. */
    static IncomingMail unreadable(String key) {
        return new IncomingMail(key, List.of(), Set.of(), "", "", null, Writer.ANYBODY, null, null, "");
    }
}
