package org.duban.answers;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.answers.links.AnswerField;
import org.duban.answers.links.FormOfAct;
import org.duban.directory.UnitTree;
import org.duban.files.Blank;
import org.duban.task.ActRule;
import org.duban.task.Task;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the page behind an answer asks for, and what its event says. */
record AnswerForm(FormOfAct answer, Map<String, String> values) {

    static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_COPY = 64;
    private static final int MOST_EVIDENCE = 20;
    private static final int LONGEST_LINK = 1_000;

    /**
     * What an answer is held against.
     *
     * @param by the unit that gives it
     * @param today where the lead unit sits
     */
    record Against(Task task, String by, UnitTree units, LocalDate today) {
        Heirs heirs() {
            return new Heirs(by, task, units);
        }
    }

    /** Whether the copy of a form that was posted can be one of ours: whoever posts another has not seen what it does. */
    static boolean shown(String copy) {
        return !copy.isEmpty() && copy.length() <= LONGEST_COPY;
    }

    /**
     * By the names of fields what is wrong with them; what is asked here is what the ledger would refuse, in
     * words for readers.
     */
    Map<String, AnswerFieldError> mistakes(Against against) {
        var mistakes = new LinkedHashMap<String, AnswerFieldError>();
        for (var field : answer.fields()) {
            mistake(field, value(field.key()), against).ifPresent(mistake -> mistakes.put(field.key(), mistake));
        }
        return mistakes;
    }

    /** The event's data; without mistakes. */
    ObjectNode data(JsonMapper json, Against against) {
        var data = json.createObjectNode().put("by", against.by);
        for (var field : answer.fields()) {
            var value = value(field.key());
            if (value.isEmpty()) {
                continue;
            }
            switch (field) {
                case PERCENT -> data.put(field.data(), Integer.parseInt(value));
                case EVIDENCE -> links().forEach(data.putArray(field.data())::add);
                case DEADLINE, NEW_DEADLINE -> data.put(field.data(), deadline(against.task));
                case UNIT -> data.put(field.data(), against.heirs().code(value));
                case NOTE, NOTE_AS_REASON, REASON, REASON_AS_NOTE, WHY, UNTIL, INSTRUCTION, LEADER ->
                    data.put(field.data(), value);
            }
        }
        return data;
    }

    /** All that was written, in the order of the fields. */
    String written() {
        return answer.fields().stream().map(field -> value(field.key())).collect(Collectors.joining("\n"));
    }

    String value(String field) {
        return Blank.strip(values.getOrDefault(field, ""));
    }

    /** The day that was chosen; an office that agrees to the day that was asked for agrees to its hour, too. */
    private String deadline(Task task) {
        var asked = task.requestedDeadline();
        var value = value("deadline");
        return answer.grants() && asked != null && asked.startsWith(value) ? asked : value;
    }

    private Optional<AnswerFieldError> mistake(AnswerField field, String value, Against against) {
        if (value.isEmpty()) {
            return field.required() ? Optional.of(AnswerFieldError.MISSING) : Optional.empty();
        }
        if (value.length() > LONGEST_TEXT) {
            return Optional.of(AnswerFieldError.LONG);
        }
        return switch (field) {
            case PERCENT -> unless(value.matches("100|\\d{1,2}"), AnswerFieldError.PERCENT);
            case DEADLINE, NEW_DEADLINE -> date(value).or(() -> deadlineMistake(value, against));
            case UNTIL -> date(value).or(() -> untilMistake(LocalDate.parse(value), against.today));
            case EVIDENCE ->
                unless(
                        links().count() <= MOST_EVIDENCE && links().allMatch(AnswerForm::isLink),
                        AnswerFieldError.EVIDENCE);
            case UNIT -> against.heirs().mistake(value);
            case LEADER -> unless(value.length() <= LONGEST_NAME, AnswerFieldError.LONG_NAME);
            case NOTE, NOTE_AS_REASON, REASON, REASON_AS_NOTE, WHY, INSTRUCTION -> Optional.empty();
        };
    }

    private static Optional<AnswerFieldError> unless(boolean right, AnswerFieldError mistake) {
        return right ? Optional.empty() : Optional.of(mistake);
    }

    private static Optional<AnswerFieldError> date(String value) {
        try {
            var year = LocalDate.parse(value).getYear();
            return unless(year > 0 && year < 10_000, AnswerFieldError.DATE);
        } catch (DateTimeParseException e) {
            return Optional.of(AnswerFieldError.DATE);
        }
    }

    private Optional<AnswerFieldError> deadlineMistake(String value, Against against) {
        var date = LocalDate.parse(value);
        var present = against.task.deadline().date();
        if (deadline(against.task).length() > value.length()) {
            return Optional.empty();
        }
        if (answer.fields().contains(AnswerField.DEADLINE) && !date.isAfter(present)) {
            return Optional.of(AnswerFieldError.NOT_LATER);
        }
        if (answer.rule() != ActRule.EXTENSION_REQUESTED && date.isBefore(against.today) && !date.equals(present)) {
            return Optional.of(AnswerFieldError.PAST);
        }
        return unless(!date.isAfter(later(present, against.today).plusYears(10)), AnswerFieldError.FAR);
    }

    private static Optional<AnswerFieldError> untilMistake(LocalDate until, LocalDate today) {
        return until.isAfter(today)
                ? unless(until.isBefore(today.plusYears(10)), AnswerFieldError.FAR)
                : Optional.of(AnswerFieldError.PAST);
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
