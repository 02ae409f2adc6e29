package org.duban.inbox;

import java.util.Optional;
import java.util.UUID;
import org.duban.answers.SignedAddresses;
import org.duban.answers.SignedAddresses.Purpose;
import org.duban.answers.SignedAddresses.Sealed;
import org.duban.words.Reason;
import org.jspecify.annotations.Nullable;

/** What kind of mail came in, told by the address that it was sent to: nobody's word is taken for who he is. */
sealed interface MailClassifier {

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
        var sealed = sealed(mail, addresses);
        if (sealed.isPresent()) {
            return genuine(mail, sealed.get());
        }
        var claimed = mail.addressees().stream().map(MailClassifier::localPart).anyMatch(SignedAddresses::claimed);
        if (claimed) {
            return new Forged(InboxReason.NOT_OUR_ADDRESS.with());
        }
        if (mail.report() != null) {
            return new Forged(InboxReason.REPORT_WITHOUT_ADDRESS.with());
        }
        if (mail.automatic() != null) {
            return new Automatic(null, mail.automatic());
        }
        return new ForTheOffice(null, InboxReason.NO_REPLY_ADDRESS.with());
    }

    private static MailClassifier genuine(IncomingMail mail, Sealed sealed) {
        var toBounces = sealed.purpose() == Purpose.BOUNCE;
        var report = mail.report();
        if (toBounces && report != null) {
            return new Report(sealed.id(), report);
        }
        if (mail.automatic() != null || report != null) {
            var sign = mail.automatic() == null ? InboxReason.REPORT_TO_REPLY_ADDRESS.with() : mail.automatic();
            return toBounces && InboxReason.NO_ENVELOPE_SENDER.with().equals(sign)
                    ? new ForTheOffice(sealed.id(), InboxReason.UNUSUAL_BOUNCE.with())
                    : new Automatic(sealed.id(), sign);
        }
        return toBounces ? new ForTheOffice(sealed.id(), InboxReason.NO_REPORT.with()) : new Reply(sealed.id());
    }

    private static Optional<Sealed> sealed(IncomingMail mail, SignedAddresses addresses) {
        return mail.addressees().stream()
                .map(MailClassifier::localPart)
                .flatMap(local -> addresses.read(local).stream())
                .findFirst();
    }

    private static String localPart(String address) {
        var at = address.lastIndexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }
}
