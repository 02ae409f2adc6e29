package org.duban.plan.oracle;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.task.Act;
import org.duban.task.Matter;
import org.duban.task.TaskEvent;
import org.duban.task.Urgency;
import org.jspecify.annotations.Nullable;

/** Reads the events of an example: {@code { learned: …, time: …, type: progressed, percent: "40" }}. */
final class Acts {

    private Acts() {}

    static TaskEvent event(Map<String, Object> line, int number) {
        var learned = (String) line.get("learned");
        var time = Instant.parse((String) line.getOrDefault("time", learned));
        var type = (String) line.get("type");
        return new TaskEvent(
                "/example", "e-" + number, "duban.task." + type, Example.TASK, time, null, act(type, line), "{}");
    }

    private static Act act(String type, Map<String, Object> line) {
        return switch (type) {
            case "assigned" -> assigned(line);
            case "received" -> new Act.Received(text(line, "by"), null);
            case "progressed" -> new Act.Progressed(number(line, "percent"), null, text(line, "by"));
            case "extension-requested" ->
                new Act.ExtensionRequested(needed(line, "deadline"), "more time", text(line, "by"));
            case "extension-granted" -> new Act.ExtensionGranted(needed(line, "deadline"), null, text(line, "by"));
            case "extension-declined" -> new Act.ExtensionDeclined("no", text(line, "by"));
            case "held" -> new Act.Held("flood", instant(line, "until"), text(line, "by"));
            case "resumed" -> new Act.Resumed("dry", text(line, "by"));
            case "submitted" -> new Act.Submitted(text(line, "by"), null, List.of());
            case "returned" -> new Act.Returned("not done", text(line, "deadline"), text(line, "by"));
            case "struck-off" -> new Act.StruckOff(text(line, "by"), null);
            case "withdrawn" -> new Act.Withdrawn("moot", text(line, "by"));
            case "reopened" -> new Act.Reopened("by mistake", text(line, "by"));
            case "instructed" -> new Act.Instructed("see to it", null, text(line, "by"));
            case "amended" -> amended(line);
            default -> throw new IllegalArgumentException("no event " + type);
        };
    }

    private static Act assigned(Map<String, Object> line) {
        return new Act.Assigned(
                new Matter(
                        "Repair the school roof",
                        null,
                        null,
                        null,
                        null,
                        Optional.ofNullable(text(line, "urgency"))
                                .map(Urgency::valueOf)
                                .orElse(Urgency.NORMAL),
                        null),
                needed(line, "leadUnit"),
                Optional.ofNullable(texts(line, "assistingUnits")).orElse(List.of()),
                needed(line, "deadline"),
                Optional.ofNullable(text(line, "policy")).orElse(Example.POLICY),
                Optional.ofNullable(amounts(line)).orElse(Map.of()),
                text(line, "by"));
    }

    private static Act amended(Map<String, Object> line) {
        return new Act.Amended(
                new Matter.Rewording(
                        null,
                        null,
                        null,
                        null,
                        null,
                        Optional.ofNullable(text(line, "urgency"))
                                .map(Urgency::valueOf)
                                .orElse(null),
                        null),
                text(line, "leadUnit"),
                texts(line, "assistingUnits"),
                text(line, "deadline"),
                text(line, "policy"),
                amounts(line),
                text(line, "by"));
    }

    private static String needed(Map<String, Object> line, String field) {
        return Optional.ofNullable(text(line, field))
                .orElseThrow(() -> new IllegalArgumentException(line + " has no " + field));
    }

    private static @Nullable String text(Map<String, Object> line, String field) {
        return (String) line.get(field);
    }

    private static @Nullable Integer number(Map<String, Object> line, String field) {
        return line.containsKey(field) ? Integer.valueOf(needed(line, field)) : null;
    }

    private static @Nullable Instant instant(Map<String, Object> line, String field) {
        return line.containsKey(field) ? Instant.parse(needed(line, field)) : null;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Map<String, String> amounts(Map<String, Object> line) {
        return (Map<String, String>) line.get("amounts");
    }

    @SuppressWarnings("unchecked")
    private static @Nullable List<String> texts(Map<String, Object> line, String field) {
        return (List<String>) line.get(field);
    }
}
