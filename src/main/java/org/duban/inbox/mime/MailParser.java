package org.duban.inbox.mime;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.duban.inbox.mime.IncomingMail.Origin;
import org.duban.inbox.mime.IncomingMail.Writer;
import org.duban.mail.AngusText;
import org.jspecify.annotations.Nullable;

/** Reads a mail from its bytes. Whatever they are, it ends soon, and what cannot be read is left out. */
public final class MailParser {

    /** Those that mail servers write come first: they are the envelope, the others are what the sender says. */
    private static final List<String> ADDRESSED =
            List.of("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc");

    private static final int MOST_ADDRESSEES = 50;
    /** Headers by which delivery of the same mail differs each time. */
    private static final Set<String> IDENTITY =
            Set.of("message-id", "date", "from", "to", "subject", "content-type", "in-reply-to");

    /** Where an address is to be found in a header that is otherwise past reading. */
    private static final Pattern LIKE_AN_ADDRESS =
            Pattern.compile("(?<![^\\s<>\"'(),;:])[^\\s<>\"'(),;:@]++@[^\\s<>\"'(),;:]+");

    private MailParser() {}

    public static IncomingMail parse(byte[] bytes) {
        try {
            return parsed(bytes);
        } catch (MessagingException | RuntimeException | StackOverflowError e) {
            return IncomingMail.unreadable(digest(List.of(), bytes));
        }
    }

    private static IncomingMail parsed(byte[] bytes) throws MessagingException {
        var message = new MimeMessage(null, new ByteArrayInputStream(bytes));
        var parts = new MailParts(message);
        var sender = decoded(message, "From");
        var subject = decoded(message, "Subject");
        var automatic = automatic(message, parts);
        var writer = parts.receipt()
                ? Writer.ABSENCE
                : AutomaticMail.writer(
                        name -> first(message, name), names(message), sender, subject, parts.firstText());
        var told = BounceText.report(
                        subject,
                        Objects.requireNonNullElse(first(message, "X-Failed-Recipients"), ""),
                        automatic != null || writer == Writer.MAIL_SERVER,
                        parts.firstText())
                .orElse(null);
        return new IncomingMail(
                digest(identity(message), bytes),
                addressees(message),
                parts.returned(),
                parts.returnsANotice(),
                sender,
                origin(message),
                subject,
                automatic,
                writer,
                parts.report() == null ? null : parts.report().or(told),
                parts.enclosedReport() == null ? told : parts.enclosedReport().or(told),
                parts.attachments(),
                parts.text());
    }

    private static Origin origin(MimeMessage message) {
        return new Origin(
                address(message, "From").toLowerCase(Locale.ROOT),
                address(message, "Reply-To"),
                first(message, "X-Duban-Notice") != null);
    }

    /** The first address in a header; empty if there is none. */
    private static String address(MimeMessage message, String name) {
        var found = new ArrayList<String>();
        addresses(message, name, found);
        return found.isEmpty() ? "" : found.get(0);
    }

    private static List<String> addressees(MimeMessage message) {
        var found = new ArrayList<String>();
        ADDRESSED.forEach(name -> addresses(message, name, found));
        return found;
    }

    private static void addresses(MimeMessage message, String name, List<String> found) {
        for (var value : values(message, name)) {
            try {
                for (var address : InternetAddress.parseHeader(value, false)) {
                    if (found.size() < MOST_ADDRESSEES && address.getAddress() != null) {
                        found.add(address.getAddress());
                    }
                }
            } catch (AddressException e) {
                LIKE_AN_ADDRESS.matcher(value).results().limit(MOST_ADDRESSEES).forEach(one -> found.add(one.group()));
            }
        }
    }

    /** RFC 3834, and what is used beside it. */
    private static @Nullable Object automatic(MimeMessage message, MailParts parts) {
        var sign = AutomaticMail.sign(name -> first(message, name), names(message));
        if (sign != null) {
            return sign;
        }
        if (parts.receipt()) {
            return InboxReason.READ_RECEIPT.with();
        }
        if (AutomaticMail.subjectSays(decoded(message, "Subject"))) {
            return InboxReason.ITS_SUBJECT.with();
        }
        return AutomaticMail.textSays(parts.firstText()) ? InboxReason.ITS_WORDS.with() : null;
    }

    private static String decoded(MimeMessage message, String name) {
        var value = first(message, name);
        if (value == null) {
            return "";
        }
        try {
            return StorableText.line(MimeUtility.decodeText(MimeUtility.unfold(value)), 300);
        } catch (UnsupportedEncodingException | RuntimeException e) {
            return StorableText.line(value, 300);
        }
    }

    private static @Nullable String first(MimeMessage message, String name) {
        var values = values(message, name);
        return values.isEmpty() ? null : values.get(0);
    }

    private static List<String> values(MimeMessage message, String name) {
        try {
            var values = message.getHeader(name);
            return values == null
                    ? List.of()
                    : Stream.of(values).map(AngusText::decode).toList();
        } catch (MessagingException | RuntimeException e) {
            return List.of();
        }
    }

    private static List<String> names(MimeMessage message) {
        try {
            return Collections.list(message.getAllHeaders()).stream()
                    .map(Header::getName)
                    .distinct()
                    .toList();
        } catch (MessagingException | RuntimeException e) {
            return List.of();
        }
    }

    private static List<String> identity(MimeMessage message) {
        try {
            var lines = new ArrayList<String>();
            for (Header header : Collections.list(message.getAllHeaders())) {
                var name = header.getName().toLowerCase(Locale.ROOT);
                if (IDENTITY.contains(name)) {
                    lines.add(name + ":" + header.getValue().replaceAll("\\s+", " "));
                }
            }
            Collections.sort(lines);
            return lines;
        } catch (MessagingException | RuntimeException e) {
            return List.of();
        }
    }

    /** Of what no mail server on the way changes. */
    private static String digest(List<String> identity, byte[] bytes) {
        var digest = DigestUtils.getSha256Digest();
        identity.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        var body = bodyStart(bytes);
        digest.update(bytes, body, bytes.length - body);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static int bodyStart(byte[] bytes) {
        for (var i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == '\n'
                    && (bytes[i + 1] == '\n'
                            || (bytes[i + 1] == '\r' && i + 2 < bytes.length && bytes[i + 2] == '\n'))) {
                return i;
            }
        }
        return 0;
    }
}
