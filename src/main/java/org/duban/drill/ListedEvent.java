package org.duban.drill;

import static java.util.Map.entry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.duban.files.BadInput;
import org.duban.files.CsvTable;
import org.duban.files.InputFile;
import org.duban.files.Mistakes;
import org.duban.files.NameSuggestions;
import org.duban.task.Act;
import org.jspecify.annotations.Nullable;

/** Something that happens to a task in the course of a drill: a row of the events CSV. */
record ListedEvent(CsvTable.Row row, String task, String type, ListedTime at) {

    static final String PREFIX = "duban.task.";

    private static final List<String> NEEDED = List.of("task", "type");
    private static final List<String> OPTIONAL =
            List.of("at", "ago", "by", "percent", "note", "reason", "deadline", "until");

    private static final Map<String, Function<Reading, Act>> ACTS = Map.ofEntries(
            entry("received", row -> new Act.Received(row.by(), row.text("note"))),
            entry("progressed", row -> new Act.Progressed(row.percent(), row.text("note"), row.by())),
            entry(
                    "extension-requested",
                    row -> new Act.ExtensionRequested(row.deadline(), row.needed("reason"), row.by())),
            entry("extension-granted", row -> new Act.ExtensionGranted(row.deadline(), row.text("note"), row.by())),
            entry("extension-declined", row -> new Act.ExtensionDeclined(row.text("reason"), row.by())),
            entry("held", row -> new Act.Held(row.text("reason"), row.until(), row.by())),
            entry("instructed", row -> new Act.Instructed(row.needed("reason"), null, row.by())),
            entry("reopened", row -> new Act.Reopened(row.needed("reason"), row.deadlineIfAny(), row.by())),
            entry("resumed", row -> new Act.Resumed(row.text("reason"), row.by())),
            entry("submitted", row -> new Act.Submitted(row.by(), row.text("note"), List.of())),
            entry("returned", row -> new Act.Returned(row.text("reason"), row.deadlineIfAny(), row.by())),
            entry("struck-off", row -> new Act.StruckOff(row.by(), row.text("note"))),
            entry("withdrawn", row -> new Act.Withdrawn(row.text("reason"), row.by())));

    /**
     * The events of a file.
     *
     * @param tasks the ids that may stand there
     * @param unused gets the columns that are not read
     * @throws BadInput with the mistakes of all rows
     */
    static List<ListedEvent> read(InputFile file, List<String> tasks, List<String> unused) {
        var table = CsvTable.read(file, NEEDED, OPTIONAL);
        unused.addAll(table.unused());
        var known = new NameSuggestions(tasks);
        var ids = Set.copyOf(tasks);
        var mistakes = new Mistakes();
        var events = table.rows(mistakes, row -> event(row, ids, known));
        mistakes.throwIfAny();
        return events;
    }

    private static ListedEvent event(CsvTable.Row row, Set<String> ids, NameSuggestions known) {
        var wrong = new Mistakes();
        var task = row.field("task").orElse("");
        if (!ids.contains(task)) {
            wrong.add(row.mistake("task", "there is no task \"" + task + "\" on the list", known.cureFor(task)));
        }
        var type = row.field("type").orElse("").replaceFirst("^" + PREFIX.replace(".", "\\."), "");
        if (!ACTS.containsKey(type)) {
            var types = ACTS.keySet().stream().sorted().toList();
            wrong.add(row.mistake("type", "\"" + type + "\" is no event", new NameSuggestions(types).cureFor(type)));
        }
        var at = wrong.reading(() -> at(row));
        wrong.throwIfAny();
        return new ListedEvent(row, task, type, at.orElseThrow());
    }

    private static ListedTime at(CsvTable.Row row) {
        var ago = row.field("ago").map(text -> ListedTask.time(row, "ago", "-" + text));
        return row.field("at")
                .map(text -> ListedTask.time(row, "at", text))
                .or(() -> ago)
                .orElseThrow(() -> row.error("at", "the field is empty", ListedTime.CURE));
    }

    /**
     * What is done.
     *
     * @param frame that of the task's lead unit
     * @throws BadInput if a field that the event needs is missing or wrong
     */
    Act act(ListedTime.Frame frame) {
        var act = ACTS.get(type);
        if (act == null) {
            throw new IllegalStateException(type);
        }
        return act.apply(new Reading(row, frame));
    }

    /** A row on its way to an act. */
    private record Reading(CsvTable.Row row, ListedTime.Frame frame) {

        @Nullable
        String text(String column) {
            return row.field(column).orElse(null);
        }

        @Nullable
        String by() {
            return text("by");
        }

        String needed(String column) {
            return row.needed(column, "an event of this type needs one");
        }

        @Nullable
        Integer percent() {
            var text = row.field("percent");
            return text.isEmpty() ? null : percent(text.get());
        }

        private Integer percent(String text) {
            if (!text.matches("100|\\d{1,2}")) {
                throw row.error("percent", "\"" + text + "\" is no percentage", "write a number from 0 to 100");
            }
            return Integer.valueOf(text);
        }

        String deadline() {
            return ListedTask.time(row, "deadline", needed("deadline")).deadline(frame);
        }

        @Nullable
        String deadlineIfAny() {
            return row.field("deadline").isEmpty() ? null : deadline();
        }

        @Nullable
        Instant until() {
            return row.field("until")
                    .map(text -> ListedTask.time(row, "until", text).instant(frame))
                    .orElse(null);
        }
    }
}
