package org.duban.inbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.jspecify.annotations.Nullable;

/** Walks through the parts of a mail, not too many and not too deep, and keeps what is of use. */
final class MailParts {

    private static final int MOST_PARTS = 100;
    private static final int DEEPEST = 8;
    private static final int MOST_BYTES = 64 * 1024;
    /** What Chinese mail readers mean whatever of its subsets they say. */
    private static final Charset GB18030 = Charset.forName("GB18030");

    private int seen;
    private boolean receipt;
    private @Nullable String plain;
    private @Nullable String html;
    private @Nullable DeliveryReport report;

    MailParts(MimeMessage message) {
        walk(message, 0);
    }

    /** Plain text if there is any, else that of the HTML. */
    String text() {
        if (plain != null && !plain.isBlank()) {
            return plain;
        }
        return html == null ? "" : HtmlText.of(html);
    }

    @Nullable
    DeliveryReport report() {
        return report;
    }

    boolean receipt() {
        return receipt;
    }

    private void walk(MimePart part, int depth) {
        seen++;
        if (seen > MOST_PARTS || depth > DEEPEST) {
            return;
        }
        try {
            if (part.isMimeType("multipart/*")) {
                var parts = new MimeMultipart(part.getDataHandler().getDataSource());
                for (var i = 0; i < parts.getCount() && seen <= MOST_PARTS; i++) {
                    if (parts.getBodyPart(i) instanceof MimePart inner) {
                        walk(inner, depth + 1);
                    }
                }
            } else {
                leaf(part);
            }
        } catch (MessagingException | IOException | RuntimeException e) {
            // What cannot be read says nothing; the others may.
        }
    }

    private void leaf(MimePart part) throws MessagingException, IOException {
        if (part.isMimeType("message/delivery-status") || part.isMimeType("message/global-delivery-status")) {
            if (report == null) {
                report = worst(new DeliveryStatus(new java.io.ByteArrayInputStream(bytes(part))));
            }
        } else if (part.isMimeType("message/disposition-notification")) {
            receipt = true;
        } else if ("attachment".equalsIgnoreCase(part.getDisposition())) {
            return;
        } else if (plain == null && part.isMimeType("text/plain")) {
            plain = decoded(part);
        } else if (html == null && part.isMimeType("text/html")) {
            html = decoded(part);
        }
    }

    /** Each of our mails has one recipient; where a list made several of it, a failure says most. */
    private static @Nullable DeliveryReport worst(DeliveryStatus status) {
        DeliveryReport worst = null;
        for (var i = 0; i < status.getRecipientDSNCount(); i++) {
            var headers = status.getRecipientDSN(i);
            var action = headers.getHeader("Action", null);
            var code = headers.getHeader("Status", null);
            var one = new DeliveryReport(
                    action == null ? "" : StorableText.line(action, 20).toLowerCase(Locale.ROOT),
                    code == null ? "" : StorableText.line(code, 60).replaceFirst("\\s.*", ""),
                    MailParser.typed(headers, "Original-Recipient"),
                    MailParser.typed(headers, "Final-Recipient"),
                    MailParser.typed(headers, "Diagnostic-Code"));
            if (worst == null || (one.failed() && !worst.failed())) {
                worst = one;
            }
        }
        return worst;
    }

    private static byte[] bytes(MimePart part) throws IOException, MessagingException {
        try (var in = part.getInputStream()) {
            return in.readNBytes(MOST_BYTES);
        }
    }

    private static String decoded(MimePart part) throws IOException, MessagingException {
        var bytes = bytes(part);
        var declared = declared(part);
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

    private static @Nullable Charset declared(MimePart part) {
        try {
            var name = new ContentType(part.getContentType()).getParameter("charset");
            if (name == null || name.isBlank() || name.strip().matches("(?i)(us-)?ascii")) {
                // Who writes anything else under that name means something else.
                return null;
            }
            var charset = Charset.forName(MimeUtility.javaCharset(name.strip()));
            return charset.name().toUpperCase(Locale.ROOT).matches("GB2312|GBK|X-MSWIN-936|EUC-CN") ? GB18030 : charset;
        } catch (MessagingException | IllegalArgumentException e) {
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
