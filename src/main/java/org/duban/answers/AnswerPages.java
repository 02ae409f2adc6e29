package org.duban.answers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duban.answers.AnswerPage.Banner;
import org.duban.answers.AnswerPage.Fact;
import org.duban.answers.AnswerPage.Field;
import org.duban.answers.AnswerPage.Form;
import org.duban.answers.AnswerPage.Link;
import org.duban.directory.UnitTree;
import org.duban.task.ActRights;
import org.duban.task.Task;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/** Finds the words for the page behind one link, in the language of the unit that the notice told. */
final class AnswerPages {

    static final String BUNDLE = "answers";

    private static final int MOST_NAMED = 3;

    private final AnswerGrant right;
    private final @Nullable Task task;
    private final @Nullable String letter;
    private final UnitTree units;
    private final TaskWords says;
    private final Words words;

    /** @param letter where the whole letter is answered from which the reader comes; null if from a mail */
    AnswerPages(
            AnswerGrant right,
            @Nullable Task task,
            @Nullable String letter,
            UnitTree units,
            Languages languages,
            Locale otherwise) {
        this.right = right;
        this.task = task;
        this.letter = letter;
        this.units = units;
        this.says = new TaskWords(right.unit(), units, languages, otherwise);
        this.words = says.words;
    }

    /** The page of a link that nobody sealed, in the language of the browser. */
    static AnswerPage broken(Words words) {
        return new AnswerPage(
                words.lang(),
                words.say("product"),
                words.say("broken.heading"),
                null,
                new Banner("bad", words.say("broken.title"), words.say("broken.text")),
                List.of(),
                null,
                0,
                null,
                null);
    }

    AnswerPage form(Map<String, String> values, Map<String, AnswerFieldError> mistakes, @Nullable String refused) {
        var banner = refused == null
                ? mistakes.isEmpty() ? null : banner("bad", "wrong", String.valueOf(mistakes.size()))
                : new Banner("bad", words.say("refused.title"), words.say("refused.text", refused));
        var fields = AnswerForm.fields(right.answer()).stream()
                .map(name -> field(name, values, mistakes.get(name)))
                .toList();
        var copy = values.getOrDefault("form", UUID.randomUUID().toString());
        var answer = right.answer().name();
        var form = new Form(
                copy,
                fields,
                words.say("effect." + answer + (ownPart() ? ".assisting" : "")),
                words.say("button." + answer),
                right.answer() == Answer.EXTENSION_DECLINED || right.answer() == Answer.RETURNED);
        return page(words.say("asked." + answer, unitName()), banner, form, 0);
    }

    AnswerPage hindered(AnswerRefusal hindrance, Optional<Instant> recorded) {
        var tone = hindrance == AnswerRefusal.ANSWERED || hindrance == AnswerRefusal.SIGNED ? "good" : "bad";
        var value = hindrance == AnswerRefusal.NOT_YOURS
                ? whoMay()
                : recorded.map(at -> says.time(at)).orElse("");
        var title = says.reasons.say(hindrance.code());
        return page(null, new Banner(tone, title, words.say("hindrance." + hindrance + ".text", value)), null, 0);
    }

    /** Who could answer instead, by name. */
    private String whoMay() {
        var who = task == null
                ? List.<String>of()
                : new ActRights(units).who(right.answer().rule(), task);
        return who.stream().limit(MOST_NAMED).map(says::name).collect(Collectors.joining(words.say("list.comma")));
    }

    /** Whether an assisting unit reports, for which the lead unit answers. */
    private boolean ownPart() {
        var reports = right.answer() == Answer.PROGRESSED || right.answer() == Answer.SUBMITTED;
        return reports && task != null && task.assistingUnits().contains(right.unit());
    }

    AnswerPage recorded(Instant at) {
        return page(null, banner("good", "recorded", says.time(at)), null, 0);
    }

    AnswerPage waiting(boolean lookAgain) {
        return page(null, banner("wait", "waiting", ""), null, lookAgain ? 2 : 0);
    }

    AnswerPage notTaken() {
        return page(null, banner("bad", "not-taken", ""), null, 0);
    }

    private AnswerPage page(@Nullable String asked, @Nullable Banner banner, @Nullable Form form, int refresh) {
        return new AnswerPage(
                words.lang(),
                words.say("product"),
                words.say("heading." + right.answer()),
                asked,
                banner,
                facts(),
                form,
                refresh,
                letter == null ? null : new Link(words.say("all.back"), letter),
                words.say("footer", unitName(), says.time(right.until())));
    }

    private Banner banner(String tone, String key, String value) {
        return new Banner(tone, words.say(key + ".title", value), words.say(key + ".text", value));
    }

    private List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        if (task != null) {
            facts.add(fact("task", task.matter().title()));
            if (task.matter().description() != null) {
                facts.add(fact("description", task.matter().description()));
            }
            facts.add(fact("lead-unit", says.name(task.leadUnit())));
            facts.add(fact("deadline", says.deadline(task)));
            facts.add(fact("status", says.status(task)));
            says.progress(task).ifPresent(percent -> facts.add(fact("progress", percent)));
            if (task.request() != null) {
                facts.add(fact("requested", says.day(task.request().deadline())));
                facts.add(fact("asker", says.name(units.present(task.asker()).orElse(task.asker()))));
                if (task.request().reason() != null) {
                    facts.add(fact("reason", task.request().reason()));
                }
            }
            facts.addAll(says.completion(task));
            facts.addAll(says.standing(task));
            facts.add(fact("id", task.id()));
        }
        return facts;
    }

    private Fact fact(String key, String value) {
        return new Fact(words.say("fact." + key), value);
    }

    private Field field(String name, Map<String, String> values, @Nullable AnswerFieldError mistake) {
        var answer = right.answer();
        var kind = name.equals("percent") ? "number" : name.equals("deadline") ? "date" : "text";
        var label = words.say("field." + name + (name.equals("note") ? "" : "." + answer));
        var hint = name.equals("evidence") ? words.say("hint.evidence") : null;
        return new Field(
                name,
                label,
                kind,
                values.getOrDefault(name, suggested(name)),
                AnswerForm.required(answer, name),
                hint,
                name.equals("deadline") ? earliest(answer) : null,
                mistake == null ? null : says.reasons.say(mistake.code()));
    }

    private String suggested(String name) {
        var asked = task == null ? null : task.requestedDeadline();
        return name.equals("deadline") && right.answer() == Answer.EXTENSION_GRANTED && asked != null
                ? asked.substring(0, Math.min(10, asked.length()))
                : "";
    }

    /** The first day that can be chosen; one that was asked for can. */
    private @Nullable String earliest(Answer answer) {
        if (task == null || answer == Answer.RETURNED) {
            return null;
        }
        var after = task.deadline().date().plusDays(1).toString();
        var asked = suggested("deadline");
        return asked.isEmpty() || asked.compareTo(after) > 0 ? after : asked;
    }

    private String unitName() {
        return says.name(right.unit());
    }
}
