package org.duban.answers;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.duban.answers.AnswerPage.Banner;
import org.duban.answers.AnswerPage.Form;
import org.duban.answers.AnswerPage.Link;
import org.duban.answers.links.AnswerGrant;
import org.duban.directory.UnitTree;
import org.duban.reasons.Reason;
import org.duban.task.Task;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/** Finds the words for the page behind one link, in the language of the unit that the notice told. */
final class AnswerPages {

    static final String BUNDLE = "answers";

    private final AnswerGrant right;
    private final @Nullable Task task;
    private final @Nullable String back;
    private final UnitTree units;
    private final TaskWords says;
    private final Words words;

    /**
     * @param back where the reader can do more: on the page of the task for an office in charge, or else on that of the whole letter from
     *     which it comes; null if it comes from a mail
     */
    AnswerPages(
            AnswerGrant right,
            @Nullable Task task,
            @Nullable String back,
            UnitTree units,
            Languages languages,
            Locale otherwise) {
        this.right = right;
        this.task = task;
        this.back = back;
        this.units = units;
        this.says = new TaskWords(right.unit(), units, languages, otherwise);
        this.words = says.words;
    }

    /** The page of a link that nobody sealed, in the language of the browser. */
    /** Why something may not be, in words. */
    String said(Reason why) {
        return why.in(says.reasons);
    }

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
        if (refused != null) {
            return form(
                    values,
                    mistakes,
                    new Banner("bad", words.say("refused.title"), words.say("refused.text", refused)));
        }
        return form(
                values, mistakes, mistakes.isEmpty() ? null : banner("bad", "wrong", String.valueOf(mistakes.size())));
    }

    /** Once more, as something else has happened to the task since the form was shown; what was written stays. */
    AnswerPage changed(Map<String, String> values) {
        return form(values, Map.of(), banner("bad", "changed", ""));
    }

    private AnswerPage form(
            Map<String, String> values, Map<String, AnswerFieldError> mistakes, @Nullable Banner banner) {
        var form = new FormWriter(right, task, units, says).form(values, mistakes);
        return page(words.say("asked." + right.answer(), unitName()), banner, form, 0);
    }

    AnswerPage hindered(AnswerRefusal hindrance, Optional<Instant> recorded) {
        return page(null, new RefusalWords(says, units).banner(right, task, hindrance, recorded), null, 0);
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
                task == null ? List.of() : says.facts(task),
                form,
                refresh,
                back == null ? null : new Link(words.say(right.answer().office() ? "office.back" : "all.back"), back),
                words.say("footer", unitName(), says.time(right.until())));
    }

    private Banner banner(String tone, String key, String value) {
        return new Banner(tone, words.say(key + ".title", value), words.say(key + ".text", value));
    }

    private String unitName() {
        return says.name(right.unit());
    }
}
