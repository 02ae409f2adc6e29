package org.duban.answers;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.duban.directory.UnitAddress;
import org.duban.directory.UnitTree;

/**
 * A mail that an office writes to a unit with a program of its own, by a link as of RFC 6068. Replies go to the address of the office, as
 * those to letters do. Pure.
 *
 * @param addresses where mail reaches the unit
 * @param replyTo where mail reaches the office; may be empty
 */
record UnitMail(List<String> addresses, List<String> replyTo) {

    private static final int LONGEST_TITLE = 100;

    static UnitMail of(UnitTree units, String unit, String office, Instant now) {
        return new UnitMail(reached(units, unit, now), reached(units, office, now));
    }

    /** Opens such a mail. */
    String link(String subject) {
        var to = addresses.stream().map(UnitMail::address).collect(Collectors.joining(","));
        var reply = replyTo.stream()
                .limit(1)
                .map(address -> "&reply-to=" + address(address))
                .collect(Collectors.joining());
        return "mailto:" + to + "?subject=" + encoded(subject) + reply;
    }

    private static List<String> reached(UnitTree units, String unit, Instant now) {
        return units.readers(unit, now).stream().map(UnitAddress::address).toList();
    }

    private static String address(String address) {
        var at = address.lastIndexOf('@');
        return encoded(address.substring(0, at)) + address.substring(at);
    }

    /** A title as a subject can hold it. */
    static String shortened(String title) {
        var line = title.replaceAll("\\p{Cntrl}+", " ");
        return line.codePointCount(0, line.length()) <= LONGEST_TITLE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_TITLE - 1)) + "…";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
