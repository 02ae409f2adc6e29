package org.duban.letter;

import jakarta.mail.internet.InternetAddress;
import org.duban.content.Notice;

/** How long a letter becomes on the wire. */
final class LetterSize {

    private static final int HEADERS = 1_500;
    private static final int LONGEST_ID = 200;

    private final CalendarWriter calendar;

    /** @param sender stands in each event of the calendar */
    LetterSize(InternetAddress sender) {
        this.calendar = new CalendarWriter(sender);
    }

    /** The bytes of a mail with this letter, or a few more. */
    long ofMail(Letter letter, Notice notice) {
        long ids = 0;
        for (var line : notice.lines()) {
            ids += escaped(line.taskId());
        }
        var html = letter.html() == null ? "" : letter.html();
        return HEADERS + ids + size(letter.text()) + size(html) + ofCalendar(letter, notice);
    }

    /** One pass: it is asked of every letter, and a letter has tens of thousands of characters. */
    private static long size(String text) {
        var plain = 0;
        var other = 0;
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (TransferEncoding.isPlain(c)) {
                plain += octets(c);
            } else {
                other += octets(c);
            }
        }
        return TransferEncoding.size(plain, other);
    }

    /** An id as it stands in a header or an event: what is no letter or digit becomes three characters an octet. */
    private static long escaped(String id) {
        var ascii = id.chars()
                .filter(c -> c < 128 && Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.')
                .count();
        return Math.min(LONGEST_ID, ascii + 3 * (octets(id) - ascii)) + 3;
    }

    private long ofCalendar(Letter letter, Notice notice) {
        var deadlines =
                letter.deadlines().stream().filter(CalendarWriter::canHold).toList();
        return deadlines.isEmpty()
                ? 0
                : TransferEncoding.of(
                                calendar.write(deadlines, notice.issuedAt()).text())
                        .bytes()
                        .length;
    }

    /** How many octets a text has in UTF-8, a line end counted as CRLF. */
    static long octets(String text) {
        long octets = 0;
        for (var at = 0; at < text.length(); at++) {
            octets += octets(text.charAt(at));
        }
        return octets;
    }

    private static int octets(char c) {
        if (c < 0x80) {
            return c == '\n' ? 2 : 1;
        }
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
}
