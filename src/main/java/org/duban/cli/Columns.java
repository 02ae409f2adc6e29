package org.duban.cli;

import java.util.ArrayList;
import java.util.List;

/** Text in the columns of a terminal, where a Chinese character takes two and a combining mark none. */
final class Columns {

    private Columns() {}

    static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    /** The text, with spaces up to a width; a longer one as it is. */
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /**
     * The text in lines of at most a width, broken at spaces and between Chinese characters. A word that is longer has a
     * line of its own, unbroken, so that an address can still be copied.
     */
    static List<String> wrapped(String text, int width) {
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

    private static int width(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> wide(character) ? 2 : 1;
        };
    }

    /** The ranges of East Asian Wide and Fullwidth (Unicode Standard Annex 11) that names and mails may hold. */
    private static boolean wide(int character) {
        return character >= 0x1100 && character <= 0x115F
                || character >= 0x2E80 && character <= 0x303E
                || character >= 0x3041 && character <= 0xA4CF
                || character >= 0xAC00 && character <= 0xD7A3
                || character >= 0xF900 && character <= 0xFAFF
                || character >= 0xFE30 && character <= 0xFE6F
                || character >= 0xFF00 && character <= 0xFF60
                || character >= 0xFFE0 && character <= 0xFFE6
                || character >= 0x1F300 && character <= 0x1F64F
                || character >= 0x1F900 && character <= 0x1F9FF
                || character >= 0x20000 && character <= 0x3FFFD;
    }
}
