package org.duban.task;

/** A value of an event as a reason shows it: in quotes, short, on one line, without what a database cannot keep. */
public final class QuotedValue {

    private static final int LONGEST = 80;

    private QuotedValue() {}

    public static String of(String value) {
        return '"' + plain(value) + '"';
    }

    /** The same without quotes, for a name that somebody else chose. */
    public static String plain(String value) {
        if (isShort(value)) {
            return value;
        }
        var shown = new StringBuilder();
        value.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .forEach(shown::appendCodePoint);
        if (value.codePointCount(0, value.length()) > LONGEST) {
            shown.append('…');
        }
        return shown.toString();
    }

    /** That it stands for itself: nearly every name and value does, and each is asked. */
    private static boolean isShort(String value) {
        if (value.length() > LONGEST) {
            return false;
        }
        for (var at = 0; at < value.length(); at++) {
            var c = value.charAt(at);
            if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
