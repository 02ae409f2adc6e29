package org.duban.directory;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.duban.files.BadInput;
import org.duban.files.Blank;
import org.duban.files.CsvTable;
import org.duban.files.CsvTable.Row;
import org.duban.files.InputFile;
import org.duban.files.Mistakes;
import org.duban.files.NameSuggestions;

/** Reads the units CSV: all of its units, or every mistake in it. */
public final class CsvUnits {

    private static final List<String> NEEDED =
            List.of("code", "parent", "kind", "name_zh", "name_en", "email", "locale", "zone");
    /** Files from before units had calendars of their own are read as they are. */
    private static final List<String> OPTIONAL = List.of("calendar");

    /** Before the line of a row without a code of its own; no code begins so. */
    private static final String NO_CODE = "#";

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private final CsvTable table;
    private final Set<String> calendars;
    private final Mistakes mistakes = new Mistakes();
    private final Map<String, Long> lines = new LinkedHashMap<>();

    private CsvUnits(CsvTable table, Set<String> calendars) {
        this.table = table;
        this.calendars = calendars;
    }

    /**
     * The units of a file, in its order.
     *
     * @param calendars the names that a calendar may have
     * @throws BadInput with the mistakes of all rows
     */
    public static List<Unit> read(InputFile file, Set<String> calendars) {
        return new CsvUnits(CsvTable.readStrictly(file, NEEDED, OPTIONAL), calendars).read();
    }

    private List<Unit> read() {
        var units = table.rows(mistakes, this::unit);
        if (table.empty()) {
            mistakes.add(table.mistake(0, "", UnitReason.UNITS_NONE.with()));
        }
        UnitRules.faults(units, List.of(), calendars).stream()
                .filter(fault -> !isStandIn(fault))
                .forEach(fault ->
                        mistakes.add(table.mistake(lines.getOrDefault(fault.unit(), 0L), fault.field(), fault.why())));
        mistakes.throwByLine();
        return units;
    }

    /** The unit of a row, with something else in the place of what is wrong: the rest of it is judged all the same. */
    private Unit unit(Row row) {
        var code = mistakes.reading(() -> code(row)).orElse(NO_CODE + row.line());
        lines.putIfAbsent(code, row.line());
        var kind = mistakes.reading(() -> kind(row)).orElse(UnitKind.UNIT);
        var locale = mistakes.reading(() -> locale(row)).orElse(Locale.ENGLISH);
        var zone = mistakes.reading(() -> zone(row)).orElse(ZoneOffset.UTC);
        var emails = emails(row);
        var nameZh = mistakes.reading(() -> row.needed("name_zh", UnitReason.UNIT_NEEDS_NAME.with()))
                .orElse("?");
        return new Unit(
                code,
                row.field("parent").orElse(null),
                kind,
                nameZh,
                row.field("name_en").orElse(nameZh),
                emails,
                locale,
                zone,
                row.field("calendar").orElse(null));
    }

    private static boolean isStandIn(UnitProblem fault) {
        return fault.field().equals("code") && fault.unit().startsWith(NO_CODE);
    }

    private String code(Row row) {
        var code = row.needed("code", UnitReason.UNIT_NEEDS_CODE.with());
        if (!UnitRules.isCode(code)) {
            throw row.error("code", UnitReason.UNIT_NO_CODE.with(code));
        }
        var first = lines.putIfAbsent(code, row.line());
        if (first != null) {
            throw row.error("code", UnitReason.UNIT_CODE_TWICE.with(code, String.valueOf(first)));
        }
        return code;
    }

    private UnitKind kind(Row row) {
        var text = row.field("kind").orElse("");
        var names = Arrays.stream(UnitKind.values()).map(UnitKind::name).toList();
        if (!names.contains(text)) {
            throw row.error("kind", UnitReason.UNIT_NO_KIND.with(text, new NameSuggestions(names).cureFor(text)));
        }
        return UnitKind.valueOf(text);
    }

    private Locale locale(Row row) {
        var text = row.field("locale").orElse("");
        try {
            var locale = new Locale.Builder().setLanguageTag(text).build();
            if (LANGUAGES.contains(locale.getLanguage())) {
                return locale;
            }
        } catch (IllformedLocaleException e) {
            // told below
        }
        throw row.error("locale", UnitReason.UNIT_NO_LANGUAGE.with(text));
    }

    private ZoneId zone(Row row) {
        var text = row.field("zone").orElse("");
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw row.error("zone", UnitReason.UNIT_NO_ZONE.with(text));
        }
    }

    private List<String> emails(Row row) {
        var emails = new LinkedHashSet<String>();
        for (var text : row.field("email").orElse("").split(";")) {
            try {
                if (!Blank.isBlank(text)) {
                    emails.add(EmailAddress.of(Blank.strip(text)).text());
                }
            } catch (EmailAddress.Wrong e) {
                mistakes.add(row.mistake("email", e.why()));
            }
        }
        return List.copyOf(emails);
    }
}
