package org.duban.standalone;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Reads mails with Jakarta Mail; shows what it can of a broken one instead of failing. */
final class StoredMailParser {

    private static final Session SESSION = Session.getInstance(new Properties());

    private StoredMailParser() {}

    static MailSummary summary(ReceivedMail mail) {
        try {
            return summary(mail, parse(mail));
        } catch (MessagingException e) {
            return new MailSummary(
                    mail.id(),
                    mail.receivedAt(),
                    null,
                    mail.envelopeFrom(),
                    mail.envelopeFrom(),
                    mail.recipients(),
                    "",
                    "",
                    "",
                    "",
                    "",
                    List.of(),
                    mail.bytes().length);
        }
    }

    static OpenedMail open(ReceivedMail mail) {
        var leaves = leaves(mail);
        var text = leaves.stream().filter(leaf -> leaf.isBody("text/plain")).findFirst();
        var html = leaves.stream().filter(leaf -> leaf.isBody("text/html")).findFirst();
        var parts = new ArrayList<OpenedMail.Part>();
        for (int i = 0; i < leaves.size(); i++) {
            var leaf = leaves.get(i);
            if (text.filter(leaf::equals).isEmpty() && html.filter(leaf::equals).isEmpty()) {
                parts.add(new OpenedMail.Part(i, leaf.name(), leaf.type(), leaf.bytes().length));
            }
        }
        return new OpenedMail(
                mail.summary(),
                headers(mail),
                text.map(Leaf::text).orElse(""),
                html.map(Leaf::text).orElse(""),
                parts);
    }

    /** The part of that number in {@link OpenedMail#parts}. */
    static Optional<Leaf> part(ReceivedMail mail, int index) {
        var leaves = leaves(mail);
        return index >= 0 && index < leaves.size() ? Optional.of(leaves.get(index)) : Optional.empty();
    }

    /** A part without parts of its own, decoded. */
    record Leaf(String name, String type, @Nullable String charset, boolean attached, byte[] bytes) {

        boolean isBody(String wanted) {
            return !attached && type.equals(wanted);
        }

        String text() {
            return new String(bytes, charsetNamed(charset));
        }
    }

    private static MailSummary summary(ReceivedMail mail, MimeMessage message) throws MessagingException {
        var sent = message.getSentDate();
        return new MailSummary(
                mail.id(),
                mail.receivedAt(),
                sent == null ? null : Instant.ofEpochMilli(sent.getTime()),
                readable(header(message, "From"), mail.envelopeFrom()),
                mail.envelopeFrom(),
                mail.recipients(),
                decoded(header(message, "Subject")),
                header(message, "Message-ID"),
                header(message, "X-Duban-Notice"),
                header(message, "X-Duban-Kind"),
                header(message, "X-Duban-Level"),
                Arrays.stream(header(message, "X-Duban-Tasks").split(","))
                        .map(String::strip)
                        .filter(id -> !id.isEmpty())
                        .toList(),
                mail.bytes().length);
    }

    private static List<OpenedMail.Header> headers(ReceivedMail mail) {
        try {
            return Collections.list(parse(mail).getAllHeaders()).stream()
                    .map((Header field) -> new OpenedMail.Header(field.getName(), decoded(field.getValue())))
                    .toList();
        } catch (MessagingException e) {
            return List.of();
        }
    }

    private static List<Leaf> leaves(ReceivedMail mail) {
        var found = new ArrayList<Leaf>();
        try {
            collect(parse(mail), found);
        } catch (MessagingException | IOException e) {
            found.add(new Leaf("unreadable", "text/plain", null, false, mail.bytes()));
        }
        return found;
    }

    private static void collect(MimePart part, List<Leaf> found) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart child = parts.getBodyPart(i);
                if (child instanceof MimePart mime) {
                    collect(mime, found);
                }
            }
            return;
        }
        var type = new jakarta.mail.internet.ContentType(part.getContentType());
        var name = Optional.ofNullable(part.getFileName())
                .map(StoredMailParser::decoded)
                .orElse("");
        try (var in = part.getInputStream()) {
            found.add(new Leaf(
                    name,
                    type.getBaseType().toLowerCase(java.util.Locale.ROOT),
                    type.getParameter("charset"),
                    "attachment".equalsIgnoreCase(part.getDisposition()),
                    in.readAllBytes()));
        }
    }

    private static MimeMessage parse(ReceivedMail mail) throws MessagingException {
        return new MimeMessage(SESSION, new ByteArrayInputStream(mail.bytes()));
    }

    private static String header(MimeMessage message, String name) throws MessagingException {
        var value = message.getHeader(name, ",");
        return value == null ? "" : MimeUtility.unfold(value).strip();
    }

    private static String readable(String from, String otherwise) {
        try {
            var addresses = InternetAddress.parseHeader(from, false);
            if (addresses.length == 0) {
                return otherwise;
            }
            var name = addresses[0].getPersonal();
            return name == null ? addresses[0].getAddress() : name + " <" + addresses[0].getAddress() + ">";
        } catch (MessagingException e) {
            return decoded(from);
        }
    }

    private static String decoded(String value) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(value));
        } catch (UnsupportedEncodingException e) {
            return value;
        }
    }

    private static Charset charsetNamed(@Nullable String name) {
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
