package org.duban.letter;

import jakarta.mail.internet.InternetAddress;
import org.duban.content.Notice;

/** How long a letter becomes on the wire. */
final class LetterSize {

    private static final int HEADERS = 1_500;
    private static final int EVENT = 210;
    private static final int LONGEST_ID = 200;

    private final long event;

    /** @param sender stands in each event of the calendar */
    LetterSize(InternetAddress sender) {
        var name = sender.getPersonal();
        this.event = EVENT + 2 * octets(sender.getAddress()) + (name == null ? 0 : 6 + octets(name));
    }

    /** The bytes of a mail with this letter, or a few more: three octets become four characters, in lines of 76. */
    long ofMail(Letter letter, Notice notice) {
        var body = octets(letter.text()) + octets(letter.html() == null ? "" : letter.html());
        long ids = 0;
        for (var line : notice.lines()) {
            ids += Math.min(LONGEST_ID, 3 * octets(line.taskId()));
        }
        for (var deadline : letter.deadlines()) {
            body += event + octets(deadline.summary()) + octets(deadline.notes());
            body += Math.min(LONGEST_ID, 3 * octets(deadline.taskId()));
            body += deadline.url() == null ? 0 : deadline.url().length();
        }
        return HEADERS + ids + (body + 300) * 78 / 57;
    }

    /** How many octets a text has in UTF-8, a line end counted as CRLF. */
    static long octets(String text) {
        long octets = 0;
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c < 0x80) {
                octets += c == '\n' ? 2 : 1;
            } else if (c < 0x800 || Character.isSurrogate(c)) {
                octets += 2;
            } else {
                octets += 3;
            }
        }
        return octets;
    }
}
