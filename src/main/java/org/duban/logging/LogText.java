package org.duban.logging;

import java.util.regex.Pattern;

/** Makes text fit for a log or a trace. */
public final class LogText {

    /** What ends a line somewhere, moves a terminal's cursor or turns the direction of writing. */
    private static final Pattern UNFIT =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069&&[^\\t]]");

    /** A line of a stack trace that is not one of its own. */
    private static final Pattern FOREIGN_LINE =
            Pattern.compile("\\R(?=[^\\r\\n])(?!\\t+(?:at |\\.\\.\\. |Suppressed: )|(?:Caused|Wrapped) by: )");

    private static final Pattern UNFIT_IN_TRACE =
            Pattern.compile(UNFIT.pattern().replace("[^\\t]", "[^\\t\\n]"));

    /**
     * The addresses of answers, of feeds and of links to log in, encoded or not, with whatever short parts a stranger puts before the secret; the
     * letter from which the reader of an answer comes; the files of feeds by themselves; and the addresses that mail comes back to.
     */
    private static final Pattern ENTITLING = Pattern.compile(
            "(?i)(\\b(?:answers|feeds|login(?:/++|%2f){1,9}link)(?:/++|%2f){1,9}(?:[\\w.~%=;-]{1,15}+(?:/++|%2f){1,9}){0,30})[\\w.~%=-]{16,}"
                    + "|(\\b(?:reply|bounce)(?:\\+|%2b))[\\w.~%=-]{1,200}(?=@|%40)"
                    + "|(\\bof(?:=|%3d))[\\w.~%=-]{16,}"
                    + "|(?<![\\w-])[\\w-]{43}(?=\\.ics)");

    private LogText() {}

    /** As one line: what would break it is written as an escape. */
    public static String line(String text) {
        return UNFIT.matcher(text).replaceAll(found -> escape(found.group().charAt(0)));
    }

    /** A stack trace in which every line that a message has brought along is marked as its continuation. */
    static String trace(String text) {
        var marked = FOREIGN_LINE.matcher(text).replaceAll("\n    | ");
        return UNFIT_IN_TRACE
                .matcher(marked)
                .replaceAll(found -> escape(found.group().charAt(0)));
    }

    /** Without the part of an address that entitles whoever knows it. */
    public static String withoutSecrets(String text) {
        return ENTITLING.matcher(text).replaceAll("$1$2$3…");
    }

    private static String escape(char unfit) {
        return switch (unfit) {
            case '\n' -> "\\\\n";
            case '\r' -> "\\\\r";
            default -> String.format("\\\\u%04X", (int) unfit);
        };
    }
}
