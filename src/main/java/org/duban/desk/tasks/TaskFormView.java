package org.duban.desk.tasks;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.duban.desk.TaskLines;
import org.duban.desk.tasks.ActsView.As;
import org.duban.desk.tasks.TaskFormPage.Field;
import org.duban.desk.tasks.TaskFormPage.Option;
import org.duban.desk.tasks.TaskFormPage.Plan;
import org.duban.desk.tasks.TaskPage.Foretold;
import org.duban.policy.Policy;
import org.duban.rulebook.Rulebook;
import org.duban.task.Urgency;
import org.duban.timeline.PlanPreview;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * Finds the words for the form of a task.
 *
 * @param mistakes by the names of fields, in words
 * @param said what was understood of the deadline, one a line
 */
record TaskFormView(TaskLines lines, Rulebook rules, TaskForm form, Map<String, String> mistakes, List<String> said) {

    private Words words() {
        return lines.words();
    }

    List<Field> fields(Collection<String> names) {
        return names.stream().map(this::field).toList();
    }

    private Field field(String name) {
        var hint = "hint." + name;
        return new Field(
                name,
                words().say("field." + name),
                kind(name),
                form.value(name),
                List.of("title", TaskForm.LEAD, TaskForm.DEADLINE).contains(name),
                words().knows(hint) ? words().say(hint) : null,
                name.equals(TaskForm.DEADLINE) ? said : List.of(),
                options(name),
                mistakes.get(name));
    }

    private static String kind(String name) {
        return switch (name) {
            case "title", "description", TaskForm.ASSISTING -> "text";
            case TaskForm.LEAD -> "unit";
            case TaskForm.POLICY, TaskForm.URGENCY -> "choice";
            default -> "line";
        };
    }

    private List<Option> options(String name) {
        return switch (name) {
            case TaskForm.POLICY ->
                rules.policies().all().stream()
                        .map(Policy::name)
                        .map(policy -> option(name, policy, policy, TaskFormReader.USUAL_POLICY))
                        .toList();
            case TaskForm.URGENCY ->
                Stream.of(Urgency.values())
                        .map(Enum::name)
                        .map(urgency -> option(name, urgency, words().say("urgency." + urgency), Urgency.NORMAL.name()))
                        .toList();
            default -> List.of();
        };
    }

    private Option option(String field, String value, String label, String usual) {
        var chosen = form.value(field).isEmpty() ? usual : form.value(field);
        return new Option(value, label, value.equals(chosen));
    }

    List<As> as(List<String> units, String chosen) {
        return units.stream()
                .map(unit -> new As(unit, lines.name(unit), unit.equals(chosen)))
                .toList();
    }

    Plan plan(PlanPreview preview, ZoneId zone) {
        return new Plan(
                preview.steps().stream().map(step -> foretold(step, zone)).toList(),
                preview.skipped().stream()
                        .map(skipped -> words().say(
                                        "plan.skipped",
                                        words().time(skipped.instant().atZone(zone)),
                                        skipped.label(),
                                        skipped.why()))
                        .toList());
    }

    private Foretold foretold(PlanPreview.Step step, ZoneId zone) {
        return new Foretold(
                words().time(step.instant().atZone(zone)),
                step.label(),
                words().say("kind." + step.kind()),
                step.readers().stream()
                        .map(reader -> TaskPageMaker.reader(lines, reader)
                                + (reader.addresses().isEmpty()
                                        ? ""
                                        : " <" + String.join(", ", reader.addresses()) + ">"))
                        .toList(),
                remark(step));
    }

    private @Nullable String remark(PlanPreview.Step step) {
        var remarks = new ArrayList<String>();
        Optional.ofNullable(step.day().moved()).ifPresent(remarks::add);
        Optional.ofNullable(step.every()).ifPresent(every -> remarks.add(words().say("plan.every")));
        Optional.ofNullable(step.condition()).ifPresent(condition -> remarks.add(words().say("plan.condition")));
        if (step.unconfirmed()) {
            remarks.add(words().say("task.unconfirmed"));
        }
        return remarks.isEmpty() ? null : String.join(" ", remarks);
    }
}
