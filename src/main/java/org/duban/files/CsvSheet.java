package org.duban.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.duban.reasons.Reason;

/**
 * A CSV as offices have it: separated by commas, or by the semicolons or tabs that some spreadsheets write, with empty columns
 * at the right that nobody sees there. Fields come without blanks at their ends, rows without anything in them do not come.
 *
 * @param file the file, by whose name mistakes are told
 * @param separator what separates its columns
 * @param header its first row
 * @param rows those below
 */
public record CsvSheet(InputFile file, char separator, Row header, List<Row> rows) {

    private static final String SEPARATORS = ",;\t";
    private static final String LOOKALIKES = "，；、|";

    /** By which a file tells Excel how it is separated. */
    private static final Pattern SEPARATOR_LINE =
            Pattern.compile("\"?sep=([,;\t])\"?[,;\\s]*", Pattern.CASE_INSENSITIVE);

    /**
     * A row.
     *
     * @param line counted from 1
     * @param written how many fields it has, with the empty ones at its end
     * @param fields without the empty ones at its end
     */
    public record Row(long line, int written, List<String> fields) {

        public Row {
            fields = List.copyOf(fields);
        }

        static Row of(CsvRecord row) {
            var fields =
                    new ArrayList<>(row.getFields().stream().map(Blank::strip).toList());
            while (!fields.isEmpty() && fields.get(fields.size() - 1).isEmpty()) {
                fields.remove(fields.size() - 1);
            }
            return new Row(row.getStartingLineNumber(), row.getFieldCount(), fields);
        }

        /** What stands in a column; empty where the row has ended. */
        public String field(int column) {
            return column < fields.size() ? fields.get(column) : "";
        }
    }

    /**
     * Reads a file.
     *
     * @param example a header as it may be
     * @throws BadInput if there is nothing in it, or it is no CSV
     */
    public static CsvSheet read(InputFile file, String example) {
        var text = file.text();
        var first =
                text.lines().filter(line -> !Blank.isBlank(line)).findFirst().orElse("");
        var declared = SEPARATOR_LINE.matcher(first);
        var says = declared.matches();
        var separator = says ? declared.group(1).charAt(0) : separator(file, first);
        try (var reader = CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text)) {
            var written = reader.stream().toList();
            var rows = written.stream()
                    .map(Row::of)
                    .filter(row -> !row.fields().isEmpty())
                    .skip(says ? 1 : 0)
                    .toList();
            if (rows.isEmpty()) {
                throw wrong(file, 0, FileReason.FILE_EMPTY_OF_ROWS.with(example));
            }
            return new CsvSheet(file, separator, rows.get(0), rows.subList(1, rows.size()));
        } catch (CsvParseException e) {
            throw wrong(file, 0, FileReason.NO_CSV.with(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static char separator(InputFile file, String header) {
        var most = ',';
        for (var candidate : SEPARATORS.toCharArray()) {
            if (count(header, candidate) > count(header, most)) {
                most = candidate;
            }
        }
        for (var other : LOOKALIKES.toCharArray()) {
            if (count(header, other) > count(header, most)) {
                throw wrong(file, 1, FileReason.CSV_SEPARATOR.with(String.valueOf(other)));
            }
        }
        return most;
    }

    private static long count(String text, char character) {
        return text.chars().filter(one -> one == character).count();
    }

    /**
     * Nothing may stand to the right of the header, and no field may be missing that is needed.
     *
     * @param least so many fields a row must have at least
     * @throws BadInput if a row is longer or shorter
     */
    public void checkWidth(Row row, int least) {
        var width = header.fields().size();
        if (row.fields().size() <= width && row.written() >= Math.min(least, width)) {
            return;
        }
        var has = Math.max(row.fields().size(), Math.min(row.written(), width));
        var why = separator == ','
                ? FileReason.CSV_WIDTH_COMMA
                : separator == ';' ? FileReason.CSV_WIDTH_SEMICOLON : FileReason.CSV_WIDTH_TAB;
        throw wrong(file, row.line(), why.with(String.valueOf(has), String.valueOf(width)));
    }

    private static BadInput wrong(InputFile file, long line, Reason why) {
        return new BadInput(new BadInput.Mistake(file.name(), line, "", why));
    }
}
