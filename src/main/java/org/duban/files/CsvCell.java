package org.duban.files;

/** A cell of a CSV that spreadsheets open: what would be a formula there begins with an apostrophe, which is not part of it. */
public final class CsvCell {

    private static final String FORMULA = "=+-@\t\r";

    private CsvCell() {}

    /** As it is written. */
    public static String write(String text) {
        return isFormula(text, 0) || text.startsWith("'") && isFormula(text, 1) ? "'" + text : text;
    }

    /** What was written. */
    public static String read(String cell) {
        return cell.startsWith("'") && (isFormula(cell, 1) || cell.startsWith("''") && isFormula(cell, 2))
                ? cell.substring(1)
                : cell;
    }

    private static boolean isFormula(String text, int from) {
        return text.length() > from && FORMULA.indexOf(text.charAt(from)) >= 0;
    }
}
