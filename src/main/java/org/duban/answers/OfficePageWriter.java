package org.duban.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.duban.answers.AnswerPage.Banner;
import org.duban.answers.AnswerPage.Fact;
import org.duban.answers.AnswerPage.Link;
import org.duban.answers.OfficePage.Act;
import org.duban.answers.OfficePage.Writing;
import org.duban.answers.links.Answer;
import org.duban.answers.links.AnswerGrant;
import org.duban.directory.UnitTree;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/** Finds the words for the page on which an office in charge acts on one task, in the language of the office. */
final class OfficePageWriter {

    private final LetterGrants.Letter letter;
    private final AskedTask asked;
    private final UnitTree units;
    private final TaskWords says;
    private final UnitMail mail;
    private final Function<AnswerGrant, String> paths;

    /** @param paths where each act is done */
    OfficePageWriter(
            LetterGrants.Letter letter,
            AskedTask asked,
            UnitTree units,
            TaskWords says,
            UnitMail mail,
            Function<AnswerGrant, String> paths) {
        this.letter = letter;
        this.asked = asked;
        this.units = units;
        this.says = says;
        this.mail = mail;
        this.paths = paths;
    }

    /** @param back to the page of the letter from which the reader comes; null if from a mail */
    OfficePage page(@Nullable String back) {
        var task = asked.task();
        var closed = asked.closed();
        return new OfficePage(
                says.words.lang(),
                says.words.say("product"),
                says.words.say("office.heading"),
                asked(),
                closed.map(this::refused).orElse(null),
                task == null ? List.of() : facts(task),
                task == null ? List.of() : acts(task),
                task == null || closed.isPresent() ? null : writing(task),
                back == null ? null : new Link(says.words.say("all.back"), back),
                says.words.say("footer", says.name(letter.unit()), says.time(letter.until())));
    }

    private @Nullable String asked() {
        if (asked.closed().isEmpty()) {
            return says.words.say("office.asked", says.name(letter.unit()));
        }
        return asked.acts().isEmpty() ? null : says.words.say("office.closed", says.name(letter.unit()));
    }

    private Banner refused(AnswerRefusal hindrance) {
        var first = asked.charge().get(0).grant();
        return new RefusalWords(says, units).banner(first, asked.task(), hindrance, Optional.empty());
    }

    private List<Fact> facts(Task task) {
        var facts = new ArrayList<>(says.facts(task));
        says.alsoTold(asked.told().alsoTold()).ifPresent(facts::add);
        return facts;
    }

    private List<Act> acts(Task task) {
        return asked.acts().stream()
                .filter(grant -> grant.answer() != Answer.HANDED_OVER
                        || !new Heirs(grant.unit(), task, units).all().isEmpty())
                .map(grant -> act(grant, task))
                .toList();
    }

    private Act act(AnswerGrant grant, Task task) {
        var name = grant.answer().name();
        return new Act(
                name,
                says.words.say("act." + name),
                says.words.say("brief." + name),
                paths.apply(grant),
                new FormWriter(grant, task, units, says).form(Map.of(), Map.of()));
    }

    private Writing writing(Task task) {
        var to = mail.addresses();
        return new Writing(
                says.words.say("write.label"),
                says.words.say("write.brief"),
                says.words.say(
                        to.isEmpty() ? "write.nobody" : "write.text",
                        says.name(task.leadUnit()),
                        String.join(says.words.say("list.comma"), to)),
                to.isEmpty() ? null : new Link(says.words.say("write.button"), mail.link(subject(task))));
    }

    /** Whoever reads it knows the task by its number. */
    private String subject(Task task) {
        var number = task.number();
        return says.words.say(
                "write.subject", UnitMail.shortened(task.matter().title()), number == null ? task.id() : number);
    }
}
