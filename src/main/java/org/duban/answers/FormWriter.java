package org.duban.answers;

import java.text.Collator;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duban.answers.AnswerPage.Choice;
import org.duban.answers.AnswerPage.Choices;
import org.duban.answers.AnswerPage.Field;
import org.duban.answers.AnswerPage.Form;
import org.duban.answers.links.Answer;
import org.duban.answers.links.AnswerField;
import org.duban.answers.links.AnswerGrant;
import org.duban.answers.links.FormOfAct;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/** Finds the words for the form of one answer. */
final class FormWriter {

    private final FormOfAct act;
    private final String unit;
    private final @Nullable Task task;
    private final UnitTree units;
    private final TaskWords says;

    /** @param task null if the ledger does not know it */
    FormWriter(AnswerGrant right, @Nullable Task task, UnitTree units, TaskWords says) {
        this(right.answer(), right.unit(), task, units, says);
    }

    /**
     * @param unit as which it is done
     * @param task null if the ledger does not know it
     */
    FormWriter(FormOfAct act, String unit, @Nullable Task task, UnitTree units, TaskWords says) {
        this.act = act;
        this.unit = unit;
        this.task = task;
        this.units = units;
        this.says = says;
    }

    /** @param values what has been written, by the names of fields */
    Form form(Map<String, String> values, Map<String, AnswerFieldError> mistakes) {
        return inWords(
                values,
                mistakes.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, mistake -> said(mistake.getValue()))));
    }

    String said(AnswerFieldError mistake) {
        return says.reasons.say(mistake.code());
    }

    Form inWords(Map<String, String> values, Map<String, String> mistakes) {
        var fields = act.fields().stream()
                .map(field -> field(field, values, mistakes.get(field.key())))
                .toList();
        return new Form(
                copy(values),
                fields,
                says.words.say("choice.none"),
                says.words.say("effect." + act.name() + variant()),
                says.words.say("button." + act.name()),
                grave());
    }

    private String copy(Map<String, String> values) {
        return task != null && act instanceof Answer answer && answer.office()
                ? AnswerService.copy(task)
                : values.getOrDefault("form", UUID.randomUUID().toString());
    }

    private boolean grave() {
        return switch (act.rule()) {
            case EXTENSION_DECLINED, RETURNED, WITHDRAWN -> true;
            default -> false;
        };
    }

    /** Whether an assisting unit reports, for which the lead unit answers. */
    private String variant() {
        var reports = act == Answer.PROGRESSED || act == Answer.SUBMITTED;
        return reports && task != null && task.assistingUnits().contains(unit) ? ".assisting" : "";
    }

    private Field field(AnswerField field, Map<String, String> values, @Nullable String mistake) {
        var key = field.key();
        var choices = choices(field);
        return new Field(
                key,
                says.words.say("field." + key + (key.equals("note") ? "" : "." + act.name())),
                kind(field, choices),
                values.getOrDefault(key, suggested(field).orElse("")),
                field.required(),
                hint(field, choices),
                earliest(field).map(LocalDate::toString).orElse(null),
                choices,
                mistake);
    }

    private static String kind(AnswerField field, List<Choices> choices) {
        return switch (field.kind()) {
            case TEXT -> "text";
            case LINE -> "line";
            case NUMBER -> "number";
            case DATE -> "date";
            case CHOICE -> choices.isEmpty() ? "line" : "choice";
        };
    }

    private @Nullable String hint(AnswerField field, List<Choices> choices) {
        return switch (field) {
            case EVIDENCE -> says.words.say("hint.evidence");
            case DEADLINE, NEW_DEADLINE -> task == null ? null : says.words.say("hint.deadline", says.deadline(task));
            case UNTIL -> says.words.say("hint.until");
            case LEADER -> says.words.say("hint.leader");
            case UNIT -> choices.isEmpty() ? says.words.say("hint.unit") : null;
            default -> null;
        };
    }

    private Optional<String> suggested(AnswerField field) {
        var asked = task == null ? null : task.requestedDeadline();
        return field == AnswerField.DEADLINE && act.grants() && asked != null
                ? Optional.of(asked.substring(0, Math.min(10, asked.length())))
                : Optional.empty();
    }

    /** The first day that can be chosen; one that was asked for can. */
    private Optional<LocalDate> earliest(AnswerField field) {
        if (task == null || field != AnswerField.DEADLINE) {
            return Optional.empty();
        }
        var after = task.deadline().date().plusDays(1);
        return Optional.of(suggested(field)
                .map(LocalDate::parse)
                .filter(asked -> asked.isBefore(after))
                .orElse(after));
    }

    /** The units that can be chosen, by the unit above them; empty where they are too many for a list. */
    private List<Choices> choices(AnswerField field) {
        var heirs = task == null || field != AnswerField.UNIT ? List.<Unit>of() : new Heirs(unit, task, units).all();
        if (heirs.isEmpty() || heirs.size() > Heirs.MOST_LISTED) {
            return List.of();
        }
        var collator = Collator.getInstance(says.words.locale());
        var byParent = heirs.stream()
                .collect(Collectors.groupingBy(this::above, () -> new TreeMap<>(collator), Collectors.toList()));
        return byParent.entrySet().stream()
                .map(entry -> new Choices(
                        entry.getKey(),
                        entry.getValue().stream()
                                .map(this::choice)
                                .sorted(Comparator.comparing(Choice::label, collator))
                                .toList()))
                .toList();
    }

    private String above(Unit unit) {
        return says.name(unit.parent() == null ? unit.code() : unit.parent());
    }

    private Choice choice(Unit unit) {
        return new Choice(unit.code(), says.words.say("choice.unit", says.name(unit.code()), unit.code()));
    }
}
