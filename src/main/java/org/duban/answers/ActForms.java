package org.duban.answers;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.duban.answers.links.AnswerField;
import org.duban.answers.links.FormOfAct;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.task.Task;
import org.duban.words.Languages;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The forms of acts on one task for pages of other rooms: the same fields, mistakes and words as behind the links of notices.
 * Values and mistakes go by the names of fields. Pure.
 */
public final class ActForms {

    private final Task task;
    private final UnitTree units;
    private final Instant now;
    private final ZoneId zone;
    private final TaskWords says;

    /**
     * @param units those that whoever acts may see: others are unknown to him
     * @param locale the language of the words
     */
    public ActForms(Task task, UnitTree units, Languages languages, Locale locale, Instant now) {
        this.task = task;
        this.units = units;
        this.now = now;
        this.zone = units.unit(task.leadUnit()).map(Unit::zone).orElse(ZoneOffset.UTC);
        this.says = new TaskWords(units, languages, locale, zone);
    }

    /** What it is called. */
    public String label(FormOfAct act) {
        return says.words.say("act." + act.name());
    }

    /**
     * @param by the unit as which it is done
     * @param mistakes what is wrong with each, in words
     */
    public AnswerPage.Form form(FormOfAct act, String by, Map<String, String> values, Map<String, String> mistakes) {
        return writer(act, by).inWords(values, mistakes);
    }

    /** What is wrong with what was written, in words; empty if nothing is. */
    public Map<String, String> mistakes(FormOfAct act, String by, Map<String, String> values) {
        var writer = writer(act, by);
        var mistakes = new LinkedHashMap<String, String>();
        new AnswerForm(act, values)
                .mistakes(against(by))
                .forEach((field, mistake) -> mistakes.put(field, writer.said(mistake)));
        return mistakes;
    }

    /** The data of the event that it becomes; without mistakes. */
    public ObjectNode data(FormOfAct act, String by, Map<String, String> values) {
        return new AnswerForm(act, values).data(JsonMapper.shared(), against(by));
    }

    /** All that was written: two presses that say the same are one event. */
    public static String written(FormOfAct act, Map<String, String> values) {
        return new AnswerForm(act, values).written();
    }

    /** The field that becomes this one of the event's data; empty if none does. */
    public static Optional<String> field(FormOfAct act, String data) {
        return act.fields().stream()
                .filter(field -> field.data().equals(data))
                .map(AnswerField::key)
                .findFirst();
    }

    /** Whether an office could hand the task over to anybody. */
    public boolean hasHeirs(String office) {
        return !new Heirs(office, task, units).all().isEmpty();
    }

    private FormWriter writer(FormOfAct act, String by) {
        return new FormWriter(act, by, task, units, says);
    }

    private AnswerForm.Against against(String by) {
        return new AnswerForm.Against(task, by, units, now.atZone(zone).toLocalDate());
    }
}
