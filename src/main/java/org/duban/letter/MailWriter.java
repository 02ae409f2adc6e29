package org.duban.letter;

import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.jspecify.annotations.Nullable;

/** Packs a letter as a MIME message; the same notice and letter always give the same bytes. */
public final class MailWriter {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH);
    private static final int MOST_IDS = 50;
    private static final int LONGEST_LINE = 78;
    private static final int LONGEST_ADDRESS = 320;

    private final String sender;
    private final String domain;
    private final @Nullable String name;
    private final String from;
    private final CalendarWriter calendar;
    private final ReturnAddresses returns;
    private volatile Dated lastDate = new Dated(Instant.EPOCH.atZone(ZoneOffset.UTC), "");

    public MailWriter(InternetAddress sender) {
        this(sender, ReturnAddresses.NONE);
    }

    public MailWriter(InternetAddress sender, ReturnAddresses returns) {
        this.returns = returns;
        this.sender = sender.getAddress();
        this.calendar = new CalendarWriter(sender);
        this.domain = this.sender.substring(this.sender.lastIndexOf('@') + 1);
        this.name = Optional.ofNullable(sender.getPersonal())
                .map(MailHeaders::plainName)
                .filter(plain -> !plain.isBlank())
                .map(MailHeaders::text)
                .orElse(null);
        this.from = this.name == null ? this.sender : this.name + " <" + this.sender + ">";
    }

    /** @param recipient the notice's address, as {@link #envelope} gives it */
    public Mail write(Notice notice, Letter letter, String recipient) {
        var parts = parts(letter, notice);
        var boundary = "=_duban_" + notice.id();
        var bytes = new ByteArrayOutputStream(16_384);
        put(bytes, headers(notice, letter, recipient, boundary));
        for (var part : parts) {
            put(bytes, "--" + boundary + "\r\nContent-Type: " + part.type());
            var encoded = TransferEncoding.of(part.content());
            put(bytes, "\r\nContent-Transfer-Encoding: " + encoded.name() + "\r\n\r\n");
            bytes.writeBytes(encoded.bytes());
            put(bytes, "\r\n");
        }
        put(bytes, "--" + boundary + "--\r\n");
        var from = returns.ofBounces(notice.id()).orElse(sender);
        return new Mail(notice.id(), from, recipient, bytes.toByteArray());
    }

    private String headers(Notice notice, Letter letter, String recipient, String boundary) {
        var out = new StringBuilder(1024);
        add(out, "Date", date(notice.issuedAt().atZone(notice.zone())));
        add(out, "From", from);
        add(out, "Reply-To", replyTo(notice, letter));
        add(out, "To", "<" + recipient + ">");
        add(out, "Message-ID", messageId(notice.id().toString()));
        var tasks = notice.lines().stream()
                .map(NoticeLine::taskId)
                .distinct()
                .limit(MOST_IDS)
                .toList();
        if (tasks.size() == 1) {
            var root = messageId("task-" + MailHeaders.atom(tasks.get(0)));
            add(out, "In-Reply-To", root);
            add(out, "References", root);
        }
        add(out, "Subject", MailHeaders.text(letter.subject()));
        add(out, "MIME-Version", "1.0");
        add(out, "Content-Type", "multipart/alternative;\r\n boundary=\"" + boundary + "\"");
        add(out, "Content-Language", letter.lang());
        add(out, "Auto-Submitted", "auto-generated");
        add(out, "X-Auto-Response-Suppress", "All");
        add(out, "X-Duban-Notice", notice.id().toString());
        if (notice.number() != null) {
            add(out, "X-Duban-Number", MailHeaders.text(notice.number()));
        }
        add(out, "X-Duban-Kind", notice.kind().name());
        add(out, "X-Duban-Level", notice.level().name());
        if (!tasks.isEmpty()) {
            add(out, "X-Duban-Tasks", MailHeaders.ids("X-Duban-Tasks", tasks));
        }
        return out.append("\r\n").toString();
    }

    /** All mails of a moment have the same. */
    private String date(ZonedDateTime when) {
        var last = lastDate;
        if (!last.when.equals(when)) {
            last = new Dated(when, DATE.format(when));
            lastDate = last;
        }
        return last.text;
    }

    private record Dated(ZonedDateTime when, String text) {}

    /** Never begins with an empty line: a long address stands below a name. */
    private String sealedReplyTo(String address) {
        var shown = "<" + address + ">";
        var fits = "Reply-To: ".length() + shown.length() <= LONGEST_LINE;
        return fits ? shown : (name == null ? "Duban" : name) + "\r\n " + shown;
    }

    /** Where replies are read here, they come here, but for those to whoever wrote what is forwarded. */
    private String replyTo(Notice notice, Letter letter) {
        var person = inAHeader(letter.replyTo());
        var here = returns.ofReplies(notice.id()).map(this::sealedReplyTo);
        return (notice.mail() == null ? here.or(() -> person) : person.or(() -> here)).orElse(from);
    }

    /** An office whose address no header could hold is answered through the sender. */
    private static Optional<String> inAHeader(@Nullable String address) {
        return Optional.ofNullable(address)
                .flatMap(MailWriter::envelope)
                .filter(written -> written.chars().allMatch(c -> c < 128))
                .map(written -> "<" + written + ">");
    }

    /** Plainest first, as RFC 2046 wants it. */
    private List<Part> parts(Letter letter, Notice notice) {
        var parts = new ArrayList<Part>(3);
        parts.add(new Part("text/plain; charset=UTF-8", letter.text().replace("\n", "\r\n")));
        if (letter.html() != null) {
            parts.add(new Part("text/html; charset=UTF-8", letter.html().replace("\n", "\r\n")));
        }
        var deadlines =
                letter.deadlines().stream().filter(CalendarWriter::canHold).toList();
        if (!deadlines.isEmpty()) {
            var part = calendar.write(deadlines, notice.issuedAt());
            var type = "text/calendar; charset=UTF-8; method=" + part.method() + ";\r\n name=\"deadline.ics\"";
            parts.add(new Part(type, part.text()));
        }
        return parts;
    }

    private String messageId(String left) {
        return "<" + left + "@" + domain + ">";
    }

    /** The address as it stands in envelope and headers, its domain in ASCII; empty if it cannot stand there. */
    public static Optional<String> envelope(String address) {
        var at = address.lastIndexOf('@');
        if (at < 1 || address.length() > LONGEST_ADDRESS || address.codePoints().anyMatch(MailWriter::breaksHeader)) {
            return Optional.empty();
        }
        var local = address.substring(0, at);
        if (local.indexOf('@') >= 0 && !(local.startsWith("\"") && local.endsWith("\""))) {
            return Optional.empty();
        }
        try {
            var domain = IDN.toASCII(address.substring(at + 1));
            return domain.isEmpty() ? Optional.empty() : Optional.of(local + "@" + domain);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean breaksHeader(int codePoint) {
        return codePoint <= ' '
                || codePoint == 127
                || codePoint == '<'
                || codePoint == '>'
                || codePoint == ','
                || Character.isISOControl(codePoint)
                || Character.isWhitespace(codePoint)
                || Character.getType(codePoint) == Character.FORMAT
                || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static void add(StringBuilder out, String name, String value) {
        out.append(name).append(": ").append(value).append("\r\n");
    }

    private static void put(ByteArrayOutputStream bytes, String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private record Part(String type, String content) {}
}
