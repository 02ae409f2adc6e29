package org.duban.letter;

import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/** Packs a few plain words to one person, which are about no task, as a message. */
public final class NoteWriter {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH);
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, new byte[] {'\r', '\n'});

    private final String from;
    private final String domain;

    public NoteWriter(LetterProperties settings) {
        var sender = settings.sender();
        this.from = from(sender);
        this.domain = sender.getAddress().substring(sender.getAddress().lastIndexOf('@') + 1);
    }

    private static String from(InternetAddress sender) {
        var name = sender.getPersonal() == null ? "" : MailHeaders.plainName(sender.getPersonal());
        return name.isBlank() ? sender.getAddress() : MailHeaders.text(name) + " <" + sender.getAddress() + ">";
    }

    /**
     * Headers and body.
     *
     * @param recipient as {@link MailWriter#envelope} gives it
     * @param lang the language of the words, as a tag
     * @param text lines end with LF
     */
    public byte[] write(UUID id, Instant at, String recipient, String lang, String subject, String text) {
        var headers = String.join(
                "\r\n",
                "Date: " + DATE.format(at.atZone(ZoneOffset.UTC)),
                "From: " + from,
                "To: <" + recipient + ">",
                "Message-ID: <note-" + id + "@" + domain + ">",
                "Subject: " + MailHeaders.text(subject),
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=UTF-8",
                "Content-Transfer-Encoding: base64",
                "Content-Language: " + lang,
                "Auto-Submitted: auto-generated",
                "X-Auto-Response-Suppress: All",
                "",
                "");
        var body = BASE64.encodeToString(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        return (headers + body + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
