package org.duban.drill;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.duban.files.BadInput;
import org.duban.files.CsvSheet;
import org.duban.files.InputFile;
import org.duban.files.KnownNames;
import org.duban.files.Mistakes;

/**
 * A CSV with a header. Columns that nobody asks for are left alone, because a list that was exported from elsewhere has
 * many.
 */
final class CsvTable {

    private final CsvSheet sheet;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<String> unused = new ArrayList<>();
    private final int least;

    private CsvTable(CsvSheet sheet, List<String> needed, List<String> known) {
        this.sheet = sheet;
        var mistakes = new Mistakes();
        header(known, mistakes);
        for (var name : needed) {
            if (!columns.containsKey(name)) {
                mistakes.add(mistake(sheet.header().line(), name, "the column is missing", "add it to the first line"));
            }
        }
        mistakes.throwIfAny();
        this.least = 1 + needed.stream().mapToInt(columns::get).max().orElse(0);
    }

    /**
     * Reads a file.
     *
     * @param needed the columns that it must have
     * @param optional those that it may have besides
     * @throws BadInput if it is no CSV, or lacks a needed column
     */
    static CsvTable read(InputFile file, List<String> needed, List<String> optional) {
        var columns = Stream.concat(needed.stream(), optional.stream()).toList();
        return new CsvTable(CsvSheet.read(file, String.join(",", columns)), needed, columns);
    }

    boolean empty() {
        return sheet.rows().isEmpty();
    }

    /** What a reader makes of the rows; those with a mistake are left out. */
    <T> List<T> rows(Mistakes mistakes, Function<Row, T> reader) {
        return sheet.rows().stream()
                .flatMap(fields -> mistakes.reading(() -> reader.apply(row(fields))).stream())
                .toList();
    }

    /** The columns that are not read, each with the known one that was perhaps meant. */
    List<String> unused() {
        return List.copyOf(unused);
    }

    private void header(List<String> known, Mistakes mistakes) {
        var header = sheet.header();
        for (int i = 0; i < header.fields().size(); i++) {
            var name = header.field(i);
            if (!known.contains(name)) {
                unused.add(name
                        + new KnownNames(known)
                                .nearest(name)
                                .map(near -> " (" + near + "?)")
                                .orElse(""));
            } else if (columns.putIfAbsent(name, i) != null) {
                mistakes.add(mistake(header.line(), name, "the column is there twice", "keep one of them"));
            }
        }
    }

    private Row row(CsvSheet.Row fields) {
        sheet.checkWidth(fields, least);
        return new Row(fields);
    }

    private BadInput.Mistake mistake(long line, String field, String problem, String cure) {
        return new BadInput.Mistake(sheet.file().name(), line, field, problem, cure);
    }

    /** A line below the header. */
    final class Row implements Cue.Row {

        private final CsvSheet.Row fields;

        private Row(CsvSheet.Row fields) {
            this.fields = fields;
        }

        long line() {
            return fields.line();
        }

        /** What stands in a column; empty where nothing does, or where the file has no such column. */
        Optional<String> field(String column) {
            return Optional.ofNullable(columns.get(column)).map(fields::field).filter(text -> !text.isEmpty());
        }

        /** @throws BadInput if nothing stands there */
        String needed(String column, String cure) {
            return field(column).orElseThrow(() -> error(column, "the field is empty", cure));
        }

        BadInput error(String column, String problem, String cure) {
            return new BadInput(mistake(column, problem, cure));
        }

        @Override
        public BadInput.Mistake mistake(String column, String problem, String cure) {
            return CsvTable.this.mistake(line(), column, problem, cure);
        }
    }
}
