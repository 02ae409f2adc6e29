package org.duban.files;

/** A cell of a CSV that spreadsheets open: what would be a formula there begins with an apostrophe, which is not part of it. */
public final class CsvCell {

    private static final String FORMULA = "=+-@\t\r";

    private CsvCell() {}

    /** As it is written. */
    public static String write(String text) {
        return isFormula(text) ? "'" + text : text;
    }

    /** What was written. */
    public static String read(String cell) {
        return cell.startsWith("'") && isFormula(cell) ? cell.substring(1) : cell;
    }

    /** Or what begins with apostrophes as one that was written does: it gets one more, to be told from that. */
    private static boolean isFormula(String text) {
        var bare = text.replaceFirst("^'+", "");
        return !bare.isEmpty() && FORMULA.indexOf(bare.charAt(0)) >= 0;
    }
}
