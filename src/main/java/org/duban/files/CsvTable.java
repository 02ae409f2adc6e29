package org.duban.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.duban.reasons.Reason;

/**
 * A CSV whose columns are known by the names in its first row. Empty columns without a name, which some spreadsheets leave at
 * the right, are not there.
 */
public final class CsvTable {

    private final CsvSheet sheet;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<String> unknown = new ArrayList<>();
    private final NameSuggestions known;
    private final int least;

    private CsvTable(CsvSheet sheet, List<String> needed, List<String> names, boolean strict) {
        this.sheet = sheet;
        this.known = new NameSuggestions(names);
        var mistakes = new Mistakes();
        header(names, mistakes);
        if (strict) {
            unknown.forEach(
                    name -> mistakes.add(headerMistake(name, FileReason.NO_COLUMN.with(name, known.cureFor(name)))));
        }
        for (var name : needed) {
            if (!columns.containsKey(name)) {
                mistakes.add(headerMistake(name, FileReason.COLUMN_MISSING.with()));
            }
        }
        mistakes.throwIfAny();
        // Those after the last needed one may be missing in a row.
        this.least = 1 + needed.stream().mapToInt(columns::get).max().orElse(0);
    }

    /**
     * Reads a file, which may have columns that nobody asks for: a list that was exported from elsewhere has many.
     *
     * @param needed the columns that it must have
     * @param optional those that it may have besides
     * @throws BadInput if it is no CSV, or lacks a needed column
     */
    public static CsvTable read(InputFile file, List<String> needed, List<String> optional) {
        return read(file, needed, optional, false);
    }

    /**
     * Reads a file that may have no other columns.
     *
     * @param needed the columns that it must have
     * @param optional those that it may have besides
     * @throws BadInput if it is no CSV, or lacks a needed column, or has one that is not known
     */
    public static CsvTable readStrictly(InputFile file, List<String> needed, List<String> optional) {
        return read(file, needed, optional, true);
    }

    private static CsvTable read(InputFile file, List<String> needed, List<String> optional, boolean strict) {
        var names = Stream.concat(needed.stream(), optional.stream()).toList();
        return new CsvTable(CsvSheet.read(file, String.join(",", names)), needed, names, strict);
    }

    private void header(List<String> names, Mistakes mistakes) {
        var header = sheet.header();
        for (int i = 0; i < header.fields().size(); i++) {
            var name = header.field(i);
            if (name.isEmpty() && nothingBelow(i)) {
                continue;
            }
            if (!names.contains(name)) {
                unknown.add(name);
            } else if (columns.putIfAbsent(name, i) != null) {
                mistakes.add(headerMistake(name, FileReason.COLUMN_TWICE.with()));
            }
        }
    }

    private boolean nothingBelow(int column) {
        return sheet.rows().stream().allMatch(row -> row.field(column).isEmpty());
    }

    public boolean empty() {
        return sheet.rows().isEmpty();
    }

    /** What a reader makes of the rows; those with a mistake are left out. */
    public <T> List<T> rows(Mistakes mistakes, Function<Row, T> reader) {
        return sheet.rows().stream()
                .flatMap(fields -> mistakes.reading(() -> reader.apply(row(fields))).stream())
                .toList();
    }

    /** The columns that are not read, each with the known one that was perhaps meant. */
    public List<String> unused() {
        return unknown.stream()
                .map(name -> name
                        + known.nearest(name).map(near -> " (" + near + "?)").orElse(""))
                .toList();
    }

    private Row row(CsvSheet.Row fields) {
        sheet.checkWidth(fields, least);
        return new Row(fields);
    }

    private BadInput.Mistake headerMistake(String column, Reason why) {
        return mistake(sheet.header().line(), column, why);
    }

    /** A mistake in this file; line 0 for the file as a whole. */
    public BadInput.Mistake mistake(long line, String field, Reason why) {
        return new BadInput.Mistake(sheet.file().name(), line, field, why);
    }

    /** The same of one that is told in English only. */
    public BadInput.Mistake mistake(long line, String field, String problem, Object cure) {
        return new BadInput.Mistake(sheet.file().name(), line, field, problem, cure);
    }

    /** A line below the header. */
    public final class Row {

        private final CsvSheet.Row fields;

        private Row(CsvSheet.Row fields) {
            this.fields = fields;
        }

        public long line() {
            return fields.line();
        }

        /** What stands in a column; empty where nothing does, or where the file has no such column. */
        public Optional<String> field(String column) {
            return Optional.ofNullable(columns.get(column)).map(fields::field).filter(text -> !text.isEmpty());
        }

        /** Whether the file has such a column, be it empty here. */
        public boolean has(String column) {
            return columns.containsKey(column);
        }

        /** @throws BadInput if nothing stands there */
        /** @param cure what belongs there; a text is told in English only */
        public String needed(String column, Object cure) {
            return field(column).orElseThrow(() -> error(column, FileReason.EMPTY_FIELD.with(cure)));
        }

        public BadInput error(String column, String problem, Object cure) {
            return new BadInput(mistake(column, problem, cure));
        }

        public BadInput error(String column, Reason why) {
            return new BadInput(mistake(column, why));
        }

        public BadInput.Mistake mistake(String column, Reason why) {
            return new BadInput.Mistake(sheet.file().name(), line(), column, why);
        }

        public BadInput.Mistake mistake(String column, String problem, Object cure) {
            return CsvTable.this.mistake(line(), column, problem, cure);
        }
    }
}
