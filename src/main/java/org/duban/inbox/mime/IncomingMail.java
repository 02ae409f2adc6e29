package org.duban.inbox.mime;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mail as far as it could be read.
 *
 * @param key the same for the same mail, however often it comes
 * @param addressees whom it was sent to, as far as its headers say; the most trustworthy first
 * @param returned the local parts of our addresses in what it returns or quotes: they count for a report only
 * @param returnsANotice whether the headers of a notice are in it, be they ours or not
 * @param sender who claims to have written it
 * @param origin the addresses of whoever that is
 * @param subject its subject
 * @param automatic by what a program shows that wrote it, a text or a reason; null: a person may have
 * @param writer what kind of program it seems to be, or a person
 * @param report what a mail server reports with it; null if it is no such report
 * @param told what it says about a mail that was not delivered, in words or in a mail that it encloses; null if nothing
 * @param attachments the names of the files that came with it
 * @param text what it says in plain text, quotations and all
 */
public record IncomingMail(
        String key,
        List<String> addressees,
        Set<String> returned,
        boolean returnsANotice,
        String sender,
        Origin origin,
        String subject,
        @Nullable Object automatic,
        Writer writer,
        @Nullable DeliveryReport report,
        @Nullable DeliveryReport told,
        List<String> attachments,
        String text) {

    /**
     * Where a mail claims to be from.
     *
     * @param address in lower case; empty if it names none
     * @param answerTo where it asks to be answered; empty if it does not say
     * @param duban whether its headers are those of a notice: somebody, or some program, has sent one of our mails on as it was
     */
    public record Origin(String address, String answerTo, boolean duban) {
        static final Origin UNKNOWN = new Origin("", "", false);
    }

    /** Who seems to have written a mail. */
    enum Writer {
        /** Somebody's program for the time when he is away, or that tells that he has read something. */
        ABSENCE,
        /** A mail server. */
        MAIL_SERVER,
        /** Anybody else. */
        ANYBODY
    }

    public IncomingMail {
        addressees = List.copyOf(addressees);
        returned = Set.copyOf(returned);
        attachments = List.copyOf(attachments);
    }

    /** The same under another key. */
    public IncomingMail knownAs(String other) {
        return new IncomingMail(
                other,
                addressees,
                returned,
                returnsANotice,
                sender,
                origin,
                subject,
                automatic,
                writer,
                report,
                told,
                attachments,
                text);
    }

    /** A mail of which only that it came can be kept. */
    public static IncomingMail unreadable(String key) {
        return new IncomingMail(
                key,
                List.of(),
                Set.of(),
                false,
                "",
                Origin.UNKNOWN,
                "",
                null,
                Writer.ANYBODY,
                null,
                null,
                List.of(),
                "");
    }
}
