package org.duban.directory;

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
import org.duban.files.Blank;
import org.duban.files.CsvSheet;
import org.duban.files.CsvSheet.Row;
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

    private final CsvSheet sheet;
    private final Set<String> calendars;
    private final Mistakes mistakes = new Mistakes();
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, Long> lines = new LinkedHashMap<>();

    private CsvUnits(CsvSheet sheet, Set<String> calendars) {
        this.sheet = sheet;
        this.calendars = calendars;
    }

    /**
     * The units of a file, in its order.
     *
     * @param calendars the names that a calendar may have
     * @throws BadInput with the mistakes of all rows
     */
    public static List<Unit> read(InputFile file, Set<String> calendars) {
        return new CsvUnits(CsvSheet.read(file, String.join(",", COLUMNS)), calendars).read();
    }

    private List<Unit> read() {
        readHeader();
        mistakes.throwIfAny();
        var units = new ArrayList<Unit>();
        for (var row : sheet.rows()) {
            mistakes.reading(() -> unit(row)).ifPresent(units::add);
        }
        if (sheet.rows().isEmpty()) {
            mistakes.add(mistake(0, "", "the file names no unit", "write a row for each unit below the header"));
        }
        for (var fault : UnitRules.faults(units, List.of(), lines.keySet(), calendars)) {
            mistakes.add(mistake(lines.getOrDefault(fault.unit(), 0L), fault.field(), fault.problem(), fault.cure()));
        }
        mistakes.throwIfAny();
        return units;
    }

    private void readHeader() {
        var header = sheet.header();
        for (int i = 0; i < header.fields().size(); i++) {
            var name = header.field(i);
            if (name.isEmpty() && nothingBelow(i)) {
                continue;
            }
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

    private boolean nothingBelow(int column) {
        return sheet.rows().stream().allMatch(row -> row.field(column).isEmpty());
    }

    /** So many fields a row has at least: those after the last needed one may be missing. */
    private int least() {
        return 1
                + columns.entrySet().stream()
                        .filter(column -> !OPTIONAL.contains(column.getKey()))
                        .mapToInt(Map.Entry::getValue)
                        .max()
                        .orElse(0);
    }

    private Unit unit(Row row) {
        sheet.checkWidth(row, least());
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

    private void checkCode(Row row) {
        var code = needed(row, "code", "write a lasting short name like gyangze-education");
        if (!UnitRules.isCode(code)) {
            throw new BadInput(mistake(row, "code", "\"" + code + "\" is no code", UnitRules.CODE_CURE));
        }
        var first = lines.putIfAbsent(code, row.line());
        if (first != null) {
            throw new BadInput(mistake(
                    row,
                    "code",
                    "\"" + code + "\" stands in line " + first + " already",
                    "give one of them another code"));
        }
    }

    private UnitKind kind(Row row) {
        var text = field(row, "kind");
        var names = Arrays.stream(UnitKind.values()).map(UnitKind::name).toList();
        if (!names.contains(text)) {
            throw new BadInput(
                    mistake(row, "kind", "\"" + text + "\" is no kind of unit", new KnownNames(names).cureFor(text)));
        }
        return UnitKind.valueOf(text);
    }

    private Locale locale(Row row) {
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

    private ZoneId zone(Row row) {
        var text = field(row, "zone");
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new BadInput(
                    mistake(row, "zone", "\"" + text + "\" is no time zone", "write one like Asia/Shanghai"));
        }
    }

    private List<String> emails(Row row, Mistakes wrong) {
        var emails = new LinkedHashSet<String>();
        for (var text : field(row, "email").split(";")) {
            try {
                if (!Blank.isBlank(text)) {
                    emails.add(EmailAddress.of(Blank.strip(text)).text());
                }
            } catch (EmailAddress.Wrong e) {
                wrong.add(mistake(row, "email", e.problem, e.cure));
            }
        }
        return List.copyOf(emails);
    }

    private String needed(Row row, String column, String cure) {
        var text = field(row, column);
        if (text.isEmpty()) {
            throw new BadInput(mistake(row, column, "the field is empty", cure));
        }
        return text;
    }

    private String field(Row row, String column) {
        var index = columns.get(column);
        return index == null ? "" : row.field(index);
    }

    private BadInput.Mistake mistake(Row row, String field, String problem, String cure) {
        return mistake(row.line(), field, problem, cure);
    }

    private BadInput.Mistake mistake(long line, String field, String problem, String cure) {
        return new BadInput.Mistake(sheet.file().name(), line, field, problem, cure);
    }
}
