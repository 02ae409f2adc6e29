package org.duban.inbox.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Walks through the parts of a mail, not too many and not too deep, and keeps what is of use. */
final class MailParts {

    private static final int MOST_PARTS = 100;
    private static final int DEEPEST = 8;
    private static final int MOST_RETURNED = 20;
    private static final int LONGEST_NAME = 100;
    private static final Pattern LIKE_OURS =
            Pattern.compile("(?:bounce|reply)\\+[0-9a-f]{32}\\.[a-z2-7]{16}", Pattern.CASE_INSENSITIVE);
    private static final int MOST_BYTES = 64 * 1024;

    private static final Pattern OF_A_NOTICE = Pattern.compile(
            "^\\s{0,4}(?:X-Duban-Notice:\\s|Message-ID:\\s{1,4}<[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}[^@\\s]{0,40}@)",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    /** What Chinese mail readers mean whatever of its subsets they say. */
    private static final Charset GB18030 = Charset.forName("GB18030");

    private int seen;
    private boolean receipt;
    private boolean returnsANotice;
    private final List<Wording> wordings = new ArrayList<>();
    private @Nullable Wording oneOfSeveral;
    private @Nullable DeliveryReport report;
    private @Nullable DeliveryReport enclosed;
    private final Set<String> returned = new LinkedHashSet<>();
    private final List<String> attachments = new ArrayList<>();

    MailParts(MimeMessage message) {
        walk(message, 0, false);
    }

    /** All that is written in it, one after another: some mail readers break a text in two around a picture. */
    String text() {
        var all = new StringBuilder();
        for (var wording : wordings) {
            var words = wording.words();
            // The same, once in plain text and once in HTML, though not said to be so.
            if (all.isEmpty() || !inShort(all.toString()).contains(inShort(words))) {
                all.append(all.isEmpty() || all.charAt(all.length() - 1) == '\n' ? "" : "\n")
                        .append(words);
            }
        }
        return all.length() > MOST_BYTES ? all.substring(0, MOST_BYTES) : all.toString();
    }

    /** What is written in it first: where a mail server writes, what follows may be the mail that comes back. */
    String firstText() {
        return wordings.stream()
                .map(Wording::words)
                .filter(words -> !words.isBlank())
                .findFirst()
                .orElse("");
    }

    private static String inShort(String words) {
        return words.replaceAll("[\\s>]+", "");
    }

    @Nullable
    DeliveryReport report() {
        return report;
    }

    /** That of a mail that is enclosed in this one. */
    @Nullable
    DeliveryReport enclosedReport() {
        return enclosed;
    }

    /** The local parts that look like ours in what was returned with it: headers, a mail, or a copy of it in the text. */
    Set<String> returned() {
        return returned;
    }

    /** The names of the files that came with it. */
    List<String> attachments() {
        return attachments;
    }

    boolean receipt() {
        return receipt;
    }

    private void walk(MimePart part, int depth, boolean inside) {
        seen++;
        if (seen > MOST_PARTS || depth > DEEPEST) {
            return;
        }
        try {
            if (depth > 0 && !inside) {
                named(part);
            }
            if (part.isMimeType("multipart/*")) {
                several(part, depth, inside);
            } else {
                leaf(part, depth, inside);
            }
        } catch (MessagingException | IOException | RuntimeException e) {
            // What cannot be read says nothing; the others may.
        }
    }

    private void several(MimePart part, int depth, boolean inside) throws MessagingException {
        var outer = oneOfSeveral;
        if (outer == null && part.isMimeType("multipart/alternative")) {
            oneOfSeveral = new Wording();
            wordings.add(oneOfSeveral);
        }
        try {
            var parts = new MimeMultipart(part.getDataHandler().getDataSource());
            for (var i = 0; i < parts.getCount() && seen <= MOST_PARTS; i++) {
                if (parts.getBodyPart(i) instanceof MimePart inner) {
                    walk(inner, depth + 1, inside);
                }
            }
        } finally {
            oneOfSeveral = outer;
        }
    }

    private void leaf(MimePart part, int depth, boolean inside) throws MessagingException, IOException {
        if (isAny(part, "message/delivery-status", "message/global-delivery-status")) {
            reported(DeliveryFields.report(bytes(part)), inside);
        } else if (isAny(part, "message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers")) {
            enclosed(part, depth);
        } else if (part.isMimeType("message/disposition-notification")) {
            receipt |= !inside;
        } else if (!inside && !"attachment".equalsIgnoreCase(part.getDisposition())) {
            text(part);
        }
    }

    private void named(MimePart part) throws MessagingException {
        var name = part.getFileName();
        if (name != null && !name.isBlank()) {
            attachments.add(StorableText.line(filename(name), LONGEST_NAME));
        }
    }

    private static String filename(String name) {
        try {
            return MimeUtility.decodeText(name);
        } catch (UnsupportedEncodingException | RuntimeException e) {
            return name;
        }
    }

    private void reported(@Nullable DeliveryReport one, boolean inside) {
        if (inside && enclosed == null) {
            enclosed = one;
        } else if (!inside && report == null) {
            report = one;
        }
    }

    /** What somebody sends along may be a report; its text is not what he wrote. */
    private void enclosed(MimePart part, int depth) throws MessagingException, IOException {
        remember(new String(bytes(part), StandardCharsets.ISO_8859_1));
        if (report == null && enclosed == null && !part.isMimeType("text/*")) {
            try (var in = part.getInputStream()) {
                walk(new MimeMessage(null, in), depth + 1, true);
            }
        }
    }

    private void text(MimePart part) throws MessagingException, IOException {
        var html = part.isMimeType("text/html");
        // A further text with a name is a file.
        var file = !wordings.isEmpty() && oneOfSeveral == null && part.getFileName() != null;
        if (file || !(html || part.isMimeType("text/plain"))) {
            return;
        }
        var words = decoded(part);
        remember(words);
        var wording = oneOfSeveral;
        if (wording == null) {
            wording = new Wording();
            wordings.add(wording);
        }
        wording.add(words, html);
    }

    /** Whether the headers of a notice are among what it returns. */
    boolean returnsANotice() {
        return returnsANotice;
    }

    private void remember(String words) {
        returnsANotice |= OF_A_NOTICE.matcher(words).find();
        LIKE_OURS.matcher(words).results().limit(MOST_RETURNED).forEach(found -> returned.add(found.group()));
    }

    private static boolean isAny(MimePart part, String... types) throws MessagingException {
        for (var type : types) {
            if (part.isMimeType(type)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] bytes(MimePart part) throws IOException, MessagingException {
        try (var in = part.getInputStream()) {
            return in.readNBytes(MOST_BYTES);
        }
    }

    private static String decoded(MimePart part) throws IOException, MessagingException {
        var bytes = bytes(part);
        var name = charset(part);
        var old = OldCharsets.decoded(name, bytes);
        if (old.isPresent()) {
            return old.get();
        }
        var declared = declared(name);
        var charset = declared == null ? StandardCharsets.UTF_8 : declared;
        try {
            return strictly(bytes, charset);
        } catch (CharacterCodingException e) {
            // Not what it says it is; cut in the middle of a character looks the same and loses only that.
            return looksLikeUtf8(bytes) ? new String(bytes, StandardCharsets.UTF_8) : new String(bytes, GB18030);
        }
    }

    private static boolean looksLikeUtf8(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        return text.chars().filter(c -> c == 0xFFFD).count() <= 1;
    }

    /** As it is declared; empty if none is. */
    private static String charset(MimePart part) {
        try {
            var name = new ContentType(part.getContentType()).getParameter("charset");
            return name == null ? "" : name.strip();
        } catch (MessagingException e) {
            return "";
        }
    }

    private static @Nullable Charset declared(String name) {
        if (name.isEmpty() || name.matches("(?i)(us-)?ascii")) {
            // Who writes anything else under that name means something else.
            return null;
        }
        try {
            var charset = Charset.forName(MimeUtility.javaCharset(name));
            return charset.name().toUpperCase(Locale.ROOT).matches("GB2312|GBK|X-MSWIN-936|EUC-CN") ? GB18030 : charset;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String strictly(byte[] bytes, Charset charset) throws CharacterCodingException {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
