package org.duban.letter;

import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.duban.letter.Letter.Deadline;

/**
 * Writes deadlines as one iCalendar object (RFC 5545, RFC 5546), an event for each. A task's event has one identity for
 * life; that of a closed task is cancelled.
 */
final class CalendarWriter {

    /** How a calendar shows an exact deadline: as the time before it, for an event that ends as it begins is hidden by some. */
    private static final Duration SHOWN = Duration.ofMinutes(30);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int LONGEST_LINE = 75;

    private static final String HEAD =
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Duban//Duban//EN\r\nCALSCALE:GREGORIAN\r\n";
    private static final String UTC = "BEGIN:VTIMEZONE\r\nTZID:UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
            + "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    private static final String END = "END:VCALENDAR\r\n";

    private final String domain;
    private final String organizer;

    CalendarWriter(InternetAddress sender) {
        var address = sender.getAddress();
        this.domain = address.substring(address.lastIndexOf('@') + 1);
        var name = sender.getPersonal();
        var called = name == null ? "" : ";CN=\"" + MailHeaders.plainName(name) + "\"";
        this.organizer = "ORGANIZER" + called + ":" + mailto(address);
    }

    /** A calendar object and what its receiver is to do with it. */
    record CalendarPart(String method, String text) {}

    /** @param stamp when this was said */
    CalendarPart write(List<Deadline> deadlines, Instant stamp) {
        // A cancellation may hold one event only (RFC 5546 3.2.5); several are published as cancelled.
        var cancels = deadlines.size() == 1 && deadlines.get(0).closed();
        var method = cancels ? "CANCEL" : "PUBLISH";
        var out = new StringBuilder(200 + 500 * deadlines.size());
        out.append(HEAD).append("METHOD:").append(method).append("\r\n");
        var dtstamp = "DTSTAMP:" + INSTANT.format(stamp);
        deadlines.forEach(deadline -> add(out, deadline, dtstamp));
        return new CalendarPart(method, out.append(END).toString());
    }

    /** @param since when this became so */
    record Standing(Deadline deadline, Instant since) {}

    /**
     * A calendar to subscribe to, which is read again and again (RFC 7986): the same events as in {@link #write}. It comes in
     * parts, one for each of the deadlines' and two more, each of which is written when it is asked for.
     *
     * @param name what the calendar is called
     * @param refresh after how long it is worth while to read it again
     */
    Stream<String> subscription(String name, Duration refresh, Iterator<List<Standing>> deadlines) {
        var head = head(name, refresh);
        if (!deadlines.hasNext()) {
            // A calendar must have something in it (RFC 5545 3.6), and what is published an event.
            return Stream.of(head + UTC + END);
        }
        return Stream.of(
                        Stream.of(head + "METHOD:PUBLISH\r\n"),
                        StreamSupport.stream(Spliterators.spliteratorUnknownSize(deadlines, 0), false)
                                .map(this::events),
                        Stream.of(END))
                .reduce(Stream::concat)
                .orElseThrow();
    }

    private static String head(String name, Duration refresh) {
        var out = new StringBuilder(400);
        out.append(HEAD);
        fold(out, "NAME:" + escaped(name));
        fold(out, "X-WR-CALNAME:" + escaped(name));
        out.append("REFRESH-INTERVAL;VALUE=DURATION:").append(refresh).append("\r\n");
        out.append("X-PUBLISHED-TTL:").append(refresh).append("\r\n");
        return out.toString();
    }

    private String events(List<Standing> deadlines) {
        var out = new StringBuilder(500 * deadlines.size());
        deadlines.forEach(standing -> add(out, standing.deadline(), "DTSTAMP:" + INSTANT.format(standing.since())));
        return out.toString();
    }

    private void add(StringBuilder out, Deadline deadline, String dtstamp) {
        out.append("BEGIN:VEVENT\r\n");
        fold(out, "UID:task-" + MailHeaders.atom(deadline.taskId()) + "@" + domain);
        fold(out, dtstamp);
        fold(out, "SEQUENCE:" + Math.max(0, Math.min(Integer.MAX_VALUE, deadline.sequence())));
        fold(out, organizer);
        addTime(out, deadline);
        fold(out, "SUMMARY:" + escaped(deadline.summary()));
        if (!deadline.notes().isEmpty()) {
            fold(out, "DESCRIPTION:" + escaped(deadline.notes()));
        }
        if (deadline.url() != null) {
            fold(out, "URL:" + deadline.url());
        }
        fold(out, "STATUS:" + (deadline.closed() ? "CANCELLED" : "CONFIRMED"));
        // A deadline occupies nobody's day.
        out.append("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
    }

    private static void addTime(StringBuilder out, Deadline deadline) {
        var at = deadline.at();
        if (at == null) {
            fold(out, "DTSTART;VALUE=DATE:" + day(deadline.day()));
            fold(out, "DTEND;VALUE=DATE:" + day(deadline.day().plusDays(1)));
        } else {
            fold(out, "DTSTART:" + INSTANT.format(at.minus(SHOWN)));
            fold(out, "DTEND:" + INSTANT.format(at));
        }
    }

    private static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** Whether a calendar has a day for it: years have four digits there. */
    static boolean canHold(Deadline deadline) {
        var year = deadline.day().getYear();
        return year > 1 && year < 9999;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\n", "\\n");
    }

    private static String mailto(String address) {
        try {
            return new URI("mailto", address, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("The sender is no address: " + address, e);
        }
    }

    /** Adds a line, in parts of at most 75 octets that cut no character in two. */
    private static void fold(StringBuilder out, String line) {
        var octets = 0;
        for (var at = 0; at < line.length(); at++) {
            var c = line.charAt(at);
            // Four octets are counted at the first half of a surrogate pair and none at the second.
            var size =
                    c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isHighSurrogate(c) ? 4 : Character.isSurrogate(c) ? 0 : 3;
            if (octets + size > LONGEST_LINE) {
                out.append("\r\n ");
                octets = 1;
            }
            octets += size;
            out.append(c);
        }
        out.append("\r\n");
    }
}
