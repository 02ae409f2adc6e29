package org.duban.inbox.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;
import org.duban.mail.AngusText;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a report (RFC 3464) as mail servers write them: not all keep to it. */
final class DeliveryFields {

    private static final Pattern STATUS = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");

    private DeliveryFields() {}

    /**
     * Each of our mails has one recipient; where a list made several of it, a failure says most, and the others are kept beside it. Some servers write one group
     * of fields where there should be one about the mail and one about its recipient.
     */
    static @Nullable DeliveryReport report(byte[] fields) throws MessagingException, IOException {
        var status = new DeliveryStatus(new ByteArrayInputStream(fields));
        var groups = new ArrayList<InternetHeaders>();
        var first = status.getMessageDSN();
        if (first != null && (has(first, "Final-Recipient") || has(first, "Action") || has(first, "Status"))) {
            groups.add(first);
        }
        for (var i = 0; i < status.getRecipientDSNCount(); i++) {
            groups.add(status.getRecipientDSN(i));
        }
        var reports = groups.stream()
                .map(DeliveryFields::read)
                .sorted(Comparator.comparing(report -> !report.failed()))
                .toList();
        if (reports.isEmpty()) {
            return null;
        }
        var worst = reports.get(0);
        return new DeliveryReport(
                worst.action(),
                worst.status(),
                worst.originalRecipient(),
                worst.finalRecipient(),
                worst.diagnostic(),
                reports.subList(1, reports.size()));
    }

    private static DeliveryReport read(InternetHeaders group) {
        var found = STATUS.matcher(value(group, "Status", 60));
        var status = found.find() ? found.group() : "";
        return new DeliveryReport(
                action(value(group, "Action", 60), status),
                status,
                address(group, "Original-Recipient"),
                address(group, "Final-Recipient"),
                typed(group, "Diagnostic-Code"));
    }

    /** Without its comment; where there is none, or none that RFC 3464 knows, the class of the status says it. */
    private static String action(String written, String status) {
        var word = written.toLowerCase(Locale.ROOT).replaceFirst("^([a-z-]*).*$", "$1");
        if (word.startsWith("fail") || word.equals("expired")) {
            return "failed";
        }
        for (var known : new String[] {"delayed", "delivered", "relayed", "expanded"}) {
            if (word.equals(known)) {
                return known;
            }
        }
        if (status.startsWith("5.")) {
            return "failed";
        }
        return status.startsWith("2.") && word.isEmpty() ? "delivered" : word;
    }

    private static String address(InternetHeaders group, String name) {
        return typed(group, name).replaceAll("^<|>$", "");
    }

    /** A field such as {@code rfc822; somebody@example.org}, without its type. */
    private static String typed(InternetHeaders group, String name) {
        var words = value(group, name, 400);
        return words.substring(words.indexOf(';') + 1).strip();
    }

    private static String value(InternetHeaders group, String name, int limit) {
        var value = group.getHeader(name, null);
        return value == null ? "" : StorableText.line(AngusText.decode(value), limit);
    }

    private static boolean has(InternetHeaders group, String name) {
        return group.getHeader(name, null) != null;
    }
}
