package org.duban.inbox.mime;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.duban.answers.links.SignedAddresses;
import org.duban.answers.links.SignedAddresses.Purpose;
import org.duban.answers.links.SignedAddresses.Sealed;
import org.duban.inbox.mime.IncomingMail.Writer;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/** What kind of mail came in, told by the address that it was sent to: nobody's word is taken for who he is. */
public sealed interface MailClassifier {

    /** A mail server's report about a mail of ours. */
    record Report(UUID id, DeliveryReport report) implements MailClassifier {}

    /** Written by a program; {@code id} is null where it came to no address of ours. */
    record Automatic(@Nullable UUID id, Object sign) implements MailClassifier {}

    /** Written by somebody who had the mail. */
    record Reply(UUID id) implements MailClassifier {}

    /** Not to be acted upon. */
    record Forged(Reason reason) implements MailClassifier {}

    /** To be read by the office; {@code id} is null where nobody knows what it is about. */
    record ForTheOffice(@Nullable UUID id, Reason reason) implements MailClassifier {}

    static MailClassifier of(IncomingMail mail, SignedAddresses addresses) {
        var sealed = sealed(mail.addressees().stream().map(MailClassifier::localPart), addresses);
        if (sealed.isPresent()) {
            return sealed.get().purpose() == Purpose.BOUNCE
                    ? toBounces(mail, sealed.get().id())
                    : toReplies(mail, sealed.get().id());
        }
        var report = report(mail);
        var returned = sealed(mail.returned().stream(), addresses);
        if (report != null && returned.isPresent() && byAMailServer(mail)) {
            return new Report(returned.get().id(), report);
        }
        return elsewhere(mail);
    }

    /** The notice whose address a mail came to. */
    static Optional<UUID> notice(IncomingMail mail, SignedAddresses addresses) {
        return sealed(mail.addressees().stream().map(MailClassifier::localPart), addresses)
                .map(Sealed::id);
    }

    /** To none of our addresses: also a mail server that does not say which mail it returns. */
    private static MailClassifier elsewhere(IncomingMail mail) {
        var claimed = mail.addressees().stream().map(MailClassifier::localPart).anyMatch(SignedAddresses::claimed);
        if (claimed) {
            return new Forged(InboxReason.NOT_OUR_ADDRESS.with());
        }
        if (mail.report() != null) {
            // Anybody may have written such headers: nothing follows from them, but a person is to see it.
            return mail.returnsANotice()
                    ? new ForTheOffice(null, InboxReason.UNUSUAL_BOUNCE.with())
                    : new Forged(InboxReason.REPORT_WITHOUT_ADDRESS.with());
        }
        if (mail.told() != null && byAMailServer(mail)) {
            return new ForTheOffice(null, InboxReason.UNUSUAL_BOUNCE.with());
        }
        var sign = mail.automatic();
        var bounced = mail.writer() != Writer.ABSENCE
                && InboxReason.NO_ENVELOPE_SENDER.with().equals(sign);
        return sign == null || bounced
                ? new ForTheOffice(null, InboxReason.NO_REPLY_ADDRESS.with())
                : new Automatic(null, sign);
    }

    /** Nothing that comes here is less than a report or something for the office, unless somebody is plainly away. */
    private static MailClassifier toBounces(IncomingMail mail, UUID id) {
        if (mail.report() != null && mail.report().clear()) {
            return new Report(id, mail.report());
        }
        var sign = mail.automatic();
        var away = sign != null && mail.writer() == Writer.ABSENCE;
        if (sign != null && away && (mail.told() == null || AutomaticMail.subjectSays(mail.subject()))) {
            return new Automatic(id, sign);
        }
        var told = report(mail);
        if (told != null && told.clear() && !away) {
            return new Report(id, told);
        }
        var unusual = sign != null || mail.report() != null || mail.writer() == Writer.MAIL_SERVER;
        return new ForTheOffice(id, unusual ? InboxReason.UNUSUAL_BOUNCE.with() : InboxReason.NO_REPORT.with());
    }

    /** Some servers send reports to where replies go. What a person sends along is no report of his. */
    private static MailClassifier toReplies(IncomingMail mail, UUID id) {
        var report = mail.report() == null && byAMailServer(mail) ? mail.told() : mail.report();
        if (report != null && report.clear()) {
            return new Report(id, report);
        }
        if (report != null || mail.writer() == Writer.MAIL_SERVER) {
            return new ForTheOffice(id, InboxReason.UNUSUAL_BOUNCE.with());
        }
        return mail.automatic() == null ? new Reply(id) : new Automatic(id, mail.automatic());
    }

    private static boolean byAMailServer(IncomingMail mail) {
        return mail.report() != null
                || mail.writer() == Writer.MAIL_SERVER
                || InboxReason.NO_ENVELOPE_SENDER.with().equals(mail.automatic());
    }

    private static @Nullable DeliveryReport report(IncomingMail mail) {
        return mail.report() == null ? mail.told() : mail.report();
    }

    private static Optional<Sealed> sealed(Stream<String> localParts, SignedAddresses addresses) {
        return localParts.flatMap(local -> addresses.read(local).stream()).findFirst();
    }

    private static String localPart(String address) {
        var at = address.lastIndexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }
}
