package org.duban.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.duban.answers.AnswerPage.Banner;
import org.duban.answers.AnswerPage.Fact;
import org.duban.answers.LetterAnswersPage.Act;
import org.duban.answers.LetterAnswersPage.Row;
import org.duban.answers.LetterAnswersPage.Signing;
import org.duban.answers.links.Answer;
import org.duban.answers.links.AnswerGrant;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/** Finds the words for the page of one letter, in the language of the unit that it told. */
final class LetterAnswersWriter {

    private static final int LONGEST_DESCRIPTION = 80;

    private final LetterGrants.Letter letter;
    private final List<AskedTask> tasks;
    private final TaskWords says;
    private final Function<AnswerGrant, String> paths;
    private final Function<String, String> taskPaths;

    /**
     * @param paths where each answer is given
     * @param taskPaths where an office in charge acts on each task
     */
    LetterAnswersWriter(
            LetterGrants.Letter letter,
            List<AskedTask> tasks,
            TaskWords says,
            Function<AnswerGrant, String> paths,
            Function<String, String> taskPaths) {
        this.letter = letter;
        this.tasks = tasks;
        this.says = says;
        this.paths = paths;
        this.taskPaths = taskPaths;
    }

    LetterAnswersPage page() {
        return page(null, 0);
    }

    /** After all were signed for; the ledger may not have learned of it yet. */
    LetterAnswersPage signed(boolean lookAgain) {
        var missing = unsigned();
        if (missing == 0) {
            return page(banner("good", "signed"), 0);
        }
        return lookAgain ? page(banner("wait", "signing"), 2) : page(null, 0);
    }

    LetterAnswersPage notTaken() {
        return page(banner("bad", "not-taken"), 0);
    }

    private LetterAnswersPage page(@Nullable Banner banner, int refresh) {
        var words = says.words;
        var rows = new ArrayList<Row>(tasks.size());
        tasks.forEach(task -> rows.add(row(rows.size() + 1, task)));
        var open = tasks.stream().filter(task -> task.closed().isEmpty()).count();
        return new LetterAnswersPage(
                words.lang(),
                words.say("product"),
                words.say(ofOffice() ? "office.all.heading" : "all.heading"),
                asked(open),
                banner,
                refresh > 0 ? null : signing(),
                rows,
                refresh,
                words.say("footer", says.name(letter.unit()), says.time(letter.until())));
    }

    private String asked(long open) {
        var asked = ofOffice() ? "office.all.asked" : "all.asked";
        var key = Words.counted(open == 0 ? "all.nothing" : asked, tasks.size());
        return says.words.say(key, says.name(letter.unit()), (long) tasks.size(), open);
    }

    /** Whether it is in charge of all of them. */
    private boolean ofOffice() {
        return !tasks.isEmpty()
                && tasks.stream().noneMatch(task -> task.charge().isEmpty());
    }

    private @Nullable Signing signing() {
        var unsigned = unsigned();
        return unsigned == 0
                ? null
                : new Signing(
                        UUID.randomUUID().toString(),
                        says.words.count("all.effect", unsigned),
                        says.words.count("all.sign", unsigned));
    }

    private long unsigned() {
        return tasks.stream().filter(task -> task.unsigned().isPresent()).count();
    }

    private Row row(int number, AskedTask told) {
        var task = told.task();
        var title = task == null ? told.told().title() : task.matter().title();
        return new Row(
                number,
                title,
                facts(told),
                told.closed().map(why -> says.reasons.say(why.code())).orElse(null),
                acts(told, title));
    }

    private List<Act> acts(AskedTask told, String title) {
        var acts = new ArrayList<Act>();
        for (var grant : told.open()) {
            acts.add(act(says.words.say("act." + grant.answer()), title, paths.apply(grant), acts.isEmpty()));
        }
        if (told.closed().isPresent() && !told.acts().isEmpty()) {
            var label = says.words.say("act." + Answer.REOPENED);
            acts.add(act(label, title, taskPaths.apply(told.told().taskId()), false));
        } else if (!told.acts().isEmpty()) {
            var label = says.words.say(acts.isEmpty() ? "office.act" : "office.more");
            acts.add(act(label, title, taskPaths.apply(told.told().taskId()), acts.isEmpty()));
        }
        return acts;
    }

    private Act act(String label, String title, String path, boolean first) {
        return new Act(label, says.words.say("all.act", label, title), path, first);
    }

    private List<Fact> facts(AskedTask told) {
        var facts = new ArrayList<Fact>();
        var task = told.task();
        if (task != null) {
            var description = task.matter().description();
            if (description != null) {
                facts.add(fact("description", shortened(description)));
            }
            facts.add(fact("deadline", says.deadline(task)));
            facts.add(fact("lead-unit", says.name(task.leadUnit())));
            facts.add(fact("status", says.status(task)));
            says.progress(task).ifPresent(percent -> facts.add(fact("progress", percent)));
            if (task.request() != null) {
                facts.add(fact("requested", says.day(task.request().deadline())));
            }
            facts.addAll(says.completion(task));
            facts.addAll(says.standing(task));
        }
        facts.add(fact("id", task == null ? told.told().taskId() : says.called(task)));
        return facts;
    }

    /** All of it stands on the pages of its answers. */
    private static String shortened(String description) {
        var line = description.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= LONGEST_DESCRIPTION
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_DESCRIPTION - 1)) + "…";
    }

    private Fact fact(String key, String value) {
        return new Fact(says.words.say("fact." + key), value);
    }

    private Banner banner(String tone, String key) {
        return new Banner(tone, says.words.say(key + ".title"), says.words.say(key + ".text"));
    }
}
