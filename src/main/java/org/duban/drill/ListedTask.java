package org.duban.drill;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.duban.files.BadInput;
import org.duban.files.CsvTable;
import org.duban.files.InputFile;
import org.duban.files.Mistakes;
import org.duban.files.NameSuggestions;
import org.duban.task.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * A task as the list has it: a row of the tasks CSV, with times that are still to be seen from the start of the drill.
 *
 * @param assigned when it is handed over; empty for the start of the drill
 */
record ListedTask(
        CsvTable.Row row,
        String id,
        String title,
        String leadUnit,
        List<String> assistingUnits,
        ListedTime deadline,
        Optional<ListedTime> assigned,
        String policy,
        Urgency urgency,
        @Nullable Double points,
        @Nullable String clause,
        @Nullable String list,
        @Nullable String description,
        @Nullable String url,
        Map<String, String> amounts) {

    private static final List<String> NEEDED = List.of("id", "title", "lead_unit", "deadline");
    private static final List<String> OPTIONAL = List.of(
            "assisting_units",
            "assigned",
            "assigned_ago",
            "policy",
            "urgency",
            "points",
            "clause",
            "list",
            "description",
            "url",
            "amounts");
    private static final int LONGEST_ID = 200;
    private static final String STANDARD = "standard";

    /**
     * The tasks of a file.
     *
     * @param unused gets the columns that are not read
     * @throws BadInput with the mistakes of all rows
     */
    static List<ListedTask> read(InputFile file, List<String> unused) {
        var table = CsvTable.read(file, NEEDED, OPTIONAL);
        unused.addAll(table.unused());
        var mistakes = new Mistakes();
        var lines = new HashMap<String, Long>();
        var tasks = table.rows(mistakes, row -> task(row, lines));
        if (table.empty()) {
            mistakes.add(new BadInput.Mistake(
                    file.name(), 0, "", "the file names no task", "write a row for each task below the header"));
        }
        mistakes.throwIfAny();
        return tasks;
    }

    /** The same task under another policy; amounts of its own belong to the steps of the one it had. */
    ListedTask following(String other) {
        return new ListedTask(
                row,
                id,
                title,
                leadUnit,
                assistingUnits,
                deadline,
                assigned,
                other,
                urgency,
                points,
                clause,
                list,
                description,
                url,
                other.equals(policy) ? amounts : Map.of());
    }

    private static ListedTask task(CsvTable.Row row, HashMap<String, Long> lines) {
        var wrong = new Mistakes();
        var id = wrong.reading(() -> id(row, lines));
        var title = wrong.reading(() -> row.needed("title", "write what is to be done"));
        var lead = wrong.reading(() -> row.needed("lead_unit", "write the code of the unit that answers for it"));
        var deadline = wrong.reading(() -> time(row, "deadline", row.needed("deadline", ListedTime.CURE)));
        var assigned = wrong.reading(() -> assigned(row));
        var urgency = wrong.reading(() -> urgency(row));
        var points = wrong.reading(() -> row.field("points").map(text -> points(row, text)));
        var amounts = wrong.reading(() -> amounts(row));
        wrong.throwIfAny();
        return new ListedTask(
                row,
                id.orElseThrow(),
                title.orElseThrow(),
                lead.orElseThrow(),
                row.field("assisting_units").map(ListedTask::codes).orElse(List.of()),
                deadline.orElseThrow(),
                assigned.orElseThrow(),
                row.field("policy").orElse(STANDARD),
                urgency.orElseThrow(),
                points.orElseThrow().orElse(null),
                row.field("clause").orElse(null),
                row.field("list").orElse(null),
                row.field("description").orElse(null),
                row.field("url").orElse(null),
                amounts.orElseThrow());
    }

    private static String id(CsvTable.Row row, HashMap<String, Long> lines) {
        var id = row.needed("id", "write a number or name that no other task has");
        if (id.length() > LONGEST_ID) {
            throw row.error("id", "the id has " + id.length() + " characters", "write at most " + LONGEST_ID);
        }
        var first = lines.putIfAbsent(id, row.line());
        if (first != null) {
            throw row.error("id", "\"" + id + "\" stands in line " + first + " already", "give one of them another id");
        }
        return id;
    }

    private static Optional<ListedTime> assigned(CsvTable.Row row) {
        var ago = row.field("assigned_ago").map(text -> time(row, "assigned_ago", "-" + text));
        return row.field("assigned").map(text -> time(row, "assigned", text)).or(() -> ago);
    }

    /** @throws BadInput if the text is no time */
    static ListedTime time(CsvTable.Row row, String column, String text) {
        try {
            return ListedTime.parse(text);
        } catch (IllegalArgumentException e) {
            throw row.error(column, "\"" + text + "\" is no time", ListedTime.CURE);
        }
    }

    private static Urgency urgency(CsvTable.Row row) {
        var text = row.field("urgency").orElse(Urgency.NORMAL.name());
        var names = Stream.of(Urgency.values()).map(Urgency::name).toList();
        var name = text.toUpperCase(Locale.ROOT);
        if (!names.contains(name)) {
            throw row.error("urgency", "\"" + text + "\" is no urgency", new NameSuggestions(names).cureFor(text));
        }
        return Urgency.valueOf(name);
    }

    private static Double points(CsvTable.Row row, String text) {
        try {
            var points = Double.parseDouble(text);
            if (points >= 0 && points <= 1_000_000) {
                return points;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw row.error("points", "\"" + text + "\" is no number of points", "write one from 0 to 1000000, like 2.5");
    }

    /** Written {@code three-days=5wd;one-day=2wd}. */
    private static Map<String, String> amounts(CsvTable.Row row) {
        var amounts = new LinkedHashMap<String, String>();
        for (var text : codes(row.field("amounts").orElse(""))) {
            var parts = text.split("=", 2);
            if (parts.length < 2) {
                throw row.error(
                        "amounts",
                        "\"" + text + "\" is no step with its amount",
                        "write steps and amounts like three-days=5wd;one-day=2wd");
            }
            amounts.put(parts[0].strip(), parts[1].strip());
        }
        return amounts;
    }

    private static List<String> codes(String text) {
        return Stream.of(text.split("[;；,，]"))
                .map(String::strip)
                .filter(code -> !code.isEmpty())
                .toList();
    }
}
