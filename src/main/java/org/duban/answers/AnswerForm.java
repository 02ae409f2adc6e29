package org.duban.answers;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.duban.files.Blank;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the page behind an answer asks for, and what its event says. */
record AnswerForm(Answer answer, Map<String, String> values) {

    static final int LONGEST_TEXT = 2_000;
    private static final int MOST_EVIDENCE = 20;
    private static final int LONGEST_LINK = 1_000;

    /** The names of the fields, in their order. */
    static List<String> fields(Answer answer) {
        return switch (answer) {
            case RECEIVED, STRUCK_OFF -> List.of("note");
            case PROGRESSED -> List.of("percent", "note");
            case EXTENSION_REQUESTED -> List.of("deadline", "reason");
            case SUBMITTED -> List.of("note", "evidence");
            case EXTENSION_GRANTED -> List.of("deadline", "note");
            case EXTENSION_DECLINED -> List.of("reason");
            case RETURNED -> List.of("reason", "deadline");
        };
    }

    static boolean required(Answer answer, String field) {
        return switch (field) {
            case "percent" -> true;
            case "deadline" -> answer != Answer.RETURNED;
            case "reason" -> true;
            default -> false;
        };
    }

    /**
     * By the names of fields what is wrong with them; what is asked here is what the ledger would refuse, in
     * words for readers.
     *
     * @param today where the lead unit sits
     */
    Map<String, AnswerFieldError> mistakes(Task task, LocalDate today) {
        var mistakes = new LinkedHashMap<String, AnswerFieldError>();
        for (var field : fields(answer)) {
            var mistake = mistake(field, value(field), task, today);
            if (mistake != null) {
                mistakes.put(field, mistake);
            }
        }
        return mistakes;
    }

    /** The event's data; without mistakes. */
    ObjectNode data(JsonMapper json, Task task, String by) {
        var data = json.createObjectNode().put("by", by);
        for (var field : fields(answer)) {
            var value = value(field);
            if (value.isEmpty()) {
                continue;
            }
            switch (field) {
                case "percent" -> data.put(field, Integer.parseInt(value));
                case "evidence" -> links().forEach(data.putArray(field)::add);
                case "deadline" -> data.put(field, deadline(task));
                default -> data.put(field, value);
            }
        }
        return data;
    }

    String value(String field) {
        return Blank.strip(values.getOrDefault(field, ""));
    }

    /** The day that was chosen; an office that agrees to the day that was asked for agrees to its hour, too. */
    private String deadline(Task task) {
        var asked = task.requestedDeadline();
        var value = value("deadline");
        return answer == Answer.EXTENSION_GRANTED && asked != null && asked.startsWith(value) ? asked : value;
    }

    private @Nullable AnswerFieldError mistake(String field, String value, Task task, LocalDate today) {
        if (value.isEmpty()) {
            return required(answer, field) ? AnswerFieldError.MISSING : null;
        }
        if (value.length() > LONGEST_TEXT) {
            return AnswerFieldError.LONG;
        }
        return switch (field) {
            case "percent" -> value.matches("100|\\d{1,2}") ? null : AnswerFieldError.PERCENT;
            case "deadline" -> deadlineMistake(value, task, today);
            case "evidence" ->
                links().count() <= MOST_EVIDENCE && links().allMatch(AnswerForm::isLink)
                        ? null
                        : AnswerFieldError.EVIDENCE;
            default -> null;
        };
    }

    private @Nullable AnswerFieldError deadlineMistake(String value, Task task, LocalDate today) {
        try {
            var date = LocalDate.parse(value);
            if (deadline(task).length() > value.length()) {
                return null;
            }
            if (answer != Answer.RETURNED && !date.isAfter(task.deadline().date())) {
                return AnswerFieldError.NOT_LATER;
            }
            if (answer != Answer.EXTENSION_REQUESTED
                    && date.isBefore(today)
                    && !date.equals(task.deadline().date())) {
                return AnswerFieldError.PAST;
            }
            return date.isAfter(later(task.deadline().date(), today).plusYears(10)) ? AnswerFieldError.FAR : null;
        } catch (DateTimeParseException e) {
            return AnswerFieldError.DATE;
        }
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private Stream<String> links() {
        return value("evidence").lines().map(String::strip).filter(line -> !line.isEmpty());
    }

    static boolean isLink(String text) {
        try {
            var uri = new URI(text);
            return uri.getHost() != null
                    && uri.getScheme() != null
                    && uri.getScheme().matches("https?")
                    && text.length() <= LONGEST_LINK;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
