package org.duban.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/** Text in the columns of a terminal, where a Chinese character takes two and a combining mark none. */
public final class Columns {

    private Columns() {}

    public static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    /** The text, with spaces behind it up to a width; a longer one as it is. */
    public static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** The text, with spaces before it up to a width; a longer one as it is. */
    public static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }

    /** At most so wide; what is cut off ends in an ellipsis. */
    public static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        var cut = new StringBuilder();
        for (int codePoint : text.codePoints().toArray()) {
            if (width(cut.toString()) + width(codePoint) > width - 1) {
                break;
            }
            cut.appendCodePoint(codePoint);
        }
        return cut.append('…').toString();
    }

    /**
     * The text in lines of at most a width, broken at spaces and between Chinese characters. A word that is longer has a
     * line of its own, unbroken, so that an address can still be copied.
     */
    public static List<String> wrapped(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : words(text)) {
            if (width(line + word.stripTrailing()) > width && !line.isEmpty()) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? word.stripLeading() : word);
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    /** The smallest parts that a line may end after, each with the spaces that follow it. */
    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        var last = 0;
        for (var character : text.codePoints().toArray()) {
            if (!word.isEmpty() && mayBreak(last, character)) {
                words.add(word.toString());
                word.setLength(0);
            }
            word.appendCodePoint(character);
            last = character;
        }
        words.add(word.toString());
        return words;
    }

    private static boolean mayBreak(int before, int after) {
        if (before == ' ') {
            return after != ' ';
        }
        return after != ' ' && (wide(before) || wide(after)) && !opens(before) && !closes(after);
    }

    private static boolean opens(int character) {
        return "（“《([".indexOf(character) >= 0;
    }

    private static boolean closes(int character) {
        return "）”》，。；：、！？%)],.;:".indexOf(character) >= 0;
    }

    private static boolean wide(int character) {
        return width(character) == 2;
    }

    /** Of characters that are not shown the table says -1. */
    private static int width(int character) {
        return Math.max(0, WCWidth.wcwidth(character));
    }
}
