package org.duban.files;

/**
 * What is blank in what people write: any space of any language, such as the ideographic one of a Chinese keyboard (U+3000)
 * or one that does not break (U+00A0), and characters that nobody sees.
 */
public final class Blank {

    /** Fillers that are letters by their category and yet show nothing. */
    private static final String FILLERS = "\u115F\u1160\u2800\u3164\uFFA0";

    private Blank() {}

    /** Whether a text has nothing in it to read. */
    public static boolean isBlank(String text) {
        return text.codePoints().allMatch(Blank::is);
    }

    /** The text without what is blank at its ends. */
    public static String strip(String text) {
        var start = 0;
        var end = text.length();
        while (start < end && is(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (end > start && is(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    private static boolean is(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT
                || FILLERS.indexOf(character) >= 0;
    }
}
