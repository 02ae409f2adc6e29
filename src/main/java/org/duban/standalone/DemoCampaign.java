package org.duban.standalone;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

/** The tasks of the demo campaign and what has happened to some of them, as CloudEvents relative to an instant. */
final class DemoCampaign {

    private static final String SOURCE = "urn:duban:demo";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String LIST = "2026年双拥模范城创建";

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
        var later = rows("demo/events.csv").stream().collect(Collectors.groupingBy(row -> row.getField("task")));
        return rows("demo/tasks.csv").stream()
                .flatMap(task -> Stream.concat(
                        Stream.of(assigned(task, now)),
                        numbered(later.getOrDefault(task.getField("id"), List.of()), now)))
                .toList();
    }

    private static Event assigned(NamedCsvRecord task, Instant now) {
        var data = new LinkedHashMap<String, Object>();
        data.put("title", task.getField("title"));
        data.put("leadUnit", task.getField("lead_unit"));
        data.put("deadline", deadline(task.getField("deadline"), now));
        data.put("list", LIST);
        data.put("assistingUnits", words(task.getField("assisting_units")));
        data.put("policy", task.getField("policy"));
        data.put("points", Double.valueOf(task.getField("points")));
        data.put("clause", task.getField("clause"));
        data.put("urgency", task.getField("urgency"));
        return event(
                task.getField("id"), "assigned", 1, now.minus(Duration.parse(task.getField("assigned_ago"))), data);
    }

    private static Stream<Event> numbered(List<NamedCsvRecord> rows, Instant now) {
        var events = new ArrayList<Event>();
        for (var row : rows) {
            events.add(event(
                    row.getField("task"),
                    row.getField("type"),
                    events.size() + 2,
                    now.minus(Duration.parse(row.getField("ago"))),
                    later(row, now)));
        }
        return events.stream();
    }

    private static Map<String, Object> later(NamedCsvRecord row, Instant now) {
        var data = new LinkedHashMap<String, Object>();
        for (var field : List.of("by", "note", "reason")) {
            if (!row.getField(field).isEmpty()) {
                data.put(field, row.getField(field));
            }
        }
        if (!row.getField("percent").isEmpty()) {
            data.put("percent", Integer.valueOf(row.getField("percent")));
        }
        if (!row.getField("deadline").isEmpty()) {
            data.put("deadline", deadline(row.getField("deadline"), now));
        }
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

    private static List<NamedCsvRecord> rows(String resource) {
        try (var csv =
                CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(open(resource), StandardCharsets.UTF_8))) {
            return csv.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        var in = DemoCampaign.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(resource + " is missing from the class path");
        }
        return in;
    }
}
