package org.duban.drill;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.duban.files.BadInput;
import org.duban.files.InputFile;
import org.duban.files.KnownNames;
import org.duban.files.Mistakes;

/**
 * A CSV with a header. Columns that nobody asks for are left alone, because a list that was exported from elsewhere has
 * many.
 */
final class CsvTable {

    private final InputFile file;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<String> unused = new ArrayList<>();
    private final List<CsvRecord> records;

    private final int width;

    private CsvTable(InputFile file, List<CsvRecord> records, List<String> needed, List<String> known) {
        this.file = file;
        var header = records.get(0);
        var mistakes = new Mistakes();
        header(header, known, mistakes);
        for (var name : needed) {
            if (!columns.containsKey(name)) {
                var line = header.getStartingLineNumber();
                mistakes.add(mistake(line, name, "the column is missing", "add it to the first line"));
            }
        }
        mistakes.throwIfAny();
        this.records = records.subList(1, records.size());
        this.width = header.getFieldCount();
    }

    /**
     * Reads a file.
     *
     * @param needed the columns that it must have
     * @param optional those that it may have besides
     * @throws BadInput if it is no CSV, or lacks a needed column
     */
    static CsvTable read(InputFile file, List<String> needed, List<String> optional) {
        try (var reader = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(file.text())) {
            var records = reader.stream()
                    .filter(row -> row.getFields().stream().anyMatch(field -> !field.isBlank()))
                    .toList();
            var columns = Stream.concat(needed.stream(), optional.stream()).toList();
            if (records.isEmpty()) {
                throw wrong(file, "the file is empty", "begin it with a line like " + String.join(",", columns));
            }
            return new CsvTable(file, records, needed, columns);
        } catch (CsvParseException e) {
            throw wrong(file, "this is not CSV: " + e.getMessage(), "look at its quotes and commas");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean empty() {
        return records.isEmpty();
    }

    /** What a reader makes of the rows; those with a mistake are left out. */
    <T> List<T> rows(Mistakes mistakes, Function<Row, T> reader) {
        return records.stream()
                .flatMap(fields -> mistakes.reading(() -> reader.apply(row(fields))).stream())
                .toList();
    }

    /** The columns that are not read, each with the known one that was perhaps meant. */
    List<String> unused() {
        return List.copyOf(unused);
    }

    private void header(CsvRecord header, List<String> known, Mistakes mistakes) {
        for (int i = 0; i < header.getFieldCount(); i++) {
            var name = header.getField(i).strip();
            if (!known.contains(name)) {
                unused.add(name
                        + new KnownNames(known)
                                .nearest(name)
                                .map(near -> " (" + near + "?)")
                                .orElse(""));
            } else if (columns.putIfAbsent(name, i) != null) {
                var line = header.getStartingLineNumber();
                mistakes.add(mistake(line, name, "the column is there twice", "keep one of them"));
            }
        }
    }

    private Row row(CsvRecord fields) {
        if (fields.getFieldCount() != width) {
            throw new BadInput(mistake(
                    fields.getStartingLineNumber(),
                    "",
                    "the row has " + fields.getFieldCount() + " fields, the header " + width,
                    "put a field with a comma into quotes, and a comma where a field is empty"));
        }
        return new Row(fields);
    }

    private BadInput.Mistake mistake(long line, String field, String problem, String cure) {
        return new BadInput.Mistake(file.name(), line, field, problem, cure);
    }

    private static BadInput wrong(InputFile file, String problem, String cure) {
        return new BadInput(new BadInput.Mistake(file.name(), 0, "", problem, cure));
    }

    /** A line below the header. */
    final class Row implements Cue.Row {

        private final CsvRecord fields;

        private Row(CsvRecord fields) {
            this.fields = fields;
        }

        long line() {
            return fields.getStartingLineNumber();
        }

        /** What stands in a column; empty where nothing does, or where the file has no such column. */
        Optional<String> field(String column) {
            return Optional.ofNullable(columns.get(column))
                    .map(index -> fields.getField(index).strip())
                    .filter(text -> !text.isEmpty());
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
