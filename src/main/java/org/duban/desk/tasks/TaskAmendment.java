package org.duban.desk.tasks;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.duban.desk.TaskLines;
import org.duban.desk.tasks.TaskFormReader.Read;
import org.duban.desk.tasks.TaskPage.Fact;
import org.duban.directory.Unit;
import org.duban.task.Deadline;
import org.duban.task.Task;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a form changes of a task: only that goes into its event. Pure. */
record TaskAmendment(Task task, Read read, Words words, TaskLines lines) {

    /** What an event can replace and not take away. */
    private static final List<String> KEPT = List.of("list", "clause", "points", "url");

    /** The form of a task as it is. */
    static TaskForm form(Task task, TypedUnits units, TaskLines lines) {
        var matter = task.matter();
        var values = new LinkedHashMap<String, String>();
        values.put("title", matter.title());
        values.put("description", Objects.toString(matter.description(), ""));
        values.put("list", Objects.toString(matter.list(), ""));
        values.put("clause", Objects.toString(matter.clause(), ""));
        values.put("points", points(matter.points()));
        values.put("url", Objects.toString(matter.url(), ""));
        values.put(TaskForm.POLICY, task.supervision().policy());
        values.put(TaskForm.URGENCY, matter.urgency().name());
        values.put(TaskForm.ASSISTING, units.typed(task.assistingUnits()));
        values.put(
                TaskForm.DEADLINE,
                TaskFormReader.typed(task.deadline().date(), task.deadline().at(), lines.zone(task)));
        return new TaskForm(values);
    }

    private static String points(@Nullable Double points) {
        return points == null
                ? ""
                : BigDecimal.valueOf(points).stripTrailingZeros().toPlainString();
    }

    /** The data of its event, but for who amends; empty where nothing changes. */
    ObjectNode data() {
        var data = JsonMapper.shared().createObjectNode();
        var written = read.data();
        TaskForm.AMENDED.stream().filter(field -> changed(field, written)).forEach(field -> {
            var value = written.get(field);
            if (value != null) {
                data.set(field, value);
            } else if (field.equals(TaskForm.ASSISTING)) {
                data.putArray(field);
            } else {
                data.put(field, "");
            }
        });
        return data;
    }

    private boolean changed(String field, ObjectNode written) {
        if (read.mistakes().containsKey(field)) {
            return false;
        }
        var value = written.path(field);
        return switch (field) {
            case "points" ->
                value.isNumber()
                        && (task.matter().points() == null
                                || value.decimalValue()
                                                .compareTo(BigDecimal.valueOf(
                                                        task.matter().points()))
                                        != 0);
            case TaskForm.ASSISTING -> !texts(value).equals(task.assistingUnits());
            case TaskForm.DEADLINE -> value.isString() && !same(Deadline.parse(value.asString(), zone()));
            case "description" -> !value.asString("").equals(before(field));
            default -> value.isString() && !value.asString().equals(before(field));
        };
    }

    private boolean same(Deadline other) {
        return task.deadline().at() == null
                ? task.deadline().equals(other)
                : other.at() != null && typed(task.deadline()).equals(typed(other));
    }

    private String typed(Deadline deadline) {
        return TaskFormReader.typed(deadline.date(), deadline.at(), zone());
    }

    private ZoneId zone() {
        return lines.units().unit(task.leadUnit()).map(Unit::zone).orElse(ZoneOffset.UTC);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private String before(String field) {
        var matter = task.matter();
        var value = switch (field) {
            case "title" -> matter.title();
            case "description" -> matter.description();
            case "list" -> matter.list();
            case "clause" -> matter.clause();
            case "points" -> points(matter.points());
            case "url" -> matter.url();
            case TaskForm.POLICY -> task.supervision().policy();
            case TaskForm.URGENCY -> matter.urgency().name();
            default -> "";
        };
        return Objects.toString(value, "");
    }

    /** What is to be taken away and cannot be, by the names of fields, in words. */
    Map<String, String> emptied(TaskForm form) {
        return KEPT.stream()
                .filter(field -> form.value(field).isEmpty() && !before(field).isEmpty())
                .collect(Collectors.toMap(field -> field, field -> words.say("write.kept", before(field))));
    }

    /** What changes, as it was and as it will be. */
    List<Fact> changes() {
        var changes = new ArrayList<Fact>();
        data().properties().forEach(change -> {
            var field = change.getKey();
            var was = switch (field) {
                case TaskForm.DEADLINE -> lines.deadline(task);
                case TaskForm.ASSISTING -> names(task.assistingUnits());
                default -> shown(field, before(field));
            };
            changes.add(new Fact(
                    words.say("field." + field),
                    List.of(words.say("amend.from-to", filled(was), filled(now(field, change.getValue()))))));
        });
        return changes;
    }

    private String now(String field, JsonNode value) {
        return switch (field) {
            case TaskForm.DEADLINE -> {
                var deadline = Deadline.parse(value.asString(), zone());
                var at = deadline.at();
                yield at == null ? words.day(deadline.date()) : lines.time(at, task);
            }
            case TaskForm.ASSISTING -> names(texts(value));
            case "points" -> value.decimalValue().stripTrailingZeros().toPlainString();
            default -> shown(field, value.asString());
        };
    }

    private String shown(String field, String value) {
        return field.equals(TaskForm.URGENCY) ? words.say("urgency." + value) : value;
    }

    private String filled(String value) {
        return value.isEmpty() ? words.say("amend.nothing") : value;
    }

    private String names(List<String> codes) {
        return codes.stream().map(lines::name).collect(Collectors.joining(words.say("list.separator")));
    }
}
