package org.duban.inbox.mime;

/** Makes words from outside safe to keep and to show. */
public final class StorableText {

    private StorableText() {}

    /** On one line, without controls. */
    public static String line(String text, int limit) {
        return cut(
                text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\s]+", " ")
                        .strip(),
                limit);
    }

    /** Line by line, without other controls. */
    public static String lines(String text, int limit) {
        var plain = text.replaceAll("\r\n?", "\n").replaceAll("[[\\p{Cc}\\p{Cf}\\p{Cs}]&&[^\n]]+", " ");
        return cut(plain.strip(), limit);
    }

    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return text.substring(0, end) + "…";
    }
}
