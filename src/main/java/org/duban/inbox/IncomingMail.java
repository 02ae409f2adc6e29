package org.duban.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail as far as it could be read.
 *
 * @param key the same for the same mail, however often it comes
 * @param addressees whom it was sent to, as far as its headers say; the most trustworthy first
 * @param sender who claims to have written it
 * @param subject its subject
 * @param automatic by what a program shows that wrote it, a text or a reason; null: a person may have
 * @param report what a mail server reports with it; null if it is no such report
 * @param text what it says in plain text, quotations and all
 */
record IncomingMail(
        String key,
        List<String> addressees,
        String sender,
        String subject,
        @Nullable Object automatic,
        @Nullable DeliveryReport report,
        String text) {
    IncomingMail {
        addressees = List.copyOf(addressees);
    }

    /** A mail of which only that it came can be kept. */
    static IncomingMail unreadable(String key) {
        return new IncomingMail(key, List.of(), "", "", null, null, "");
    }
}
