package org.duban.directory;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.duban.files.BadInput;
import org.duban.files.InputFile;
import org.duban.files.KnownNames;
import org.duban.files.Mistakes;

/** Reads the units CSV: all of its units, or every mistake in it. */
public final class CsvUnits {

    private static final List<String> COLUMNS =
            List.of("code", "parent", "kind", "name_zh", "name_en", "email", "locale", "zone", "calendar");
    /** Files from before units had calendars of their own are read as they are. */
    private static final Set<String> OPTIONAL = Set.of("calendar");

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private final InputFile file;
    private final Set<String> calendars;
    private final Mistakes mistakes = new Mistakes();
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, Long> lines = new LinkedHashMap<>();
    private int columnCount;

    private CsvUnits(InputFile file, Set<String> calendars) {
        this.file = file;
        this.calendars = calendars;
    }

    /**
     * The units of a file, in its order.
     *
     * @param calendars the names that a calendar may have
     * @throws BadInput with the mistakes of all rows
     */
    public static List<Unit> read(InputFile file, Set<String> calendars) {
        return new CsvUnits(file, calendars).read();
    }

    private List<Unit> read() {
        var rows = rows();
        readHeader(rows.get(0));
        mistakes.throwIfAny();
        var units = new ArrayList<Unit>();
        for (var row : rows.subList(1, rows.size())) {
            mistakes.reading(() -> unit(row)).ifPresent(units::add);
        }
        if (rows.size() == 1) {
            mistakes.add(mistake(0, "", "the file names no unit", "write a row for each unit below the header"));
        }
        for (var fault : UnitRules.faults(units, List.of(), lines.keySet(), calendars)) {
            mistakes.add(mistake(lines.getOrDefault(fault.unit(), 0L), fault.field(), fault.problem(), fault.cure()));
        }
        mistakes.throwIfAny();
        return units;
    }

    private List<CsvRecord> rows() {
        try (var reader = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(file.text())) {
            var rows = reader.stream()
                    .filter(row -> row.getFields().stream().anyMatch(field -> !field.isBlank()))
                    .toList();
            if (rows.isEmpty()) {
                throw new BadInput(mistake(0, "", "the file is empty", "write " + String.join(",", COLUMNS)));
            }
            return rows;
        } catch (CsvParseException e) {
            throw new BadInput(mistake(0, "", "this is not CSV: " + e.getMessage(), "look at its quotes and commas"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readHeader(CsvRecord header) {
        columnCount = header.getFieldCount();
        for (int i = 0; i < columnCount; i++) {
            var name = header.getField(i).strip();
            if (!COLUMNS.contains(name)) {
                mistakes.add(mistake(
                        header, name, "there is no column \"" + name + "\"", new KnownNames(COLUMNS).cureFor(name)));
            } else if (columns.putIfAbsent(name, i) != null) {
                mistakes.add(mistake(header, name, "the column is there twice", "keep one of them"));
            }
        }
        for (var name : COLUMNS) {
            if (!columns.containsKey(name) && !OPTIONAL.contains(name)) {
                mistakes.add(mistake(header, name, "the column is missing", "add it to the first line"));
            }
        }
    }

    private Unit unit(CsvRecord row) {
        if (row.getFieldCount() != columnCount) {
            throw new BadInput(mistake(
                    row,
                    "",
                    "the row has " + row.getFieldCount() + " fields, the header " + columnCount,
                    "put a field with a comma into quotes, and a comma where a field is empty"));
        }
        var wrong = new Mistakes();
        wrong.checking(() -> checkCode(row));
        var kind = wrong.reading(() -> kind(row));
        var locale = wrong.reading(() -> locale(row));
        var zone = wrong.reading(() -> zone(row));
        var emails = emails(row, wrong);
        var nameZh = wrong.reading(() -> needed(row, "name_zh", "write the unit's Chinese name"));
        wrong.throwIfAny();
        var nameEn = field(row, "name_en");
        return new Unit(
                field(row, "code"),
                field(row, "parent").isEmpty() ? null : field(row, "parent"),
                kind.orElseThrow(),
                nameZh.orElseThrow(),
                nameEn.isEmpty() ? nameZh.orElseThrow() : nameEn,
                emails,
                locale.orElseThrow(),
                zone.orElseThrow(),
                field(row, "calendar").isEmpty() ? null : field(row, "calendar"));
    }

    private void checkCode(CsvRecord row) {
        var code = needed(row, "code", "write a lasting short name like gyangze-education");
        if (!UnitRules.isCode(code)) {
            throw new BadInput(mistake(row, "code", "\"" + code + "\" is no code", UnitRules.CODE_CURE));
        }
        var first = lines.putIfAbsent(code, row.getStartingLineNumber());
        if (first != null) {
            throw new BadInput(mistake(
                    row,
                    "code",
                    "\"" + code + "\" stands in line " + first + " already",
                    "give one of them another code"));
        }
    }

    private UnitKind kind(CsvRecord row) {
        var text = field(row, "kind");
        var names = Arrays.stream(UnitKind.values()).map(UnitKind::name).toList();
        if (!names.contains(text)) {
            throw new BadInput(
                    mistake(row, "kind", "\"" + text + "\" is no kind of unit", new KnownNames(names).cureFor(text)));
        }
        return UnitKind.valueOf(text);
    }

    private Locale locale(CsvRecord row) {
        var text = field(row, "locale");
        try {
            var locale = new Locale.Builder().setLanguageTag(text).build();
            if (LANGUAGES.contains(locale.getLanguage())) {
                return locale;
            }
        } catch (IllformedLocaleException e) {
            // told below
        }
        throw new BadInput(mistake(row, "locale", "\"" + text + "\" is no language", "write one like zh-CN or en"));
    }

    private ZoneId zone(CsvRecord row) {
        var text = field(row, "zone");
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new BadInput(
                    mistake(row, "zone", "\"" + text + "\" is no time zone", "write one like Asia/Shanghai"));
        }
    }

    private List<String> emails(CsvRecord row, Mistakes wrong) {
        var emails = new LinkedHashSet<String>();
        for (var text : field(row, "email").split(";")) {
            try {
                if (!text.isBlank()) {
                    emails.add(EmailAddress.of(text.strip()).text());
                }
            } catch (EmailAddress.Wrong e) {
                wrong.add(mistake(row, "email", e.problem, e.cure));
            }
        }
        return List.copyOf(emails);
    }

    private String needed(CsvRecord row, String column, String cure) {
        var text = field(row, column);
        if (text.isEmpty()) {
            throw new BadInput(mistake(row, column, "the field is empty", cure));
        }
        return text;
    }

    private String field(CsvRecord row, String column) {
        var index = columns.get(column);
        return index == null ? "" : row.getField(index).strip();
    }

    private BadInput.Mistake mistake(CsvRecord row, String field, String problem, String cure) {
        return mistake(row.getStartingLineNumber(), field, problem, cure);
    }

    private BadInput.Mistake mistake(long line, String field, String problem, String cure) {
        return new BadInput.Mistake(file.name(), line, field, problem, cure);
    }
}
