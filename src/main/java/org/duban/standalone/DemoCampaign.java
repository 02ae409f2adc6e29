package org.duban.standalone;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.events.Envelope;
import org.duban.files.CsvTable;
import org.duban.files.InputFile;
import org.duban.files.Mistakes;

/** The tasks of the demo campaign and what has happened to some of them, as CloudEvents relative to an instant. */
final class DemoCampaign {

    private static final String SOURCE = "urn:duban:demo";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String LIST = "2026年双拥模范城创建";

    private static final List<String> OPTIONAL = List.of(
            "assisting_units",
            "policy",
            "points",
            "clause",
            "urgency",
            "assigned_ago",
            "by",
            "note",
            "reason",
            "percent",
            "deadline");

    private DemoCampaign() {}

    /**
     * A structured CloudEvent.
     *
     * @param taskId its subject, the key of its record
     * @param body its attributes and data as JSON would have them
     */
    record Event(String taskId, Map<String, Object> body) {}

    /** All events, those of one task together and in their order; their ids are the same at every call. */
    static List<Event> eventsAt(Instant now) {
        var later = rows("events.csv", List.of("task", "type", "ago")).stream()
                .collect(Collectors.groupingBy(row -> field(row, "task")));
        return rows("tasks.csv", List.of("id", "title", "lead_unit", "deadline")).stream()
                .flatMap(task -> Stream.concat(
                        Stream.of(assigned(task, now)),
                        numbered(later.getOrDefault(field(task, "id"), List.of()), now)))
                .toList();
    }

    private static Event assigned(CsvTable.Row task, Instant now) {
        var data = new LinkedHashMap<String, Object>();
        data.put("title", field(task, "title"));
        data.put("leadUnit", field(task, "lead_unit"));
        data.put("deadline", deadline(field(task, "deadline"), now));
        data.put("list", LIST);
        data.put("assistingUnits", words(field(task, "assisting_units")));
        data.put("policy", field(task, "policy"));
        data.put("points", Double.valueOf(field(task, "points")));
        data.put("clause", field(task, "clause"));
        data.put("urgency", field(task, "urgency"));
        return event(field(task, "id"), "assigned", 1, now.minus(Duration.parse(field(task, "assigned_ago"))), data);
    }

    private static Stream<Event> numbered(List<CsvTable.Row> rows, Instant now) {
        var events = new ArrayList<Event>();
        for (var row : rows) {
            events.add(event(
                    field(row, "task"),
                    field(row, "type"),
                    events.size() + 2,
                    now.minus(Duration.parse(field(row, "ago"))),
                    later(row, now)));
        }
        return events.stream();
    }

    private static Map<String, Object> later(CsvTable.Row row, Instant now) {
        var data = new LinkedHashMap<String, Object>();
        for (var column : List.of("by", "note", "reason")) {
            row.field(column).ifPresent(text -> data.put(column, text));
        }
        row.field("percent").ifPresent(text -> data.put("percent", Integer.valueOf(text)));
        row.field("deadline").ifPresent(text -> data.put("deadline", deadline(text, now)));
        return data;
    }

    private static Event event(String taskId, String type, int number, Instant time, Map<String, Object> data) {
        var envelope = new Envelope(taskId + "-" + number, SOURCE, "duban.task." + type, taskId, time);
        var body = new LinkedHashMap<String, Object>(envelope.attributes());
        body.put("datacontenttype", "application/json");
        body.put("data", data);
        return new Event(taskId, body);
    }

    /** {@code PT70S} is that instant, {@code P3D} the date three days on. */
    private static String deadline(String offset, Instant now) {
        return offset.startsWith("PT")
                ? now.plus(Duration.parse(offset)).toString()
                : now.atZone(ZONE).toLocalDate().plus(Period.parse(offset)).toString();
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(";"));
    }

    private static List<CsvTable.Row> rows(String file, List<String> needed) {
        var mistakes = new Mistakes();
        var rows = CsvTable.read(InputFile.of("classpath:demo/" + file), needed, OPTIONAL)
                .rows(mistakes, row -> row);
        mistakes.throwIfAny();
        return rows;
    }

    private static String field(CsvTable.Row row, String column) {
        return row.field(column).orElse("");
    }
}
