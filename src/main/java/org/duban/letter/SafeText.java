package org.duban.letter;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Makes words that come from outside safe to show: one line, no controls, nothing that reorders what stands around it. */
public final class SafeText {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int REPLACEMENT = 0xFFFD;
    private static final int LONGEST_LINK = 500;

    private SafeText() {}

    /** The text on one line, at most {@code limit} code points long; what is cut off ends in an ellipsis. */
    public static String line(String text, int limit) {
        if (plain(text, limit)) {
            return text;
        }
        // Nothing is read beyond what could be shown, so that a huge text costs no more than a long one.
        var readable = text.length() > 4 * limit + 100 ? text.substring(0, 4 * limit + 100) : text;
        var out = new StringBuilder(Math.min(readable.length(), limit + 1));
        readable.codePoints().map(SafeText::shown).forEach(codePoint -> append(out, codePoint));
        return cut(out.toString().strip(), limit, readable.length() < text.length());
    }

    /** The address of a page if it is one that a mail may link to: absolute, http or https, no user in it. */
    static Optional<String> link(String url) {
        try {
            var uri = new URI(url);
            var web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.getUserInfo() == null && url.length() <= LONGEST_LINK
                    ? Optional.of(uri.toASCIIString())
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Most texts are short and of letters alone, and go through as they are. */
    private static boolean plain(String text, int limit) {
        var length = text.length();
        if (length > limit || length == 0) {
            return length == 0;
        }
        var before = ' ';
        for (var at = 0; at < length; at++) {
            var c = text.charAt(at);
            var letter = c > ' ' && c < 0x7F || c >= 0x4E00 && c < 0xA000;
            if (!letter && (c != ' ' || before == ' ')) {
                return false;
            }
            before = c;
        }
        return before != ' ';
    }

    private static String cut(String line, int limit, boolean more) {
        if (line.codePointCount(0, line.length()) <= limit && !more) {
            return line;
        }
        var end = line.offsetByCodePoints(0, Math.min(limit - 1, line.codePointCount(0, line.length())));
        return line.substring(0, end).stripTrailing() + "…";
    }

    private static void append(StringBuilder out, int codePoint) {
        var doubled = codePoint == ' ' && !out.isEmpty() && out.charAt(out.length() - 1) == ' ';
        if (codePoint >= 0 && !doubled) {
            out.appendCodePoint(codePoint);
        }
    }

    /** What stands for a code point: itself, a blank, a replacement, or nothing (-1). */
    private static int shown(int codePoint) {
        if (codePoint == ZERO_WIDTH_JOINER || codePoint == ZERO_WIDTH_NON_JOINER) {
            return codePoint;
        }
        if ((codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF)) {
            return REPLACEMENT;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> Character.isWhitespace(codePoint) ? ' ' : -1;
            case Character.FORMAT -> -1;
            case Character.SURROGATE -> REPLACEMENT;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> ' ';
            default -> codePoint;
        };
    }
}
